package pl.automateforge.agent.cli;

import java.util.List;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;

/**
 * All runs of an agent together.
 *
 * @param sums every item once, with the last run that took it
 * @param whole whether every run came to its end
 * @param cause why one did not; empty where all did
 */
record DemoRuns(int runs, RunSums sums, boolean whole, String cause) {
  static DemoRuns of(JournalView view) {
    List<Rows.Run> runs = view.runs();
    return new DemoRuns(
        runs.size(),
        runs.stream().map(run -> view.count(run.id())).reduce(RunSums.NONE, DemoRuns::sum),
        runs.stream().allMatch(DemoRuns::ended),
        runs.stream().map(Rows.Run::cause).filter(c -> !c.isEmpty()).findFirst().orElse(""));
  }

  /** The last one may be stopped while it looks for more. */
  private static boolean ended(Rows.Run run) {
    return run.state() == RunState.COMPLETED
        || (run.state() == RunState.STOPPED && run.sums().inFlight() == 0);
  }

  private static RunSums sum(RunSums one, RunSums other) {
    return new RunSums(
        one.taken() + other.taken(),
        one.done() + other.done(),
        one.skipped() + other.skipped(),
        one.escalated() + other.escalated(),
        one.failed() + other.failed(),
        one.inFlight() + other.inFlight());
  }

  /** Whether everything went as it should: nothing failed, nothing is left in flight. */
  boolean good() {
    return whole && sums.balanced() && sums.failed() == 0 && sums.inFlight() == 0;
  }
}
