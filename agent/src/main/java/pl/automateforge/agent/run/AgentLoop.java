package pl.automateforge.agent.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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
import pl.automateforge.agent.spec.SourceSpec;

/**
 * Keeps the schedule: every due run is a row before it is due, what did not begin is recorded as
 * missed, and between runs it listens to what people say.
 */
public final class AgentLoop {
  private static final Logger LOG = LoggerFactory.getLogger(AgentLoop.class);

  /** How late after its due instant a run still counts as on time. */
  private static final Duration GRACE = Duration.ofSeconds(90);

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How often it is proven that the journal can be written, so that a full disk is no surprise. */
  private static final Duration PROOF = Duration.ofSeconds(30);

  /** How long a journal that could not be written is left alone. */
  private static final Duration JOURNAL_AGAIN = Duration.ofSeconds(30);

  /** When a run for news that failed is tried again; due runs come anyway. */
  private static final Duration NEWS_AGAIN = Duration.ofMinutes(1);

  /** How often the places are looked at where people give their verdicts. */
  private static final Duration REVIEW = Duration.ofMinutes(1);

  private final Agent agent;
  private final MissedRuns missedRuns;
  private final Limits.OnOverlap onOverlap;
  private final StopSignal stop;
  private final Clock clock;
  private final AtomicReference<@Nullable String> unready = new AtomicReference<>("no run yet");
  private final Supplier<Optional<String>> guard;
  private final Recurrence recurrence;
  private final boolean push;
  private final Ear ear;
  private Instant nextProof = Instant.MIN;
  private Instant nextReview = Instant.MIN;
  private Instant newsAgain = Instant.MAX;
  private boolean saidOutside;
  private boolean lastFailed;
  private @Nullable String journalFailed;

  /**
   * A loop for this agent.
   *
   * @param guard says why this process must not go on, such as a lock that is ours no longer; asked
   *     at each turn
   */
  public AgentLoop(Agent agent, StopSignal stop, Supplier<Optional<String>> guard) {
    this.guard = guard;
    AgentContext context = agent.context();
    Schedule schedule = context.loaded().spec().schedule();
    this.agent = agent;
    this.stop = stop;
    this.clock = context.clock();
    this.onOverlap = context.loaded().spec().limits().onOverlap();
    this.recurrence = Recurrence.of(schedule, context.loaded().spec().timezone());
    this.missedRuns = new MissedRuns(recurrence, schedule.missed(), GRACE);
    this.push = context.loaded().spec().source() instanceof SourceSpec.Imap imap && imap.push();
    this.ear = new Ear(context.source(), stop::wake);
  }

  /** Why the agent is not ready; empty where it is. */
  public Optional<String> unready() {
    return Optional.ofNullable(unready.get());
  }

  /**
   * Works until the end is asked for, or the guard forbids to go on.
   *
   * @return why it must not go on; empty where the end was asked for
   */
  public Optional<String> run() throws InterruptedException {
    unready.set(null);
    try (ear) {
      return work();
    }
  }

  private Optional<String> work() throws InterruptedException {
    while (!stop.stopped()) {
      Optional<String> forbidden = guard.get();
      if (forbidden.isPresent()) {
        return forbidden;
      }
      Duration rest = step();
      if (rest.isPositive()) {
        stop.await(rest);
      }
    }
    return Optional.empty();
  }

  /** One turn; returns how long to rest after it. */
  Duration step() throws InterruptedException {
    try {
      return turn() ? Duration.ZERO : LOOK;
    } catch (JournalException e) {
      journalFailed = String.valueOf(e.getMessage());
      unready.set(journalFailed);
      agent.alerts().journalFails(clock.instant().toString(), journalFailed);
      return JOURNAL_AGAIN;
    }
  }

  /** One look at the clock, the ledger and the inbox; true where something was done. */
  boolean turn() throws InterruptedException {
    if (journalFailed != null) {
      agent.alerts().journalWorks();
      agent.recover(journalFailed);
      journalFailed = null;
      unready.set(null);
    }
    if (agent.clockWentBack() && makeUpForTheClock()) {
      return true;
    }
    proveJournal();
    Optional<Instant> due = keepLedger();
    agent.letGo();
    agent.lookAtBudget();
    listen();
    if (due.isPresent()) {
      runDue(due.get());
      return true;
    }
    if (news()) {
      runForNews();
      return true;
    }
    if (takenFromReview()) {
      note(agent.goOn());
      return true;
    }
    if (agent.consumeInbox() || (!lastFailed && heldNoLonger())) {
      note(agent.goOn());
      return true;
    }
    return false;
  }

