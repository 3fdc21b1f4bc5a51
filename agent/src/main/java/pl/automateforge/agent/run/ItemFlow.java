package pl.automateforge.agent.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.JournalException;

/**
 * An item's way: read, decided, acted upon, ended. Each step is a committed entry before the next
 * begins, so that the way goes on after a crash where it stood; a decision is asked for once and
 * replayed.
 */
final class ItemFlow {
  private final Originals originals;
  private final Delays delays;
  private final Deciding deciding;
  private final Acting acting;

  private final BudgetWatch budget;

  ItemFlow(AgentContext context, Alerts alerts) {
    this.budget =
        new BudgetWatch(context.purse(), context.loaded(), context.journal().view(), alerts);
    this.originals = new Originals(context.source(), context.reader());
    this.delays = new Delays(context, alerts);
    this.deciding = new Deciding(context, originals, delays, budget, alerts);
    this.acting = new Acting(context, alerts, originals);
  }

  /** Gets the decider ready, once: many threads at once would each wait for it. */
  void prepare() throws InterruptedException {
    deciding.prepare();
  }

  /** Goes on with the item as far as possible. */
  Step advance(ItemTask task) throws InterruptedException {
    List<Entry> pending = new ArrayList<>();
    try {
      if (task.plan == null) {
        Step step = deciding.decide(task, pending);
        if (!(step instanceof Step.On)) {
          return step;
        }
      }
      ItemTask.Plan plan = task.plan;
      if (plan == null) {
        throw new IllegalStateException("a decided item without a plan: " + task.item);
      }
      return acting.act(task, plan, pending);
    } catch (JournalException | InterruptedException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // What was decided and paid for is kept, whatever happened behind it.
      acting.flush(pending);
      throw e;
    }
  }

  /** Says what a person should know about the budget. */
  void lookAtBudget() {
    budget.look();
  }

  /** A fault of the agent's own, met with this item. */
  Step faulty(ItemTask task, Throwable fault) {
    return delays.faulty(task, fault);
  }

  /** The step took longer than an item may. */
  Step timedOut(ItemTask task, Duration limit) {
    task.resumed = true;
    task.fresh = null;
    return delays.later(task, "it took longer than " + limit.toSeconds() + " s", null);
  }

  /** Tells the source that the item ended. */
  void settle(ItemTask task) throws IOException {
    originals.settle(task.identity);
  }
}
