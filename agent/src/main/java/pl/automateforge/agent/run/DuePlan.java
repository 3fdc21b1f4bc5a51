package pl.automateforge.agent.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger of due runs should say next, and whether to run. Lists are in order; an instant
 * stands in one of them at most.
 *
 * @param runNow the due instant to start a run for; null for none. It may lie in the past, and may
 *     be no row yet
 * @param missed to be recorded as missed: rows that were planned, and instants that never became
 *     rows because the process was away
 * @param unlisted due instants too long ago to list one by one; null for none
 * @param planned to become rows before they are due
 * @param reopened rows in the future that a clock which ran ahead made missed: planned again
 * @param withdrawn planned rows in the future that the schedule no longer knows
 */
public record DuePlan(
    @Nullable Instant runNow,
    List<Instant> missed,
    @Nullable Unlisted unlisted,
    List<Instant> planned,
    List<Instant> reopened,
    List<Instant> withdrawn) {
  public DuePlan {
    missed = List.copyOf(missed);
    planned = List.copyOf(planned);
    reopened = List.copyOf(reopened);
    withdrawn = List.copyOf(withdrawn);
  }

  /** A time in which runs were due and missed, both ends without. */
  public record Unlisted(Instant after, Instant before) {}
}
