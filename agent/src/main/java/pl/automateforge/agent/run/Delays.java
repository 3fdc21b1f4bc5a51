package pl.automateforge.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Priority;

/** What cannot be done now: held, longer each time; in the end a person hears of it. */
final class Delays {
  /** How long the model's service may hold all items before a person hears of it. */
  private static final Duration OUTAGE = Duration.ofMinutes(5);

  /** How often an item may meet a fault of our own. */
  private static final int FAULTS = 3;

  private final AgentContext context;
  private final Alerts alerts;
  private final AtomicReference<@Nullable Instant> heldSince = new AtomicReference<>();

  Delays(AgentContext context, Alerts alerts) {
    this.context = context;
    this.alerts = alerts;
  }

  /** It could not be done this time: hold the item. */
  Step later(ItemTask task, String cause, @Nullable Duration asked) {
    String words = Words.bounded(cause);
    task.attempts++;
    if (task.attempts >= Backoff.ATTEMPTS) {
      return giveUp(task, "tried " + task.attempts + " times: " + words);
    }
    return hold(task, context.clock().instant().plus(Backoff.after(task.attempts, asked)), words);
  }

  /**
   * The provider's gate or the budget's calls at work hold every item: none of them is to blame.
   */
  Step held(ItemTask task, Decision.Later later) {
    task.fresh = null;
    task.need = later.need();
    if (later.need() > 0) {
      return new Step.Again(later.notBefore(), true);
    }
    Instant now = context.clock().instant();
    Instant since = heldSince.updateAndGet(was -> was == null ? now : was);
    if (since != null && Duration.between(since, now).compareTo(OUTAGE) >= 0) {
      alerts.raise(
          "model.held",
          Priority.P2,
          "the model's service has been holding all items since " + since,
          Words.bounded(later.cause()));
    }
    return new Step.Again(later.notBefore(), true);
  }

  /** The budget does not hold it: none of the items is to blame. */
  Step paused(ItemTask task, Decision.OverBudget over) {
    Long need = over.need().nanos();
    context
        .journal()
        .commit(
            new Entry.Paused(
                task.item, over.until(), need == null ? 0 : need, Words.bounded(over.cause())));
    return new Step.Through();
  }

  /** The model answered. */
  void answered() {
    alerts.resolve("model");
    if (heldSince.getAndSet(null) != null) {
      alerts.resolve("model.held");
    }
  }

  /**
   * A fault of the agent's own, met with this item: tried a few times more, then a person has to
   * look.
   */
  Step faulty(ItemTask task, Throwable fault) {
    String words = "a fault of the agent's own: " + Words.bounded(fault.toString());
    alerts.raise("item.fault", Priority.P2, "an item met a fault of the agent's own", words);
    task.attempts = Math.max(task.attempts + 1, Backoff.ATTEMPTS - FAULTS);
    if (task.attempts >= Backoff.ATTEMPTS) {
      return giveUp(task, words);
    }
    return hold(task, context.clock().instant().plus(Backoff.after(FAULTS, null)), words);
  }

  private Step hold(ItemTask task, Instant until, String why) {
    context.journal().commit(new Entry.Held(task.item, until, task.attempts, why));
    return new Step.Again(until, false);
  }

  private Step giveUp(ItemTask task, String why) {
    context.journal().commit(new Entry.Waiting(task.item, why));
    alerts.raise("item.stuck", Priority.P2, "an item cannot be brought to an end", why);
    return new Step.Through();
  }
}
