package pl.automateforge.agent.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.journal.DueState;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.JournalException;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.spec.Limits;
import pl.automateforge.agent.spec.Recurrence;
import pl.automateforge.agent.spec.Schedule;

/**
 * Keeps the schedule: every due run is a row before it is due, what did not begin is recorded as
 * missed, and between runs it listens to what people say.
 */
public final class AgentLoop {
  private static final Logger LOG = LoggerFactory.getLogger(AgentLoop.class);

  /** How late after its due instant a run still counts as on time. */
  private static final Duration GRACE = Duration.ofSeconds(90);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Agent agent;
  private final MissedRuns missedRuns;
  private final Limits.OnOverlap onOverlap;
  private final StopSignal stop;
  private final Clock clock;
  private final AtomicReference<@Nullable String> unready = new AtomicReference<>("no run yet");
  private boolean lastFailed;

  public AgentLoop(Agent agent, StopSignal stop) {
    AgentContext context = agent.context();
    Schedule schedule = context.loaded().spec().schedule();
    this.agent = agent;
    this.stop = stop;
    this.clock = context.clock();
    this.onOverlap = context.loaded().spec().limits().onOverlap();
    this.missedRuns =
        new MissedRuns(
            Recurrence.of(schedule, context.loaded().spec().timezone()), schedule.missed(), GRACE);
  }

  /** Why the agent is not ready; empty where it is. */
  public Optional<String> unready() {
    return Optional.ofNullable(unready.get());
  }

  /** Works until the end is asked for. */
  public void run() throws InterruptedException {
    unready.set(null);
    while (!stop.stopped()) {
      try {
        if (!turn()) {
          stop.await(LOOK);
        }
      } catch (JournalException e) {
        unready.set(e.getMessage());
        LOG.error("P1 journal: {} Nothing is done until it can be written.", e.getMessage());
        stop.await(Duration.ofSeconds(30));
      }
    }
  }

  /** One look at the clock, the ledger and the inbox; true where something was done. */
  boolean turn() throws InterruptedException {
    Optional<Instant> due = keepLedger();
    if (due.isPresent()) {
      runDue(due.get());
      return true;
    }
    if (agent.consumeInbox() || (!lastFailed && heldNoLonger())) {
      note(agent.goOn());
      return true;
    }
    return false;
  }

  /**
   * For a scheduler outside (cron, a systemd timer) that starts one process a run: keeps the
   * ledger, and says what is due.
   */
  public Instant dueNow() {
    return keepLedger().orElseGet(clock::instant);
  }

  private boolean heldNoLonger() {
    return agent.context().journal().view().anyHeldUntil(clock.instant());
  }

  private void runDue(Instant due) throws InterruptedException {
    Instant began = clock.instant();
    note(agent.run(due));
    if (onOverlap == Limits.OnOverlap.SKIP) {
      skipOverlapped(began);
    }
  }

  private void note(RunReport report) {
    lastFailed = report.state() == RunState.FAILED || report.state() == RunState.BROKEN;
    unready.set(lastFailed ? report.cause() : null);
    if (report.state() == RunState.COMPLETED) {
      LOG.info("Run {}: {}", report.run(), report.sums());
    } else {
      LOG.warn("Run {} {}: {} {}", report.run(), report.state(), report.sums(), report.cause());
    }
  }

  /** Runs that were due while this one worked do not begin. */
  private void skipOverlapped(Instant began) {
    Instant now = clock.instant();
    List<Entry> entries = new ArrayList<>();
    for (Rows.Due row : view().due(DueState.COMING)) {
      if (row.due().isAfter(began) && !row.due().isAfter(now)) {
        entries.add(new Entry.RunMissed(row.due(), "the run before it was still at work"));
      }
    }
    agent.context().observer().runsMissed(entries.size());
    commit(entries);
  }

  private Optional<Instant> keepLedger() {
    Instant now = clock.instant();
    List<Due> ledger = view().dueSince(now).stream().flatMap(AgentLoop::row).toList();
    DuePlan plan = missedRuns.at(now, ledger);
    List<Entry> entries = new ArrayList<>();
    plan.planned().forEach(due -> entries.add(new Entry.RunDue(due)));
    plan.reopened().forEach(due -> entries.add(new Entry.RunDue(due)));
    plan.withdrawn().forEach(due -> entries.add(new Entry.RunWithdrawn(due)));
    plan.missed()
        .forEach(due -> entries.add(new Entry.RunMissed(due, "the agent was not at work then")));
    commit(entries);
    if (!plan.missed().isEmpty() || plan.unlisted() != null) {
      agent.context().observer().runsMissed(plan.missed().size());
      agent
          .alerts()
          .raise(
              "run.missed",
              Priority.P3,
              "due runs did not begin",
              plan.missed().size() + " due runs did not begin, the last at " + last(plan));
    }
    return Optional.ofNullable(plan.runNow());
  }

  private static String last(DuePlan plan) {
    if (!plan.missed().isEmpty()) {
      return plan.missed().getLast().toString();
    }
    return plan.unlisted() == null ? "an unknown time" : plan.unlisted().before().toString();
  }

  private static Stream<Due> row(Rows.Due row) {
    return switch (row.state()) {
      case COMING -> Stream.of(new Due(row.due(), Due.State.PLANNED));
      case BEGUN -> Stream.of(new Due(row.due(), Due.State.STARTED));
      case MISSED -> Stream.of(new Due(row.due(), Due.State.MISSED));
      case WITHDRAWN -> Stream.empty();
    };
  }

  private JournalView view() {
    return agent.context().journal().view();
  }

  private void commit(List<Entry> entries) {
    if (!entries.isEmpty()) {
      agent.context().journal().commit(entries);
    }
  }
}
