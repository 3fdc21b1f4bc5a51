package pl.automateforge.agent.evaluation.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often each expected category was answered with which. Filled by one thread, then read.
 *
 * <p>An answer outside the schema is none: it counts as wrong, and as a prediction of no category.
 */
public final class Confusion {
  private final List<String> categories;
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final long[][] counts;
  private final long[] none;

  /**
   * @param categories the spec's ids, in its order; each once
   */
  public Confusion(List<String> categories) {
    this.categories = List.copyOf(categories);
    for (String id : categories) {
      if (places.put(id, places.size()) != null) {
        throw new IllegalArgumentException("the category " + id + " stands here twice");
      }
    }
    counts = new long[categories.size()][categories.size()];
    none = new long[categories.size()];
  }

  /**
   * Counts one record.
   *
   * @param predicted null for an answer that is none
   */
  public void add(String expected, @Nullable String predicted) {
    int row = place(expected);
    if (predicted == null) {
      none[row]++;
    } else {
      counts[row][place(predicted)]++;
    }
  }

  private int place(String category) {
    Integer place = places.get(category);
    if (place == null) {
      throw new IllegalArgumentException(category + " is none of the categories " + categories);
    }
    return place;
  }

  /** The ids, in the order of rows and columns. */
  public List<String> categories() {
    return categories;
  }

  /** How often one was answered with the other. */
  public long count(String expected, String predicted) {
    return counts[place(expected)][place(predicted)];
  }

  /** How often there was no answer where this was expected. */
  public long unanswered(String expected) {
    return none[place(expected)];
  }

  /** The share of right answers among all records. */
  public Proportion accuracy() {
    long right = 0;
    long all = 0;
    for (int row = 0; row < counts.length; row++) {
      right += counts[row][row];
      all += rowSum(row);
    }
    return Proportion.of(right, all);
  }

  /** Each category's scores, in order. */
  public List<CategoryScores> scores() {
    List<CategoryScores> scores = new ArrayList<>(counts.length);
    for (int at = 0; at < counts.length; at++) {
      long predicted = 0;
      for (long[] row : counts) {
        predicted += row[at];
      }
      scores.add(CategoryScores.of(categories.get(at), counts[at][at], rowSum(at), predicted));
    }
    return scores;
  }

  private long rowSum(int row) {
    long sum = none[row];
    for (long count : counts[row]) {
      sum += count;
    }
    return sum;
  }

  /**
   * Averages in which each category counts the same. Categories that neither occur nor were
   * answered are left out, as scikit-learn does where it is given no labels.
   */
  public Averages macro() {
    return Averages.macro(met());
  }

  /** Averages in which each category counts as often as it occurs. */
  public Averages weighted() {
    return Averages.weighted(met());
  }

  private List<CategoryScores> met() {
    return scores().stream().filter(c -> c.support() + c.predicted() > 0).toList();
  }
}
