package pl.automateforge.agent.decision.local;

import java.util.Arrays;
import java.util.List;

/**
 * A trained model. Safe for use by many threads: nothing in it changes.
 *
 * @param labels what it can answer
 * @param support how many examples each label had
 */
record LocalModel(
    List<String> labels,
    int[] support,
    Vocabulary vocabulary,
    Weights weights,
    Calibration calibration) {

  /** Fewer examples of a label than this measure nothing. */
  static final int MEASURABLE = 5;

  LocalModel {
    labels = List.copyOf(labels);
  }

  /**
   * What the model makes of a text.
   *
   * @param calibrated whether the confidence was measured on held-out examples of this label
   * @param words that spoke most for the label, the most telling first
   */
  record Judgement(String label, double confidence, boolean calibrated, List<String> words) {}

  Judgement judge(String text) {
    Tokens tokens = vocabulary.tokens(text);
    TextVector vector = TextVector.of(FeatureBag.of(tokens), vocabulary);
    if (!vector.wordsKnown()) {
      return unfamiliar();
    }
    float[] scores = weights.score(vector);
    int best = Softmax.best(scores);
    int other = Softmax.second(scores, best);
    return new Judgement(
        labels.get(best),
        calibration.confidence(scores, best),
        calibration.measured() && support[best] >= MEASURABLE,
        TellingWords.of(tokens, vector, this, best, other));
  }

  /** Nothing is known about the text: the commonest label, as likely as it is common. */
  private Judgement unfamiliar() {
    int commonest = 0;
    for (int label = 1; label < support.length; label++) {
      if (support[label] > support[commonest]) {
        commonest = label;
      }
    }
    double share = (double) support[commonest] / Arrays.stream(support).sum();
    return new Judgement(labels.get(commonest), Math.min(share, 0.5), false, List.of());
  }
}
