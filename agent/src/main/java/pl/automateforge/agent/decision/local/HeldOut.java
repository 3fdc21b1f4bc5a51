package pl.automateforge.agent.decision.local;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import pl.automateforge.agent.spec.Demonstration;

/**
 * What cross-validation answered about each text by a model that had not seen it, the surest answer
 * first.
 */
final class HeldOut {
  private final float[] confidences;
  private final int[] answers;
  private final boolean[] right;

  HeldOut(float[] confidences, int[] answers, boolean[] right) {
    this.confidences = confidences;
    this.answers = answers;
    this.right = right;
  }

  /** Descending. */
  float[] confidences() {
    return confidences;
  }

  /** Of each text the label that was chosen. */
  int[] answers() {
    return answers;
  }

  /** Of each text whether that was its own. */
  boolean[] right() {
    return right;
  }

  static HeldOut of(float[][] scores, int[] labels, Calibration calibration) {
    int[] answers = new int[scores.length];
    float[] confidences = new float[scores.length];
    for (int row = 0; row < scores.length; row++) {
      answers[row] = Softmax.best(scores[row]);
      confidences[row] = (float) calibration.confidence(scores[row], answers[row]);
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> -confidences[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    HeldOut sorted =
        new HeldOut(new float[order.length], new int[order.length], new boolean[order.length]);
    for (int at = 0; at < order.length; at++) {
      int row = order[at];
      sorted.confidences[at] = confidences[row];
      sorted.answers[at] = answers[row];
      sorted.right[at] = answers[row] == labels[row];
    }
    return sorted;
  }

  int size() {
    return confidences.length;
  }

  /**
   * The smallest confidence at which the precision of the answers at or above it is demonstrated.
   *
   * @param least no smaller confidence is considered
   * @param counts of each label whether an answer with it is given at all
   */
  Reach reach(double precision, double least, boolean[] counts) {
    if (size() == 0) {
      return new Reach.NotDemonstrated("the examples are too few to hold any out of training");
    }
    Reach reach = null;
    int answered = 0;
    int hits = 0;
    double best = 0;
    for (int at = 0; at < size() && confidences[at] >= least; at++) {
      if (counts[answers[at]]) {
        answered++;
        hits += right[at] ? 1 : 0;
      }
      if (at + 1 < size() && confidences[at + 1] == confidences[at]) {
        continue;
      }
      double demonstrated = Demonstration.share(hits, answered);
      best = Math.max(best, demonstrated);
      if (demonstrated >= precision) {
        double share = (double) answered / size();
        reach =
            new Reach.Demonstrated(confidences[at], share, hits, answered, size(), Trainer.PARTS);
      }
    }
    return reach == null ? notDemonstrated(best) : reach;
  }

  private Reach notDemonstrated(double best) {
    return new Reach.NotDemonstrated(
        best == 0
            ? "none of its answers counts"
            : String.format(
                Locale.ROOT,
                "its surest answers demonstrate no more than %.1f %% in %d-fold cross-validation on"
                    + " %d examples",
                100 * best,
                Trainer.PARTS,
                size()));
  }
}
