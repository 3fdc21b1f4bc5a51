package pl.automateforge.agent.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** First names, the Polish ones in every case, in lower case and without diacritics. */
final class FirstNames {
  private static final String FILE = "first-names.txt";
  private static final Set<String> FORMS = new HashSet<>();
  private static final Set<String> ALSO_WORDS = new HashSet<>();

  static {
    try (InputStream in = Objects.requireNonNull(FirstNames.class.getResourceAsStream(FILE), FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().forEach(FirstNames::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FirstNames() {}

  /** Whether the word is a first name in some case. */
  static boolean are(String word) {
    return FORMS.contains(word);
  }

  /** Whether the name is a word as well, so that by itself it says nothing. */
  static boolean areWords(String word) {
    return ALSO_WORDS.contains(word);
  }

  private static void read(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return;
    }
    for (String name : line.substring(colon + 1).strip().split(" ", -1)) {
      switch (line.substring(0, colon)) {
        case "pl" -> decline(Letters.plain(name));
        case "en" -> FORMS.add(Letters.plain(name));
        case "word" -> ALSO_WORDS.add(Letters.plain(name));
        default -> throw new IllegalStateException(FILE + ": " + line);
      }
    }
  }

  private static void decline(String name) {
    FORMS.add(name);
    int last = name.length() - 1;
    String stem = name.substring(0, last);
    switch (name.charAt(last)) {
      case 'a' -> {
        add(stem, "y", "i", "ie", "e", "o", "u");
        soften(stem);
        if (stem.endsWith("j")) {
          add(stem.substring(0, stem.length() - 1), "i");
        }
      }
      case 'y', 'i' -> add(name.endsWith("i") ? name : stem, "ego", "emu", "m", "ym");
      case 'o' -> add(stem, "a", "owi", "iem", "em", "u");
      default -> masculine(name);
    }
  }

  private static void masculine(String name) {
    int last = name.length() - 1;
    boolean fleeting = name.endsWith("ek") || name.endsWith("wel") || name.endsWith("iec");
    String stem = fleeting ? name.substring(0, last - 1) + name.charAt(last) : name;
    add(stem, "a", "owi", "em", "u");
    if (stem.endsWith("k") || stem.endsWith("g")) {
      add(stem, "iem");
    } else if ("nmspbwfl".indexOf(stem.charAt(stem.length() - 1)) >= 0) {
      add(stem, "ie", "e");
    }
    soften(stem);
  }

  /** The consonant changes in the locative. */
  private static void soften(String stem) {
    String root = stem.substring(0, stem.length() - 1);
    switch (stem.charAt(stem.length() - 1)) {
      case 'k' -> add(root, "ce");
      case 'g' -> add(root, "dze");
      case 'r' -> add(stem, "ze");
      case 't' -> add(root, "cie");
      case 'd' -> add(root, "dzie");
      case 'l' -> add(stem, "e");
      default -> {}
    }
  }

  private static void add(String stem, String... endings) {
    List.of(endings).forEach(ending -> FORMS.add(stem + ending));
  }
}
