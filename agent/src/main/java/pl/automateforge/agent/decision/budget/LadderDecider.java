package pl.automateforge.agent.decision.budget;

import java.util.List;
import java.util.stream.Collectors;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;

/**
 * Asks the first of several deciders that the budget still pays for, each less dear than the one
 * before it. Who answered is told by {@link Decision.Delegated}, unless it was the first. Where the
 * budget pays for none of them, the last one's word about it stands.
 */
public final class LadderDecider implements Decider {
  private final List<Decider> rungs;

  /**
   * @param rungs at least one; one that costs nothing only as the last
   */
  public LadderDecider(List<Decider> rungs) {
    this.rungs = List.copyOf(rungs);
  }

  private Decider first() {
    return rungs.getFirst();
  }

  @Override
  public String name() {
    return first().name();
  }

  /** All of them, as any of them may answer. */
  @Override
  public String revision() {
    return rungs.stream().map(Decider::revision).distinct().collect(Collectors.joining(", "));
  }

  /** Prepares the first: the others may never be asked. */
  @Override
  public void prepare() throws InterruptedException {
    first().prepare();
  }

  @Override
  public Cost worstCase(Content content) {
    return first().worstCase(content);
  }

  @Override
  public Decision decide(Content content) throws InterruptedException {
    Decision decision = first().decide(content);
    for (int at = 1; at < rungs.size() && decision instanceof Decision.OverBudget; at++) {
      Decider rung = rungs.get(at);
      Decision next = rung.decide(content);
      decision =
          next instanceof Decision.OverBudget ? next : new Decision.Delegated(rung.name(), next);
    }
    return decision;
  }

  /** Fine where every one of them is; else what is wrong with the first that is not. */
  @Override
  public CheckResult check() {
    CheckResult first = first().check();
    if (first instanceof CheckResult.Failed) {
      return first;
    }
    for (Decider rung : rungs.subList(1, rungs.size())) {
      if (rung.check() instanceof CheckResult.Failed failed) {
        return new CheckResult.Failed(
            "on the ladder of the budget, " + rung.name() + ": " + failed.detail(), failed.cure());
      }
    }
    return first;
  }

  @Override
  public void close() {
    rungs.forEach(Decider::close);
  }
}
