package pl.automateforge.agent.evaluation.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Scores averaged over categories.
 *
 * @param precision and recall and F1: with 0 where a category has none, as scikit-learn does
 */
public record Averages(double precision, double recall, double f1) {

  /** Each category counts the same. */
  static Averages macro(List<CategoryScores> categories) {
    return of(categories, c -> 1);
  }

  /** Each category counts as often as it occurs. */
  static Averages weighted(List<CategoryScores> categories) {
    return of(categories, CategoryScores::support);
  }

  private static Averages of(
      List<CategoryScores> categories, ToDoubleFunction<CategoryScores> weight) {
    return new Averages(
        mean(categories, weight, c -> c.precision().value()),
        mean(categories, weight, c -> c.recall().value()),
        mean(categories, weight, c -> c.f1().value()));
  }

  private static double mean(
      List<CategoryScores> categories,
      ToDoubleFunction<CategoryScores> weight,
      ToDoubleFunction<CategoryScores> value) {
    double[] weights = categories.stream().mapToDouble(weight).toArray();
    double[] products =
        categories.stream()
            .mapToDouble(c -> value.applyAsDouble(c) * weight.applyAsDouble(c))
            .toArray();
    double all = PairwiseSum.of(weights);
    return all == 0 ? 0 : PairwiseSum.of(products) / all;
  }
}
