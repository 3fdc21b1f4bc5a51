package pl.automateforge.agent.run;

import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;

/**
 * How a run ended.
 *
 * @param paused how many of those in flight wait for a new budget
 * @param backlog what the source still holds; -1 where nobody could ask
 * @param cause why it is not completed; empty where it is
 */
public record RunReport(
    long run, RunState state, RunSums sums, long paused, long backlog, String cause) {
  /** Whether everything went as it should: completed, nothing failed, nothing is left in flight. */
  public boolean good() {
    return state == RunState.COMPLETED && sums.failed() == 0 && sums.inFlight() == 0;
  }

  /** Whether nothing went wrong but that the budget does not hold all of it. */
  public boolean onlyPaused() {
    return state == RunState.COMPLETED && sums.failed() == 0 && paused > 0;
  }
}
