package pl.automateforge.agent.evaluation.metrics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * McNemar's exact test of two versions on the same records (two-sided binomial on the records where
 * they differ): how likely at least so uneven a split is where neither version is better.
 *
 * @param gained wrong before, right now
 * @param lost right before, wrong now
 * @param p from 0 to 1; 1 where nothing differs
 */
public record McNemar(long gained, long lost, double p) {
  /** Below this a difference is more than chance. */
  public static final double LEVEL = 0.05;

  /**
   * Tests.
   *
   * @throws IllegalArgumentException where a count is negative
   */
  public static McNemar of(long gained, long lost) {
    if (gained < 0 || lost < 0) {
      throw new IllegalArgumentException("counts are not negative: " + gained + ", " + lost);
    }
    long all = gained + lost;
    if (all == 0) {
      return new McNemar(0, 0, 1);
    }
    long fewer = Math.min(gained, lost);
    BigInteger term = BigInteger.ONE;
    BigInteger sum = BigInteger.ONE;
    for (long i = 1; i <= fewer; i++) {
      term = term.multiply(BigInteger.valueOf(all - i + 1)).divide(BigInteger.valueOf(i));
      sum = sum.add(term);
    }
    double tail =
        new BigDecimal(sum.shiftLeft(1))
            .divide(new BigDecimal(BigInteger.ONE.shiftLeft((int) all)), MathContext.DECIMAL64)
            .doubleValue();
    return new McNemar(gained, lost, Math.min(1, tail));
  }

  /** Whether the difference is more than chance explains. */
  public boolean significant() {
    return p < LEVEL;
  }
}
