package pl.automateforge.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;

/**
 * The agent at work with one version: recovers what an earlier process left, runs when told to,
 * deals with the inbox. Whoever makes one holds the state folder's lock. One run at a time.
 */
public final class Agent {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  /** The key of the alert about the machine's clock. */
  static final String CLOCK = "clock";

  private final AgentContext context;
  private final Alerts alerts;
  private final ItemFlow flow;
  private final StopSignal stop;
  private final InboxReader inbox;
  private final Reviews reviews;
  private final Stall stall;
  private final Retention retention;
  private final ClockWatch watch;
  private Duration ahead = Duration.ZERO;

  /** Recovers, and records that the agent works with this version from now on. */
  public Agent(AgentContext context, StopSignal stop) {
    this(context, stop, System::nanoTime);
  }

  /**
   * As the other.
   *
   * @param nanos counts nanoseconds, whatever happens to the clock
   */
  Agent(AgentContext context, StopSignal stop, LongSupplier nanos) {
    this.watch = new ClockWatch(context.clock(), nanos);
    this.context = context;
    this.stop = stop;
    this.alerts = new Alerts(context.journal(), context.observer());
    this.flow = new ItemFlow(context, alerts);
    this.inbox =
        new InboxReader(context.journal(), new SpecPlans(context.loaded().spec()), context.modes());
    this.reviews = new Reviews(context, alerts);
    this.stall = new Stall(alerts);
    this.retention = new Retention(context, alerts);
    recover("the process ended in mid-run");
    context
        .journal()
        .commit(
            new Entry.Started(
                context.version(),
                context.loaded().canonical(),
                context.engine(),
                context.mode(),
                context.decider().name(),
                context.decider().revision()));
  }

  /**
   * Runs of a process that died, or whose end could not be journalled, are still open: they are
   * ended by what the journal counts.
   *
   * @param cause why they did not end
   */
  void recover(String cause) {
    Journal journal = context.journal();
    JournalView view = journal.view();
    for (Rows.Run run : view.runs()) {
      if (run.state() == RunState.RUNNING) {
        RunSums sums = view.count(run.id());
        LOG.warn("Run {} was interrupted: {}", run.id(), sums);
        journal.commit(
            new Entry.RunEnded(run.id(), RunState.INTERRUPTED, sums, -1, Words.bounded(cause)));
      }
    }
  }

  /** Deals with the inbox, then runs: what earlier runs left, and what the source has. */
  public RunReport run(Instant due) throws InterruptedException {
    consumeInbox();
    reviews.look();
    return begin().run(due, true);
  }

  /** Goes on with what the journal holds, without asking the source for more. */
  public RunReport goOn() throws InterruptedException {
    return begin().run(context.clock().instant(), false);
  }

  /**
   * Looks whether the machine's clock was set, and raises or resolves the alert about it.
   *
   * @return true where it was set back: what waits for a moment would wait for too long
   */
  synchronized boolean clockWentBack() {
    switch (watch.look()) {
      case ClockWatch.Look.Even _ -> {}
      case ClockWatch.Look.Believed _ -> alerts.resolve(CLOCK);
      case ClockWatch.Look.SetRight right -> {
        LOG.warn("The clock was set {}, and is right again.", words(right.by()));
        ahead = right.by().negated();
        alerts.resolve(CLOCK);
      }
      case ClockWatch.Look.Jumped jumped -> {
        ahead = jumped.by().negated();
        alerts.raise(
            CLOCK,
            Priority.P1,
            "this machine's clock was set " + words(jumped.by()),
            "due runs, holds and the schedule's hours go by it: see whether it is right and kept so"
                + " (timedatectl); a machine that slept looks the same");
      }
    }
    return ahead.isPositive();
  }

  private static String words(Duration by) {
    return (by.isNegative() ? "back by " : "forward by ") + by.abs().toMinutes() + " min";
  }

  /**
   * Goes on once with what is held until a moment that a clock which was set back has put off;
   * empty where nothing is.
   */
  synchronized Optional<RunReport> goOnWithWhatWasPutOff() throws InterruptedException {
    Instant until = context.clock().instant().plus(ahead);
    ahead = Duration.ZERO;
    return context.journal().view().anyHeldUntil(until, context.mode(), context.room())
        ? Optional.of(begin().heldUntil(until).run(context.clock().instant(), false))
        : Optional.empty();
  }

  private Run begin() {
    return new Run(context, alerts, flow, reviews, stall, this::listen, stop);
  }

  /** What is heard while a run is at work. */
  private void listen() {
    inbox.consumeMode();
    clockWentBack();
  }

  /**
   * Looks at the places where people work; true where they did something that a run goes on with.
   */
  boolean lookAtReviews() {
    return reviews.look();
  }

  /** Deals with what people said; true where an item can go on now. */
  public boolean consumeInbox() {
    boolean work = inbox.consume();
    alerts.keepAmbiguous(
        context.journal().view().ambiguous().stream()
            .map(effect -> Alerts.ambiguous(effect.action(), effect.id()))
            .collect(Collectors.toSet()));
    return work;
  }

  /** Lets go what was kept for its time, where a day has passed; not while a run is at work. */
  public void letGo() {
    retention.ifDue();
  }

  /** The mode at this moment. */
  public Mode mode() {
    return context.mode();
  }

  /** Says what a person should know about the budget. */
  void lookAtBudget() {
    flow.lookAtBudget();
  }

  Alerts alerts() {
    return alerts;
  }

  AgentContext context() {
    return context;
  }

  /** Records that the agent ends in good order. */
  public void end() {
    context.journal().commit(new Entry.Ended());
  }
}