  private void proveJournal() {
    Instant now = clock.instant();
    if (!now.isBefore(nextProof)) {
      agent.context().journal().commit(List.of());
      nextProof = now.plus(PROOF);
    }
  }

  /** What waits for a moment does not wait for as much longer as the clock was set back. */
  private boolean makeUpForTheClock() throws InterruptedException {
    nextReview = Instant.MIN;
    nextProof = Instant.MIN;
    newsAgain = newsAgain.equals(Instant.MAX) ? newsAgain : clock.instant();
    Optional<RunReport> report = agent.goOnWithWhatWasPutOff();
    report.ifPresent(this::note);
    return report.isPresent();
  }

  private void listen() {
    boolean active = recurrence.active(clock.instant());
    ear.open(push && active);
    if (!active && !saidOutside) {
      LOG.info(
          "Outside the schedule's hours and days: the next run is due {}.",
          recurrence.next(clock.instant()).map(Instant::toString).orElse("never"));
    }
    saidOutside = !active;
  }

  /** What came between the due runs; more than one run takes is taken by the next one at once. */
  private void runForNews() throws InterruptedException {
    RunReport report = agent.run(clock.instant());
    note(report);
    if (report.state() == RunState.COMPLETED && report.sums().taken() > 0 && report.backlog() > 0) {
      ear.again();
    } else if (lastFailed || report.state() == RunState.TIMED_OUT) {
      newsAgain = clock.instant().plus(NEWS_AGAIN);
    }
  }

  /** Whether something came, or came before a run that could not take it. */
  private boolean news() {
    if (!clock.instant().isBefore(newsAgain)) {
      newsAgain = Instant.MAX;
      return true;
    }
    return ear.news();
  }

  private boolean takenFromReview() {
    Instant now = clock.instant();
    if (now.isBefore(nextReview)) {
      return false;
    }
    nextReview = now.plus(REVIEW);
    return agent.lookAtReviews();
  }

  /**
   * For a scheduler outside (cron, a systemd timer) that starts one process a run: keeps the
   * ledger, and says what is due.
   */
  public Instant dueNow() {
    return keepLedger().orElseGet(clock::instant);
  }

  private boolean heldNoLonger() {
    AgentContext context = agent.context();
    return context.journal().view().anyHeldUntil(clock.instant(), context.mode(), context.room());
  }

  private void runDue(Instant due) throws InterruptedException {
    Optional<Instant> next = Optional.of(due);
    while (next.isPresent() && !stop.stopped()) {
      Instant began = clock.instant();
      RunReport report = agent.run(next.get());
      note(report);
      while (onlySkipped(report) && !stop.stopped()) {
        report = agent.run(clock.instant());
        note(report);
      }
      agent.alerts().resolve("run.missed");
      next = overlapped(began);
    }
  }

  /** Filters left everything out that it took, and more waits: what is new lies behind it. */
  private static boolean onlySkipped(RunReport report) {
    return report.state() == RunState.COMPLETED
        && report.backlog() > 0
        && report.sums().taken() > 0
        && report.sums().taken() == report.sums().skipped();
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

  /**
   * Runs that were due while one was at work do not begin; where the spec queues them, the last of
   * them does.
   */
  private Optional<Instant> overlapped(Instant began) {
    Instant now = clock.instant();
    List<Instant> passed =
        new ArrayList<>(
            view().due(DueState.COMING).stream()
                .map(Rows.Due::due)
                .filter(due -> due.isAfter(began) && !due.isAfter(now))
                .toList());
    Instant queued =
        onOverlap == Limits.OnOverlap.QUEUE && !passed.isEmpty() ? passed.removeLast() : null;
    List<Entry> entries = new ArrayList<>();
    passed.forEach(
        due -> entries.add(new Entry.RunMissed(due, "the run before it was still at work")));
    agent.context().observer().runsMissed(entries.size());
    commit(entries);
    return Optional.ofNullable(queued);
  }

  private Optional<Instant> keepLedger() {
    Instant now = clock.instant();
    List<Due> ledger = view().dueSince(now).stream().flatMap(AgentLoop::row).toList();
    DuePlan plan = missedRuns.at(now, ledger);
    List<Entry> entries = new ArrayList<>();
    plan.planned().forEach(due -> entries.add(new Entry.RunDue(due)));
    plan.reopened().forEach(due -> entries.add(new Entry.RunDue(due)));
    if (plan.runNow() != null) {
      // Also one that never became a row before, after a long absence: it is one now, and will be
      // recorded as begun.
      entries.add(new Entry.RunDue(plan.runNow()));
    }
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
