package pl.automateforge.agent.standin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the category whose words a text shares most. A category's words are those that stand
 * beside its id in the instructions: its name, its description, examples. A word counts the more
 * the fewer categories have it.
 */
final class CategoryWords {
  private static final Set<String> REST =
      Set.of("other", "inne", "misc", "unknown", "none", "rest");
  private static final int MOST_OF_A_LINE = 1500;
  private static final int MOST_LINES = 6;
  private static final int NEAR = 40;
  private static final double REST_WEIGHT = 0.5;

  private final List<String> ids;
  private final Map<String, double[]> weights = new HashMap<>();

  /**
   * Learns the words.
   *
   * @param instructions the system prompt and whatever else describes the categories
   */
  CategoryWords(List<String> ids, String instructions) {
    this.ids = List.copyOf(ids);
    List<Set<String>> stems = new ArrayList<>();
    for (String id : ids) {
      stems.add(stems(segments(id, instructions) + "\n" + id.replace('-', ' ')));
    }
    for (int i = 0; i < ids.size(); i++) {
      for (String stem : stems.get(i)) {
        weights.computeIfAbsent(stem, _ -> new double[ids.size()])[i] = 1;
      }
    }
    for (double[] row : weights.values()) {
      int categories = 0;
      for (double cell : row) {
        categories += cell > 0 ? 1 : 0;
      }
      double rarity = Math.log((ids.size() + 1.0) / categories);
      for (int i = 0; i < row.length; i++) {
        row[i] *= isRest(ids.get(i)) ? REST_WEIGHT * rarity : rarity;
      }
    }
  }

  Verdict choose(String text, long seed) {
    double[] scores = new double[ids.size()];
    List<String> shared = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String word : Words.of(text)) {
      String stem = Words.stem(word);
      double[] row = stem.isEmpty() || !seen.add(stem) ? null : weights.get(stem);
      if (row != null) {
        shared.add(word);
        for (int i = 0; i < row.length; i++) {
          scores[i] += row[i];
        }
      }
    }
    return verdict(scores, shared, Hash.of(seed, text));
  }

  private Verdict verdict(double[] scores, List<String> shared, long hash) {
    int best = -1;
    double second = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > 0 && (best < 0 || scores[i] > scores[best])) {
        second = best < 0 ? 0 : scores[best];
        best = i;
      } else {
        second = Math.max(second, scores[i]);
      }
    }
    if (best < 0) {
      return new Verdict(rest(hash), 0.3, "Stand-in: no word in common with any category.");
    }
    double margin = (scores[best] - second) / scores[best];
    double confidence = Math.round((0.5 + 0.48 * Math.sqrt(margin)) * 100) / 100.0;
    return new Verdict(
        ids.get(best),
        confidence,
        "Stand-in: words in common with the category: "
            + String.join(", ", shared.subList(0, Math.min(5, shared.size())))
            + ".");
  }

  /** Whether it is for what fits nowhere else: its words say little. */
  private static boolean isRest(String id) {
    return REST.contains(Words.lower(id));
  }

  private String rest(long hash) {
    for (String id : ids) {
      if (isRest(id)) {
        return id;
      }
    }
    return ids.get((int) Math.floorMod(hash, (long) ids.size()));
  }

  /**
   * What describes an id: a line that it begins, with the lines below up to a gap or another id,
   * and each line that it ends, as the label of an example does. Running prose that mentions it
   * does not.
   */
  private String segments(String id, String instructions) {
    StringBuilder found = new StringBuilder();
    int follow = 0;
    for (String line : instructions.split("\n", -1)) {
      boolean begins = begins(line, id);
      if (begins) {
        follow = MOST_LINES;
      } else if (line.isBlank() || ids.stream().anyMatch(other -> begins(line, other))) {
        follow = 0;
      }
      if (follow > 0 || ends(line, id)) {
        found.append(line, 0, Math.min(line.length(), MOST_OF_A_LINE)).append('\n');
        follow--;
      }
    }
    return found.toString();
  }

  /** Whether no more than a mark or two, such as {@code category id=}, stand before it. */
  private static boolean begins(String line, String id) {
    int at = line.indexOf(id);
    return at >= 0
        && at < NEAR
        && (at == 0 || !isIdPart(line.charAt(at - 1)))
        && isEnd(line, at + id.length())
        && Words.of(line.substring(0, at)).size() <= 2;
  }

  private static boolean ends(String line, String id) {
    String text = line.stripTrailing();
    int at = text.length() - id.length();
    return at > 0 && text.endsWith(id) && !isIdPart(text.charAt(at - 1));
  }

  private static boolean isEnd(String line, int at) {
    return at == line.length() || !isIdPart(line.charAt(at));
  }

  private static boolean isIdPart(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }

  private static Set<String> stems(String text) {
    Set<String> stems = new HashSet<>();
    for (String word : Words.of(text)) {
      String stem = Words.stem(word);
      if (!stem.isEmpty()) {
        stems.add(stem);
      }
    }
    return stems;
  }
}
