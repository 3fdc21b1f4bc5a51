package pl.automateforge.agent.run;

import java.time.Duration;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;

/** An action that passes every call on; its owner closes the real one. */
class PassingAction implements Action {
  private final Action real;

  PassingAction(Action real) {
    this.real = real;
  }

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
    return real.probe(request);
  }

  @Override
  public Duration probeAfter() {
    return real.probeAfter();
  }

  @Override
  public CheckResult check() {
    return real.check();
  }

  @Override
  public void close() {}
}
