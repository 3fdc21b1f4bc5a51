package pl.automateforge.agent.decision.local;

import java.util.Arrays;
import java.util.List;

/** A trained model. Safe for use by many threads: nothing in it changes. */
final class LocalModel {
  /** Fewer examples of a label than this measure nothing. */
  static final int MEASURABLE = 5;

  private final List<String> labels;
  private final int[] support;
  private final Vocabulary vocabulary;
  private final Weights weights;
  private final Calibration calibration;
  private final HeldOut heldOut;

  LocalModel(
      List<String> labels,
      int[] support,
      Vocabulary vocabulary,
      Weights weights,
      Calibration calibration,
      HeldOut heldOut) {
    this.labels = List.copyOf(labels);
    this.support = support;
    this.vocabulary = vocabulary;
    this.weights = weights;
    this.calibration = calibration;
    this.heldOut = heldOut;
  }

  /** What it can answer. */
  List<String> labels() {
    return labels;
  }

  /** How many examples each label had. */
  int[] support() {
    return support;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  Weights weights() {
    return weights;
  }

  Calibration calibration() {
    return calibration;
  }

  /** What cross-validation answered; of no texts where nothing could be held out. */
  HeldOut heldOut() {
    return heldOut;
  }

  /** Whether the label has examples enough to say how often it is right. */
  boolean isMeasured(int label) {
    return calibration.measured() && support[label] >= MEASURABLE;
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
        isMeasured(best),
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
