package pl.automateforge.agent.evaluation.metrics;

/**
 * Sums in the order in which NumPy does, so that averages agree with scikit-learn's to the last
 * digit: eight running sums over blocks of up to 128 values, halves above that.
 */
final class PairwiseSum {
  private static final int BLOCK = 128;
  private static final int LANES = 8;

  private PairwiseSum() {}

  static double of(double[] values) {
    return of(values, 0, values.length);
  }

  private static double of(double[] values, int from, int count) {
    if (count < LANES) {
      double sum = 0;
      for (int at = from; at < from + count; at++) {
        sum += values[at];
      }
      return sum;
    }
    if (count > BLOCK) {
      int half = count / 2;
      half -= half % LANES;
      return of(values, from, half) + of(values, from + half, count - half);
    }
    double[] lane = new double[LANES];
    int whole = count - count % LANES;
    for (int at = 0; at < whole; at++) {
      lane[at % LANES] += values[from + at];
    }
    double sum =
        ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
    for (int at = whole; at < count; at++) {
      sum += values[from + at];
    }
    return sum;
  }
}
