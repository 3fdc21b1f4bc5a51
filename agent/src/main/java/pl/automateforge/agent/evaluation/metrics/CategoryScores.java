package pl.automateforge.agent.evaluation.metrics;

/**
 * One category's scores, by scikit-learn's definitions.
 *
 * @param precision of what was predicted so, the share that is so
 * @param recall of what is so, the share that was predicted so
 * @param f1 2·tp / (2·tp + fp + fn)
 * @param support how many records are so
 * @param predicted how many were predicted so
 */
public record CategoryScores(
    String id, Score precision, Score recall, Score f1, long support, long predicted) {
  static CategoryScores of(String id, long right, long support, long predicted) {
    return new CategoryScores(
        id,
        Score.of(right, predicted, "no record was predicted so"),
        Score.of(right, support, "no record is so"),
        Score.of(2 * right, support + predicted, "no record is so, and none was predicted so"),
        support,
        predicted);
  }
}
