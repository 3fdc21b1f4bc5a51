package pl.automateforge.agent.run;

import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;

/** Tells when an action begins and ends. */
final class WatchedAction extends PassingAction {
  private final Runnable begin;
  private final Runnable end;

  WatchedAction(Action real, Runnable begin, Runnable end) {
    super(real);
    this.begin = begin;
    this.end = end;
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) throws InterruptedException {
    begin.run();
    try {
      return super.perform(request, repeated);
    } finally {
      end.run();
    }
  }
}
