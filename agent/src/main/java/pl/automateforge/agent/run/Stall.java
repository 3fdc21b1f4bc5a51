package pl.automateforge.agent.run;

import pl.automateforge.agent.journal.Priority;

/**
 * What the source holds is what the journal knows and what waits. Mail that waits though runs could
 * take more is noticed here: one run may have crossed its arrival, two have not.
 */
final class Stall {
  private static final String ALERT = "source.stalled";
  private static final int RUNS = 2;

  private final Alerts alerts;
  private int seen;

  Stall(Alerts alerts) {
    this.alerts = alerts;
  }

  /**
   * A run asked the source.
   *
   * @param full whether it took as many as it may
   * @param backlog what waits after it; negative where nobody knows
   */
  void after(boolean full, long taken, long backlog) {
    if (full || taken > 0 || backlog == 0) {
      seen = 0;
      alerts.resolve(ALERT);
      return;
    }
    if (backlog < 0) {
      return;
    }
    seen++;
    if (seen >= RUNS) {
      alerts.raise(
          ALERT,
          Priority.P2,
          "the source holds items that it does not give",
          backlog + " items wait, and the last " + seen + " runs were given none");
    }
  }
}
