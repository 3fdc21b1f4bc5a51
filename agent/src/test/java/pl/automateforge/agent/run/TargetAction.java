package pl.automateforge.agent.run;

import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;

/** An action of each class towards a {@link Target}. */
record TargetAction(String name, EffectClass effectClass, Target target) implements Action {
  @Override
  public String describe(EffectRequest request) {
    return "tell the target about " + request.item();
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) {
    switch (effectClass) {
      case A -> target.put(request.effect());
      case B, D -> target.append(request.effect());
      case C -> target.once(request.effect());
    }
    return new EffectResult.Done("ok");
  }

  @Override
  public Probe probe(EffectRequest request) {
    return target.holds(request.effect()) ? new Probe.Found("found") : new Probe.Absent();
  }

  @Override
  public CheckResult check() {
    return new CheckResult.Fine("a target in memory");
  }

  @Override
  public void close() {}
}
