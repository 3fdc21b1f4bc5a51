package pl.automateforge.agent.run;

import java.time.Instant;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;

/**
 * The agent at work with one version: recovers what an earlier process left, runs when told to,
 * deals with the inbox. Whoever makes one holds the state folder's lock. One run at a time.
 */
public final class Agent {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  private final AgentContext context;
  private final Alerts alerts;
  private final ItemFlow flow;
  private final StopSignal stop;
  private final InboxReader inbox;
  private final Reviews reviews;
  private final Stall stall;

  /** Recovers, and records that the agent works with this version from now on. */
  public Agent(AgentContext context, StopSignal stop) {
    this.context = context;
    this.stop = stop;
    this.alerts = new Alerts(context.journal(), context.observer());
    this.flow = new ItemFlow(context, alerts);
    this.inbox =
        new InboxReader(
            context.journal(),
            id ->
                context
                    .loaded()
                    .spec()
                    .category(id)
                    .map(c -> new InboxReader.Plans.Plan(c.actions(), c.priority())),
            context.modes());
    this.reviews = new Reviews(context, alerts);
    this.stall = new Stall(alerts);
    recover();
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
   */
  void recover() {
    Journal journal = context.journal();
    JournalView view = journal.view();
    for (Rows.Run run : view.runs()) {
      if (run.state() == RunState.RUNNING) {
        RunSums sums = view.count(run.id());
        LOG.warn("Run {} was interrupted: {}", run.id(), sums);
        journal.commit(
            new Entry.RunEnded(
                run.id(), RunState.INTERRUPTED, sums, -1, "the process ended in mid-run"));
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

  private Run begin() {
    return new Run(context, alerts, flow, reviews, stall, inbox, stop);
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
