package pl.automateforge.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.run.Due.State;
import pl.automateforge.agent.run.DuePlan.Unlisted;
import pl.automateforge.agent.spec.Recurrence;
import pl.automateforge.agent.spec.Schedule.Missed;

/**
 * Compares the ledger of due runs with the schedule: what was missed, what to run now, what to
 * plan. Pure: no clock, no store. Immutable, safe for all threads.
 *
 * <p>A run that starts within the grace after its due instant is on time. Of all others that were
 * due and did not start, {@link Missed#RUN_ONCE} runs the latest now, within the active hours only
 * (outside them the next due run makes up), and the rest is missed; with {@link Missed#SKIP} all
 * are missed.
 */
public final class MissedRuns {
  private static final int MIN_PLANNED = 5;
  private static final Duration PLAN_AHEAD = Duration.ofHours(24);

  /**
   * Every minute of a day and a quarter; a shorter interval is planned ahead for a shorter time.
   */
  private static final int MAX_PLANNED = 1800;

  private static final Duration LISTED = Duration.ofDays(31);

  /** Every minute of 31 days. */
  private static final int MAX_MISSED = 44_640;

  private final Recurrence recurrence;
  private final Missed policy;
  private final Duration grace;

  /**
   * The runs of one schedule.
   *
   * @param grace how late after its due instant a run still counts as on time
   */
  public MissedRuns(Recurrence recurrence, Missed policy, Duration grace) {
    this.recurrence = recurrence;
    this.policy = policy;
    this.grace = grace;
  }

  /**
   * What to do at an instant. Applied to the ledger and asked again, nothing is left but the run
   * that is due.
   *
   * @param ledger at least all planned rows, all rows after {@code now}, and the latest row that is
   *     not after it; empty at the first start ever, when nothing can have been missed
   */
  public DuePlan at(Instant now, Collection<Due> ledger) {
    NavigableMap<Instant, State> rows = new TreeMap<>();
    ledger.forEach(due -> rows.put(due.at(), due.state()));
    Overdue overdue = overdue(now, rows);
    List<Instant> missed = new ArrayList<>(overdue.due());
    Instant runNow = runNow(now, missed);
    if (runNow != null) {
      missed.removeLast();
    }
    NavigableMap<Instant, State> coming = rows.tailMap(now, false);
    List<Instant> known = coming.keySet().stream().filter(this::isDue).toList();
    return new DuePlan(
        runNow,
        missed,
        overdue.unlisted(),
        ahead(now).stream().filter(due -> !coming.containsKey(due)).toList(),
        known.stream().filter(due -> coming.get(due) == State.MISSED).toList(),
        coming.keySet().stream()
            .filter(due -> coming.get(due) == State.PLANNED && !isDue(due))
            .toList());
  }

  private record Overdue(List<Instant> due, @Nullable Unlisted unlisted) {}

  /** What is due by now and has no run: planned rows, and what fell due after the last row. */
  private Overdue overdue(Instant now, NavigableMap<Instant, State> rows) {
    NavigableMap<Instant, State> past = rows.headMap(now, true);
    List<Instant> due = new ArrayList<>();
    past.forEach((at, state) -> {
      if (state == State.PLANNED) {
        due.add(at);
      }
    });
    if (past.isEmpty()) {
      return new Overdue(due, null);
    }
    Instant last = past.lastKey();
    Instant listed = later(last, now.minus(LISTED));
    List<Instant> since = latest(recurrence.between(listed, now).iterator());
    due.addAll(since);
    Instant before = since.isEmpty() ? now : since.getFirst();
    boolean more = recurrence.next(last).filter(first -> first.isBefore(before)).isPresent();
    return new Overdue(due, more ? new Unlisted(last, before) : null);
  }

  private static List<Instant> latest(Iterator<Instant> all) {
    Deque<Instant> kept = new ArrayDeque<>();
    while (all.hasNext()) {
      kept.addLast(all.next());
      if (kept.size() > MAX_MISSED) {
        kept.removeFirst();
      }
    }
    return List.copyOf(kept);
  }

  private @Nullable Instant runNow(Instant now, List<Instant> due) {
    if (due.isEmpty()) {
      return null;
    }
    Instant latest = due.getLast();
    boolean onTime = !latest.plus(grace).isBefore(now);
    boolean makesUp =
        switch (policy) {
          case RUN_ONCE -> recurrence.active(now);
          case SKIP -> false;
        };
    return onTime || makesUp ? latest : null;
  }

  private List<Instant> ahead(Instant now) {
    Instant horizon = now.plus(PLAN_AHEAD);
    List<Instant> next = recurrence.next(now, MIN_PLANNED);
    if (next.size() < MIN_PLANNED || next.getLast().isAfter(horizon)) {
      return next;
    }
    return recurrence.between(now, horizon).limit(MAX_PLANNED).toList();
  }

  private boolean isDue(Instant instant) {
    return recurrence.next(instant.minusNanos(1)).filter(instant::equals).isPresent();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
