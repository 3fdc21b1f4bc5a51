package pl.automateforge.agent.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds canaries in bytes, however they were written down: plain, in any grouping, case and of two
 * bytes a character, in base64 wherever it begins, quoted-printable, percent-encoded, in hex.
 */
public final class Sightings {
  /** How many characters tell that a longer one may begin here. */
  private static final int BEGINNING = 6;

  /** In what is left without blanks. */
  private final Map<String, List<Pattern>> exact = new HashMap<>();

  /** In letters and digits alone: this is how the codes of two digits a character fall too. */
  private final Map<String, List<Pattern>> bare = new HashMap<>();

  private record Pattern(String text, String name) {}

  public Sightings(Collection<Canary> canaries) {
    canaries.forEach(this::add);
  }

  private void add(Canary canary) {
    String name = canary.word() + " " + canary.value();
    int at = canary.value().indexOf('@');
    String telling = at < 0 ? canary.value() : canary.value().substring(0, at);
    put(bare, bare(telling), name);
    for (String form : new TreeSet<>(List.of(telling, canary.inline(), canary.wrapped()))) {
      put(bare, HexFormat.of().formatHex(form.getBytes(UTF_8)), name);
      put(exact, unbroken(new String(form.getBytes(UTF_8), ISO_8859_1)), name);
      for (int before = 0; before < 3; before++) {
        String piece = base64(form.getBytes(UTF_8), before);
        put(exact, piece, name);
        put(exact, piece.replace('+', '-').replace('/', '_'), name);
      }
    }
  }

  private static void put(Map<String, List<Pattern>> patterns, String text, String name) {
    if (text.length() < BEGINNING) {
      throw new IllegalArgumentException(name + " in too few characters: " + text);
    }
    patterns
        .computeIfAbsent(text.substring(0, BEGINNING), key -> new ArrayList<>())
        .add(new Pattern(text, name));
  }

  /** Those that can be read in any of these. */
  public Set<String> in(Collection<byte[]> all) {
    Set<String> seen = new TreeSet<>();
    for (byte[] bytes : all) {
      String text = new String(bytes, ISO_8859_1);
      look(unbroken(text), exact, seen);
      look(bare(text), bare, seen);
    }
    return seen;
  }

  private static void look(String text, Map<String, List<Pattern>> patterns, Set<String> seen) {
    for (int at = 0; at + BEGINNING <= text.length(); at++) {
      List<Pattern> begun = patterns.get(text.substring(at, at + BEGINNING));
      if (begun != null) {
        for (Pattern pattern : begun) {
          if (text.startsWith(pattern.text(), at)) {
            seen.add(pattern.name());
          }
        }
      }
    }
  }

  private static String unbroken(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().filter(c -> c > ' ').forEach(c -> out.append((char) c));
    return out.toString();
  }

  private static String bare(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars()
        .filter(c -> c < 0x80 && Character.isLetterOrDigit(c))
        .forEach(c -> out.append((char) c));
    return out.toString().toLowerCase(Locale.ROOT);
  }

  /** What stands in base64 wherever these bytes follow so many others, modulo three. */
  private static String base64(byte[] bytes, int before) {
    byte[] shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int start = before == 0 ? 0 : before + 1;
    int end = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
    return encoded.substring(start, end);
  }
}
