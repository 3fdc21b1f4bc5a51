package pl.automateforge.agent.standin.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The texts of one language: for each category its mails, sentences that may follow, and senders. A
 * letter behind the mark ties a mail to the senders with the same letter.
 */
record MailTexts(Map<String, Category> categories, Properties slots) {

  /** One category's texts. */
  record Category(List<Pattern> patterns, List<String> extras, List<Sender> senders) {}

  /** One mail with slots. */
  record Pattern(String tag, String subject, String body) {}

  /** A sender with slots, as {@code Name <address>}. */
  record Sender(String tag, String form) {}

  static MailTexts read(String language) {
    try {
      Map<String, Category> categories = new LinkedHashMap<>();
      Category current = new Category(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      String subject = "";
      String tag = "";
      try (BufferedReader lines = open("mails_" + language + ".txt")) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          int space = line.indexOf(' ');
          String mark = space < 0 ? line : line.substring(0, space);
          String rest = line.substring(space + 1);
          if (mark.equals("==")) {
            current = new Category(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            categories.put(rest, current);
          } else if (mark.startsWith("@")) {
            tag = mark.substring(1);
            subject = rest;
          } else if (mark.startsWith("%")) {
            current.senders().add(new Sender(mark.substring(1), rest));
          } else if (mark.equals("+")) {
            current.extras().add(rest);
          } else if (!mark.equals("#")) {
            current.patterns().add(new Pattern(tag, subject, line));
          }
        }
      }
      Properties slots = new Properties();
      try (BufferedReader reader = open("slots_" + language + ".properties")) {
        slots.load(reader);
      }
      return new MailTexts(categories, slots);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The alternatives under a name. */
  String[] alternatives(String name) {
    return one(name).split("\\|", -1);
  }

  /** The text under a name. */
  String one(String name) {
    return Objects.requireNonNull(slots.getProperty(name), name);
  }

  static BufferedReader open(String name) {
    InputStream in = Objects.requireNonNull(MailTexts.class.getResourceAsStream(name), name);
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}
