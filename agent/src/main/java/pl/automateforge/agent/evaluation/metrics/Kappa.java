package pl.automateforge.agent.evaluation.metrics;

import java.util.List;

/**
 * How far two labellers agree beyond chance: Cohen's kappa (Cohen, 1960).
 *
 * @param agreed how many records both labelled alike
 * @param value 1 is full agreement, 0 what chance gives, negative less than that; where both gave
 *     every record one and the same label there is no chance to exceed: then {@code undefined} says
 *     so and the value is 0
 */
public record Kappa(Proportion agreed, Score value) {

  /**
   * Compares.
   *
   * @param labels two by two, the first labeller's and the second's
   * @throws IllegalArgumentException where there are none
   */
  public static Kappa of(List<Pair> labels) {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("no record bears two labels");
    }
    List<String> ids =
        labels.stream()
            .flatMap(pair -> List.of(pair.first(), pair.second()).stream())
            .distinct()
            .toList();
    Confusion confusion = new Confusion(ids);
    labels.forEach(pair -> confusion.add(pair.first(), pair.second()));
    Proportion agreed = confusion.accuracy();
    double all = labels.size();
    double chance = 0;
    for (CategoryScores scores : confusion.scores()) {
      chance += (scores.support() / all) * (scores.predicted() / all);
    }
    Score value =
        chance >= 1
            ? new Score(0, "both gave every record the same one label")
            : new Score((agreed.value() - chance) / (1 - chance), null);
    return new Kappa(agreed, value);
  }

  /** One record's two labels. */
  public record Pair(String first, String second) {}
}
