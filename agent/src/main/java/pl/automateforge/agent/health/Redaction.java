package pl.automateforge.agent.health;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import pl.automateforge.agent.spec.Secret;

/**
 * Replaces secrets in text by stars: as they are, URL-encoded, in JSON, and in base64 also where
 * they are only a part of what was encoded, as in a basic login. Each longer line of a secret of
 * several lines, such as a private key, counts by itself. Values under four characters are left
 * alone: they would blot out half of the text and protect nothing.
 *
 * <p>Safe for all threads.
 */
public final class Redaction {
  private static final String STARS = "****";
  private static final int MIN_SECRET = 4;
  private static final int MIN_LINE = 16;

  /** A shorter piece of base64 stands in ordinary words. */
  private static final int MIN_ENCODED = 6;

  private final Set<String> forms = new CopyOnWriteArraySet<>();

  /** From now on this secret is replaced. */
  public void add(Secret secret) {
    String value = secret.value();
    if (value.length() < MIN_SECRET) {
      return;
    }
    Set<String> found = new LinkedHashSet<>(formsOf(value));
    if (value.indexOf('\n') >= 0) {
      value
          .lines()
          .map(String::strip)
          .filter(line -> line.length() >= MIN_LINE)
          .forEach(line -> found.addAll(formsOf(line)));
    }
    forms.addAll(found);
  }

  private static Set<String> formsOf(String value) {
    Set<String> found = new LinkedHashSet<>();
    found.add(value);
    String quoted = json(value);
    found.add(quoted);
    found.add(quoted.replace("/", "\\/"));
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (boolean lower : new boolean[] {true, false}) {
      found.add(percent(bytes, "-_.~", "%20", lower));
      found.add(percent(bytes, "-_.*", "+", lower));
      found.add(percent(bytes, "-_.!~*'()", "%20", lower));
    }
    for (int before = 0; before < 3; before++) {
      String piece = base64(bytes, before);
      if (piece.length() >= MIN_ENCODED) {
        found.add(piece);
        found.add(piece.replace('+', '-').replace('/', '_'));
      }
    }
    return found;
  }

  private static String json(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  private static String percent(byte[] bytes, String safe, String blank, boolean lower) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : bytes) {
      int c = b & 0xff;
      boolean alphanumeric = c < 0x80 && Character.isLetterOrDigit(c);
      if (c == ' ') {
        encoded.append(blank);
      } else if (alphanumeric || safe.indexOf(c) >= 0) {
        encoded.append((char) c);
      } else {
        String digits = Integer.toHexString(0x100 | c).substring(1);
        encoded.append('%').append(lower ? digits : upper(digits));
      }
    }
    return encoded.toString();
  }

  private static String upper(String digits) {
    return digits.toUpperCase(Locale.ROOT);
  }

  /**
   * The characters that stand in base64 wherever these bytes are encoded after so many others
   * (modulo three), whatever comes before and after.
   */
  private static String base64(byte[] bytes, int before) {
    byte[] shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int start = before == 0 ? 0 : before + 1;
    int end = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
    return start < end ? encoded.substring(start, end) : "";
  }

  /** The text with stars for every secret; overlapping ones become stars together. */
  public String apply(String text) {
    BitSet secret = new BitSet();
    for (String form : forms) {
      for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        secret.set(at, at + form.length());
      }
    }
    return secret.isEmpty() ? text : starred(text, secret);
  }

  private static String starred(String text, BitSet secret) {
    StringBuilder safe = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int from = secret.nextSetBit(at);
      if (from < 0) {
        return safe.append(text, at, text.length()).toString();
      }
      safe.append(text, at, from).append(STARS);
      at = secret.nextClearBit(from);
    }
    return safe.toString();
  }

  /** The longest text that is looked for. */
  int longest() {
    return List.copyOf(forms).stream().mapToInt(String::length).max().orElse(0);
  }
}
