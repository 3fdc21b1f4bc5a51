package pl.automateforge.agent.standin.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Mails that are not as they should be: empty, broken, forwarded, wrongly declared, with hidden or
 * open orders to the model. They stand in {@code odd_*.txt} as they go over the wire, but in UTF-8;
 * the first line names category and charset.
 */
final class OddMails {
  private static final String[] NAMES = {
    "hidden",
    "empty-body",
    "broken",
    "forwarded",
    "wrong-charset",
    "open-order",
    "nothing",
    "nested"
  };

  private final Map<String, Odd> all = new LinkedHashMap<>();

  OddMails() {
    for (String name : NAMES) {
      all.put(name, read(name));
    }
  }

  /** One of them; the array is not copied. */
  private static final class Odd {
    private final String category;
    private final byte[] raw;

    Odd(String category, byte[] raw) {
      this.category = category;
      this.raw = raw;
    }
  }

  int size() {
    return NAMES.length;
  }

  String category(int index) {
    return odd(index).category;
  }

  byte[] raw(int index) {
    return odd(index).raw.clone();
  }

  private Odd odd(int index) {
    return Objects.requireNonNull(all.get(NAMES[index]));
  }

  private static Odd read(String name) {
    try (BufferedReader lines = MailTexts.open("odd_" + name + ".txt")) {
      String[] head = lines.readLine().split(" ", -1);
      StringBuilder text = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        text.append(line).append("\r\n");
      }
      Charset charset = head.length > 1 ? Charset.forName(head[1]) : StandardCharsets.UTF_8;
      return new Odd(head[0], text.toString().getBytes(charset));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
