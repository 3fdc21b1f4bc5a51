package pl.automateforge.agent.decision.local;

/**
 * How scores become confidences, and how well that went on texts held out of training.
 *
 * @param measured false where the examples are too few to hold any out: then the temperature is a
 *     usual one and the confidence is kept modest
 * @param temperature scores are divided by it before the softmax
 * @param accuracy on held-out texts, 0 to 1; 0 where not measured
 * @param error expected calibration error on held-out texts in ten bins, 0 to 1; 0 where not
 *     measured
 */
record Calibration(boolean measured, double temperature, double accuracy, double error) {
  /** Without measurement nothing is surer than this: a usual threshold sends it to a person. */
  static final double MODEST = 0.6;

  private static final double USUAL_TEMPERATURE = 0.25;
  private static final int MOST_ROWS = 4_000;
  private static final int STEPS = 24;
  private static final double GOLDEN = 0.6180339887498949;
  private static final int BINS = 10;

  /** For examples too few to measure. */
  static final Calibration UNMEASURED = new Calibration(false, USUAL_TEMPERATURE, 0, 0);

  /**
   * Fits the temperature that makes the right labels likeliest, with the doubt that remains after
   * so many texts (Platt's correction): all right in 60 is no certainty.
   */
  static Calibration fit(float[][] scores, int[] labels) {
    double temperature = StrictMath.exp(minimize(scores, labels));
    int right = 0;
    double[] hits = new double[BINS];
    double[] sums = new double[BINS];
    for (int row = 0; row < scores.length; row++) {
      int best = Softmax.best(scores[row]);
      double confidence = confidence(scores[row], best, temperature);
      int bin = Math.min(BINS - 1, (int) (confidence * BINS));
      sums[bin] += confidence;
      if (best == labels[row]) {
        hits[bin]++;
        right++;
      }
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(hits[bin] - sums[bin]) / scores.length;
    }
    return new Calibration(true, temperature, (double) right / scores.length, error);
  }

  /** The probability of the best label. */
  double confidence(float[] scores, int best) {
    double confidence = confidence(scores, best, temperature);
    return measured ? confidence : Math.min(confidence, MODEST);
  }

  private static double confidence(float[] scores, int best, double temperature) {
    return StrictMath.exp(Softmax.logProbability(scores, best, temperature));
  }

  /** Golden-section search over the logarithm of the temperature. */
  private static double minimize(float[][] scores, int[] labels) {
    double low = StrictMath.log(0.02);
    double high = StrictMath.log(5);
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = loss(scores, labels, left);
    double atRight = loss(scores, labels, right);
    for (int step = 0; step < STEPS; step++) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = loss(scores, labels, left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = loss(scores, labels, right);
      }
    }
    return (low + high) / 2;
  }

  private static double loss(float[][] scores, int[] labels, double logTemperature) {
    double temperature = StrictMath.exp(logTemperature);
    double doubt = 1.0 / (scores.length + 2);
    int stride = Math.max(1, scores.length / MOST_ROWS);
    double sum = 0;
    for (int row = 0; row < scores.length; row += stride) {
      double own = Softmax.logProbability(scores[row], labels[row], temperature);
      double others = own + meanOf(scores[row], labels[row]) / temperature;
      sum -= (1 - doubt) * own + doubt * others;
    }
    return sum;
  }

  /** How far the other labels' mean score lies from this label's. */
  private static double meanOf(float[] scores, int label) {
    double sum = 0;
    for (float score : scores) {
      sum += score - scores[label];
    }
    return sum / (scores.length - 1);
  }
}
