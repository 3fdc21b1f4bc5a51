package pl.automateforge.agent.decision.local;

/** Scores to probabilities. {@link StrictMath}: the same on every machine. */
final class Softmax {
  private Softmax() {}

  /** The index of the highest score; the first among equals. */
  static int best(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The index of the highest score but one. */
  static int second(float[] scores, int best) {
    int second = best == 0 ? 1 : 0;
    for (int i = 0; i < scores.length; i++) {
      if (i != best && scores[i] > scores[second]) {
        second = i;
      }
    }
    return second;
  }

  /** The natural logarithm of one label's probability at this temperature. */
  static double logProbability(float[] scores, int label, double temperature) {
    float highest = scores[best(scores)];
    double sum = 0;
    for (float score : scores) {
      sum += StrictMath.exp((score - highest) / temperature);
    }
    return (scores[label] - highest) / temperature - StrictMath.log(sum);
  }
}
