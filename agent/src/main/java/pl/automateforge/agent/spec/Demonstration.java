package pl.automateforge.agent.spec;

/**
 * What counts shares demonstrate: the lower end of Wilson's score interval of 95 %. 45 right of 50
 * are 90 %, and demonstrate no more than 78.6 %.
 */
public final class Demonstration {
  /** The normal distribution's quantile at 97.5 %. */
  private static final double Z = 1.959963984540054;

  private Demonstration() {}

  /** The share that so many right of so many demonstrate; 0 of none. */
  public static double share(int right, int all) {
    if (all == 0) {
      return 0;
    }
    double observed = (double) right / all;
    double square = Z * Z / all;
    double middle = observed + square / 2;
    double spread = Z * StrictMath.sqrt(observed * (1 - observed) / all + square / (4 * all));
    return Math.max(0, (middle - spread) / (1 + square));
  }

  /** How many answers, all of them right, demonstrate a share below 1 at least. */
  public static int fewest(double share) {
    int all = (int) Math.ceil(Z * Z * share / (1 - share));
    return share(all, all) >= share ? all : all + 1;
  }
}
