package pl.automateforge.agent.run;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;

/** Decides as a test says, and counts how often it was asked. */
final class ScriptedDecider implements Decider {
  final AtomicInteger asked = new AtomicInteger();
  private final Function<Content, Decision> script;

  /** What a call may cost at most. */
  Cost worst = Cost.FREE;

  ScriptedDecider(Function<Content, Decision> script) {
    this.script = script;
  }

  static Decision answer(String category, double confidence) {
    return new Decision.Answer(
        category, confidence, true, "because", Map.of(), Decision.Usage.NONE);
  }

  /** An answer that costs so much. */
  static Decision answer(String category, String usd) {
    return new Decision.Answer(
        category,
        0.95,
        true,
        "because",
        Map.of(),
        new Decision.Usage(100, 10, 0, 0, new Cost(new BigDecimal(usd)), null));
  }

  @Override
  public Cost worstCase(Content content) {
    return worst;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public String revision() {
    return "1";
  }

  @Override
  public Decision decide(Content content) {
    asked.incrementAndGet();
    return script.apply(content);
  }

  @Override
  public CheckResult check() {
    return new CheckResult.Fine("scripted");
  }

  @Override
  public void close() {}
}
