package pl.automateforge.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;

/** Several observers told as one, in order. */
public record Observers(List<RunObserver> all) implements RunObserver {
  public Observers {
    all = List.copyOf(all);
  }

  /** Tells each of these. */
  public static RunObserver of(RunObserver... observers) {
    return new Observers(List.of(observers));
  }

  private void each(Consumer<RunObserver> told) {
    all.forEach(told);
  }

  @Override
  public void runBegan(long run, long taken) {
    each(o -> o.runBegan(run, taken));
  }

  @Override
  public void runEnded(long run, RunState state, RunSums sums, long backlog) {
    each(o -> o.runEnded(run, state, sums, backlog));
  }

  @Override
  public void runsMissed(long count) {
    each(o -> o.runsMissed(count));
  }

  @Override
  public void sourceRead(long found) {
    each(o -> o.sourceRead(found));
  }

  @Override
  public void decided(Decision decision, String decider, Duration took) {
    each(o -> o.decided(decision, decider, took));
  }

  @Override
  public void effect(String action, EffectClass effectClass, EffectState state) {
    each(o -> o.effect(action, effectClass, state));
  }

  @Override
  public void itemLeft(
      String item, @Nullable String category, @Nullable Outcome outcome, Duration took) {
    each(o -> o.itemLeft(item, category, outcome, took));
  }

  @Override
  public void retained(Instant at) {
    each(o -> o.retained(at));
  }

  @Override
  public void alert(String key, Priority priority, boolean active) {
    each(o -> o.alert(key, priority, active));
  }
}
