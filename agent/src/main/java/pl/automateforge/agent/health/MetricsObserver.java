package pl.automateforge.agent.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;
import pl.automateforge.agent.run.RunObserver;

/** Counts what the engine tells. Safe for all threads. */
public final class MetricsObserver implements RunObserver {
  private final AgentMetrics metrics;
  private final Clock clock;
  private final Supplier<Map<ItemState, Long>> states;
  private final AtomicLong inFlight = new AtomicLong();
  private final Map<String, Priority> activeAlerts = new HashMap<>();

  /**
   * @param states counts the journal's items by state; asked after each run
   */
  public MetricsObserver(AgentMetrics metrics, Clock clock, Supplier<Map<ItemState, Long>> states) {
    this.metrics = metrics;
    this.clock = clock;
    this.states = states;
  }

  @Override
  public void runBegan(long run, long taken) {
    metrics.dueStarted();
    inFlight.set(taken);
    metrics.inFlight(taken);
  }

  @Override
  public void runEnded(long run, RunState state, RunSums sums, long backlog) {
    metrics.runEnded(lower(state));
    metrics.inFlight(0);
    if (backlog >= 0) {
      metrics.backlog(backlog);
    }
    Map<ItemState, Long> counts = states.get();
    metrics.waiting(counts.getOrDefault(ItemState.WAITING, 0L));
    metrics.held(
        counts.getOrDefault(ItemState.HELD, 0L) + counts.getOrDefault(ItemState.PAUSED, 0L));
  }

  @Override
  public void runsMissed(long count) {
    metrics.dueMissed(count);
  }

  @Override
  public void sourceRead(long found) {
    metrics.fetched(clock.instant());
  }

  @Override
  public void decided(Decision decision, String decider, Duration took) {
    metrics.decided(took, decider);
    count(decision);
  }

  private void count(Decision decision) {
    switch (decision) {
      case Decision.Answer answer -> {
        metrics.used(answer.usage());
        metrics.gateClosed(false);
      }
      case Decision.NoAnswer none -> {
        metrics.used(none.usage());
        metrics.error(lower(none.kind()));
      }
      case Decision.Later later -> {
        metrics.error(later.held() ? "model-held" : "model-later");
        metrics.gateClosed(later.held());
      }
      case Decision.OverBudget _ -> metrics.error("budget");
      case Decision.Stopped _ -> metrics.error("model-stopped");
      case Decision.Delegated delegated -> count(delegated.decision());
    }
  }

  @Override
  public void effect(String action, EffectClass effectClass, EffectState state) {
    metrics.effect(effectClass, lower(state));
    if (state == EffectState.FAILED || state == EffectState.AMBIGUOUS) {
      metrics.error("effect-" + lower(state));
    }
  }

  @Override
  public void itemLeft(
      String item, @Nullable String category, @Nullable Outcome outcome, Duration took) {
    metrics.inFlight(inFlight.decrementAndGet());
    if (outcome != null) {
      metrics.itemEnded(AgentMetrics.Outcome.valueOf(outcome.name()), took);
    }
  }

  @Override
  public void retained(Instant at) {
    metrics.retained(at);
  }

  @Override
  public void alert(String key, Priority priority, boolean active) {
    synchronized (activeAlerts) {
      if (active) {
        activeAlerts.put(key, priority);
        metrics.alert(priority.number());
      } else {
        activeAlerts.remove(key);
      }
      Map<Priority, Long> counts = new EnumMap<>(Priority.class);
      activeAlerts.values().forEach(p -> counts.merge(p, 1L, Long::sum));
      for (Priority each : Priority.values()) {
        metrics.activeAlerts(each.number(), counts.getOrDefault(each, 0L));
      }
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
