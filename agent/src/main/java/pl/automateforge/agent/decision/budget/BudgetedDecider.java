package pl.automateforge.agent.decision.budget;

import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;

/** Asks a decider that costs money only as long as the budget holds what a call may cost. */
public final class BudgetedDecider implements Decider {
  private final Decider paid;
  private final Purse purse;

  /** Asks {@code paid}; several deciders may share a purse. */
  public BudgetedDecider(Decider paid, Purse purse) {
    this.paid = paid;
    this.purse = purse;
  }

  @Override
  public String name() {
    return paid.name();
  }

  @Override
  public String revision() {
    return paid.revision();
  }

  @Override
  public void prepare() throws InterruptedException {
    paid.prepare();
  }

  @Override
  public Cost worstCase(Content content) {
    return paid.worstCase(content);
  }

  @Override
  public Decision decide(Content content) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped before the budget was asked");
    }
    Cost worst = paid.worstCase(content);
    Long nanos = worst.nanos();
    if (nanos == null) {
      return new Decision.Stopped(
          "there is a budget, and nobody knows what " + paid.name() + " costs",
          "name a model whose price this release knows, or remove model.budget");
    }
    return switch (purse.take(nanos)) {
      case Purse.Busy busy ->
          new Decision.Later(
              busy.until(), true, "calls at work hold the rest of the budget", false, nanos);
      case Purse.Exceeded over -> new Decision.OverBudget(over.until(), worst, over.cause());
      case Purse.Grant grant -> ask(content, grant);
    };
  }

  private Decision ask(Content content, Purse.Grant grant) throws InterruptedException {
    try {
      Decision decision = paid.decide(content);
      settle(grant, decision);
      return decision;
    } finally {
      // Where it ended in any other way nobody knows what it cost; else this is not heard.
      grant.forfeit();
    }
  }

  private static void settle(Purse.Grant grant, Decision decision) {
    switch (decision) {
      case Decision.Answer answer -> settle(grant, answer.usage());
      case Decision.NoAnswer none -> settle(grant, none.usage());
      case Decision.Later later -> {
        if (!later.maybeBilled()) {
          grant.settle(0);
        }
      }
      case Decision.Stopped _, Decision.OverBudget _ -> grant.settle(0);
      case Decision.Delegated delegated -> settle(grant, delegated.decision());
    }
  }

  private static void settle(Purse.Grant grant, Decision.Usage usage) {
    Long nanos = usage.cost().nanos();
    if (nanos != null) {
      grant.settle(nanos);
    }
  }

  @Override
  public CheckResult check() {
    return paid.check();
  }

  @Override
  public void close() {
    paid.close();
  }
}
