package pl.automateforge.agent.run;

import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;

/** Tells when an action begins and ends. */
record WatchedAction(Action real, Runnable begin, Runnable end) implements Action {
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
    begin.run();
    try {
      return real.perform(request, repeated);
    } finally {
      end.run();
    }
  }

  @Override
  public Probe probe(EffectRequest request) throws InterruptedException {
    return real.probe(request);
  }

  @Override
  public CheckResult check() {
    return real.check();
  }

  @Override
  public void close() {}
}
