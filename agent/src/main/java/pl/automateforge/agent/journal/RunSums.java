package pl.automateforge.agent.journal;

/** What became of the items that a run took. */
public record RunSums(
    long taken, long done, long skipped, long escalated, long failed, long inFlight) {
  /** Nothing was taken. */
  public static final RunSums NONE = new RunSums(0, 0, 0, 0, 0, 0);

  /** Taken = done + skipped + escalated + failed + in flight. */
  public boolean balanced() {
    return taken == done + skipped + escalated + failed + inFlight;
  }

  /**
   * A sentence such as {@code 200 taken: 180 done, 0 skipped, 20 escalated, 0 failed, 0 in flight}.
   */
  @Override
  public String toString() {
    return taken
        + " taken: "
        + done
        + " done, "
        + skipped
        + " skipped, "
        + escalated
        + " escalated, "
        + failed
        + " failed, "
        + inFlight
        + " in flight";
  }
}
