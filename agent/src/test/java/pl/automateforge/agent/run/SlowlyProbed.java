package pl.automateforge.agent.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;

/** A target that shows late what it took; counts the probes. */
record SlowlyProbed(Action real, Duration probeAfter, AtomicInteger probes) implements Action {
  @Override
  public String name() {
    return real.name();
  }

  @Override
  public EffectClass effectClass() {
    return real.effectClass();
  }

  @Override
  public String describe(EffectRequest request) {
    return real.describe(request);
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) throws InterruptedException {
    return real.perform(request, repeated);
  }

  @Override
  public Probe probe(EffectRequest request) throws InterruptedException {
    probes.incrementAndGet();
    return real.probe(request);
  }

  @Override
  public CheckResult check() {
    return real.check();
  }

  @Override
  public void close() {}
}
