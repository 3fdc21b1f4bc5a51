package pl.automateforge.agent.health;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.decision.budget.Period;
import pl.automateforge.agent.decision.budget.Standing;
import pl.automateforge.agent.health.AgentMetrics.Gauges;
import pl.automateforge.agent.health.AgentMetrics.Outcome;

/** The metrics library, loaded when it is first needed. */
final class Meters {
  /** From a local model's fraction of a millisecond to an item's timeout. */
  private static final Duration[] BUCKETS =
      Stream.of(
              1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000, 30_000,
              60_000, 120_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** No careless caller can make more series of one name than that. */
  private static final int MAX_VALUES = 64;

  private static final Map<String, String> HELP =
      Map.of(
          "agent.items", "Items that ended, by outcome",
          "agent.errors", "Errors, by cause",
          "agent.effects", "Effects that came to a state, by class",
          "agent.tokens", "Tokens used, by kind",
          "agent.runs", "Runs that ended, by state",
          "agent.due", "Due runs that started or were missed",
          "agent.alerts", "Alerts raised, by priority");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM);
  private boolean bound;

  final Timer itemDuration;
  final MeterProvider<Timer> decisionDuration;
  final Counter cost;
  final Counter unpriced;

  Meters(Gauges gauges, String engine, String version) {
    limit("agent.errors", "cause");
    limit("agent.effects", "state");
    limit("agent.runs", "state");
    limit("agent.decision.duration", "provider");
    itemDuration =
        timer("agent.item.duration", "From an item's first step to its last").register(registry);
    decisionDuration =
        timer("agent.decision.duration", "From asking a decider to its answer")
            .withRegistry(registry);
    cost =
        Counter.builder("agent.cost.usd")
            .description("Known cost in US dollars")
            .register(registry);
    unpriced =
        Counter.builder("agent.cost.unknown")
            .description("Decisions whose price is unknown")
            .register(registry);
    zeros();
    gauges(gauges);
    Gauge.builder("agent.build.info", () -> 1)
        .tag("engine", engine)
        .tag("version", version)
        .description("What runs")
        .register(registry);
  }

  private void limit(String name, String tag) {
    registry
        .config()
        .meterFilter(MeterFilter.maximumAllowableTags(name, tag, MAX_VALUES, MeterFilter.deny()));
  }

  private static Timer.Builder timer(String name, String help) {
    return Timer.builder(name).description(help).serviceLevelObjectives(BUCKETS);
  }

  /** A series that is absent cannot be told from one that is zero, so what is known begins. */
  private void zeros() {
    for (Outcome outcome : Outcome.values()) {
      add("agent.items", 0, "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }
    for (EffectClass effectClass : EffectClass.values()) {
      for (String state : new String[] {"done", "failed", "ambiguous", "would_do"}) {
        add("agent.effects", 0, "class", effectClass.name(), "state", state);
      }
    }
    for (String kind : new String[] {"input", "output", "cache_read", "cache_write"}) {
      add("agent.tokens", 0, "kind", kind);
    }
    add("agent.due", 0, "state", "started");
    add("agent.due", 0, "state", "missed");
    for (int priority = 1; priority <= 4; priority++) {
      add("agent.alerts", 0, "priority", "P" + priority);
    }
  }

  private void gauges(Gauges all) {
    gauge("agent.backlog.items", "Items at the source", all, g -> g.backlog.get());
    gauge(
        "agent.last.fetch.timestamp.seconds",
        "When the source last answered",
        all,
        g -> g.lastFetch.get());
    gauge(
        "agent.last.retention.timestamp.seconds",
        "When what was kept for its time last went",
        all,
        g -> g.lastRetention.get());
    gauge("agent.in.flight.items", "Items being worked on", all, g -> g.inFlight.get());
    gauge("agent.waiting.items", "Items that wait for a person", all, g -> g.waiting.get());
    gauge("agent.held.items", "Items held or paused", all, g -> g.held.get());
    gauge("agent.gate.closed", "1 while the model may not be asked", all, g -> g.gateClosed.get());
    gauge(
        "agent.production",
        "1 while the agent acts, 0 while it observes",
        all,
        g -> g.production.getAsBoolean() ? 1 : 0);
    gauge(
        "agent.last.fetch.age.seconds",
        "Seconds since the source last answered",
        all,
        Gauges::fetchAge);
    gauge("agent.starts", "Starts over this state", all, g -> g.starts.getAsLong());
    gauge("agent.state.free.bytes", "Space on the state folder's disk", all, Gauges::free);
    gauge("agent.state.size.bytes", "Size of the files in the state folder", all, Gauges::size);
    for (Period period : Period.values()) {
      budget("agent.budget.limit.usd", "What a period's limit is", all, period, Standing::limit);
      budget("agent.budget.spent.usd", "What a period's calls cost", all, period, Standing::spent);
      budget(
          "agent.budget.reserved.usd",
          "What calls at work may cost at most",
          all,
          period,
          Standing::reserved);
    }
    for (String quantile : new String[] {"0.5", "0.95", "0.99"}) {
      double share = Double.parseDouble(quantile);
      Gauge.builder("agent.item.recent.seconds", all, g -> g.recent.quantile(share))
          .tag("quantile", quantile)
          .description("From an item's first step to its last, of those that ended lately")
          .register(registry);
    }
    for (int priority = 1; priority <= all.alerts.length(); priority++) {
      int index = priority - 1;
      Gauge.builder("agent.active.alerts", all, g -> active(g, index))
          .tag("priority", "P" + priority)
          .description("Alerts that are active")
          .register(registry);
    }
  }

  private void budget(
      String name, String help, Gauges all, Period period, ToLongFunction<Standing> figure) {
    Gauge.builder(name, all, g -> g.budget(period, figure))
        .tag("period", period.name().toLowerCase(Locale.ROOT))
        .description(help)
        .register(registry);
  }

  private static double active(Gauges all, int index) {
    Long count = all.alerts.get(index);
    return count == null ? 0 : count;
  }

  private void gauge(String name, String help, Gauges all, ToDoubleFunction<Gauges> value) {
    Gauge.builder(name, all, value).description(help).register(registry);
  }

  void count(String name, String... tags) {
    add(name, 1, tags);
  }

  void add(String name, long amount, String... tags) {
    Counter.builder(name)
        .description(HELP.get(name))
        .tags(tags)
        .register(registry)
        .increment((double) amount);
  }

  String scrape() {
    bind();
    return registry.scrape(AgentMetrics.CONTENT_TYPE);
  }

  /** The machine's figures are asked of the system, which only a scrape is worth. */
  private synchronized void bind() {
    if (!bound) {
      bound = true;
      new JvmMemoryMetrics().bindTo(registry);
      new ProcessorMetrics().bindTo(registry);
      new UptimeMetrics().bindTo(registry);
      new FileDescriptorMetrics().bindTo(registry);
    }
  }
}
