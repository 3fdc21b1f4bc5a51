package pl.automateforge.agent.spec;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The candidate that a misspelt word most likely means. */
final class Nearest {
  private static final int LONGEST = 200;

  private Nearest() {}

  /**
   * The nearest candidate by swapped, missing, extra and wrong letters, not minding case, hyphens
   * and underscores; empty where none is nearer than a third of the word.
   */
  static Optional<String> to(String word, Iterable<String> candidates) {
    String wanted = plain(word);
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      return Optional.empty();
    }
    String nearest = null;
    int least = Math.max(1, wanted.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = distance(wanted, plain(candidate), least);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static String plain(@Nullable String word) {
    return word == null ? "" : word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Optimal string alignment; {@code enough} where it is at least that. */
  private static int distance(String a, String b, int enough) {
    if (Math.abs(a.length() - b.length()) >= enough) {
      return enough;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1 && j > 1 && swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least >= enough) {
        return enough;
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
