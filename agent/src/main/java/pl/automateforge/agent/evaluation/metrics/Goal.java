package pl.automateforge.agent.evaluation.metrics;

import java.util.OptionalLong;

/**
 * A value to be reached, and on which side of it is good.
 *
 * @param atLeast true: values at or above are good; false: values at or below are
 */
public record Goal(double value, boolean atLeast) {
  /** More records than anybody labels: beyond it the answer is "none". */
  private static final long MOST = 10_000_000;

  /** Holds an observed value and its interval against the goal. */
  public Verdict verdict(double observed, double low, double high) {
    if (!meets(observed)) {
      return Verdict.MISSED;
    }
    return meets(atLeast ? low : high) ? Verdict.DEMONSTRATED : Verdict.NOT_DEMONSTRATED;
  }

  /** Holds an observed share against the goal; nothing observed demonstrates nothing. */
  public Verdict verdict(Proportion observed) {
    return observed.of() == 0
        ? Verdict.NOT_DEMONSTRATED
        : verdict(observed.value(), observed.low(), observed.high());
  }

  private boolean meets(double observed) {
    return atLeast ? observed >= value : observed <= value;
  }

  /**
   * How many more records would demonstrate the goal, were the share among them as observed so far;
   * 0 where it is demonstrated already; empty where no number would, as the share does not lie on
   * the good side or lies on the goal itself.
   */
  public OptionalLong more(Proportion observed) {
    if (verdict(observed) == Verdict.DEMONSTRATED) {
      return OptionalLong.of(0);
    }
    double share = atLeast ? observed.value() : 1 - observed.value();
    double wanted = atLeast ? value : 1 - value;
    if (observed.of() == 0 || share <= wanted || Proportion.low(share, (double) MOST) < wanted) {
      return OptionalLong.empty();
    }
    long too = observed.of();
    long enough = MOST;
    while (enough - too > 1) {
      long middle = (too + enough) >>> 1;
      if (Proportion.low(share, (double) middle) >= wanted) {
        enough = middle;
      } else {
        too = middle;
      }
    }
    return OptionalLong.of(enough - observed.of());
  }
}
