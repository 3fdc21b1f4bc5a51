package pl.automateforge.agent.evaluation.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether confidences mean what they say: answers in ten equal bins of confidence, and how far
 * their mean confidence lies from the share that was right.
 *
 * @param error the expected calibration error (Naeini and others, 2015): the bins' distances, each
 *     weighed by its answers; 0 where there are none
 * @param brier the mean squared distance of confidence from 1 (right) or 0 (wrong)
 */
public record Calibration(List<Bin> bins, double error, double brier) {
  private static final int BINS = 10;

  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * Answers whose confidence lies between two tenths; the last bin holds 1 as well.
   *
   * @param confidence their mean; 0 where there are none
   */
  public record Bin(double from, double to, double confidence, Proportion right) {}

  /** Bins these answers. */
  public static Calibration of(List<Coverage.Sure> answers) {
    long[] all = new long[BINS];
    long[] right = new long[BINS];
    double[] sum = new double[BINS];
    double squares = 0;
    for (Coverage.Sure answer : answers) {
      int bin = Math.min(BINS - 1, (int) (answer.confidence() * BINS));
      all[bin]++;
      right[bin] += answer.right() ? 1 : 0;
      sum[bin] += answer.confidence();
      double off = answer.confidence() - (answer.right() ? 1 : 0);
      squares += off * off;
    }
    List<Bin> bins = new ArrayList<>(BINS);
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      Proportion share = Proportion.of(right[bin], all[bin]);
      double mean = all[bin] == 0 ? 0 : sum[bin] / all[bin];
      bins.add(new Bin(bin / (double) BINS, (bin + 1) / (double) BINS, mean, share));
      if (all[bin] > 0) {
        error += Math.abs(mean - share.value()) * all[bin] / answers.size();
      }
    }
    return new Calibration(bins, error, answers.isEmpty() ? 0 : squares / answers.size());
  }
}
