package pl.automateforge.agent.cli;

import java.util.Locale;

/**
 * So many of so many, with the interval in which the true share lies 95 times of 100 (Wilson's
 * score interval, which also holds for few and for all).
 */
record Share(long part, long whole) {
  /** The 97.5th percentile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /** Between 0 and 1; 0 where there is nothing. */
  double value() {
    return whole == 0 ? 0 : (double) part / whole;
  }

  double low() {
    return whole == 0 ? 0 : Math.max(0, centre() - margin());
  }

  double high() {
    return whole == 0 ? 1 : Math.min(1, centre() + margin());
  }

  private double centre() {
    return (value() + Z * Z / (2 * whole)) / (1 + Z * Z / whole);
  }

  private double margin() {
    double spread = value() * (1 - value()) / whole + Z * Z / (4.0 * whole * whole);
    return Z * Math.sqrt(spread) / (1 + Z * Z / whole);
  }

  /** One of the figures in percent, such as {@code 94.5}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}
