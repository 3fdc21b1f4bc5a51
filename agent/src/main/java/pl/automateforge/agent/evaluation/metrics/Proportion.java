package pl.automateforge.agent.evaluation.metrics;

/**
 * An observed share with the interval that 95 % of such intervals hold the true share in: Wilson's
 * score interval (Wilson, 1927), which stays within 0 and 1 and is honest about small samples.
 *
 * @param hits how many of {@code of}
 * @param value hits / of; 0 where nothing was observed
 * @param low the interval's lower end; 0 where nothing was observed
 * @param high its upper end; 1 where nothing was observed
 */
public record Proportion(long hits, long of, double value, double low, double high) {
  /** The 97.5 % quantile of the standard normal distribution. */
  static final double Z = 1.959963984540054;

  /**
   * The share of hits.
   *
   * @throws IllegalArgumentException where the hits are negative or more than all
   */
  public static Proportion of(long hits, long of) {
    if (hits < 0 || hits > of) {
      throw new IllegalArgumentException(hits + " of " + of + " is no share");
    }
    if (of == 0) {
      return new Proportion(0, 0, 0, 0, 1);
    }
    double all = (double) of;
    double share = hits / all;
    return new Proportion(
        hits, of, share, hits == 0 ? 0 : low(share, all), hits == of ? 1 : high(share, all));
  }

  /** The lower end for a share that need not be a fraction of whole hits. */
  static double low(double share, double of) {
    return middle(share, of) - half(share, of);
  }

  private static double high(double share, double of) {
    return middle(share, of) + half(share, of);
  }

  private static double middle(double share, double of) {
    return (share + Z * Z / (2 * of)) / (1 + Z * Z / of);
  }

  private static double half(double share, double of) {
    double spread = share * (1 - share) / of + Z * Z / (4 * of * of);
    return Z * Math.sqrt(spread) / (1 + Z * Z / of);
  }
}
