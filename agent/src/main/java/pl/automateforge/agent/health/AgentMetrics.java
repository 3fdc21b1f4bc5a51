package pl.automateforge.agent.health;

import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.decision.budget.Period;
import pl.automateforge.agent.decision.budget.Standing;

/**
 * The agent's figures, under names that stay: {@code agent_*}, durations in seconds, money in US
 * dollars. What runs the agent calls the verbs; nothing is read back here. No label ever holds a
 * client, a person or an item.
 *
 * <p>Safe for all threads. The metrics library is loaded by the first count or scrape, since it
 * would cost the start a tenth of a second.
 */
public final class AgentMetrics {
  /** Of what {@link #scrape} returns. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final int PRIORITIES = 4;

  private final String engine;
  private final String version;
  private final Gauges gauges;
  private volatile @Nullable Meters meters;

  /**
   * The figures of one process.
   *
   * @param engine the version of AutoForge
   * @param version the version of the spec
   */
  public AgentMetrics(String engine, String version) {
    this(engine, version, Clock.systemUTC());
  }

  /**
   * As the other.
   *
   * @param clock tells how old something is
   */
  public AgentMetrics(String engine, String version, Clock clock) {
    this.engine = engine;
    this.version = version;
    this.gauges = new Gauges(clock);
  }

  /** How an item ended. */
  public enum Outcome {
    DONE,
    SKIPPED,
    ESCALATED,
    FAILED
  }

  /** What is now so, kept here so that a gauge may be set without loading the library. */
  static final class Gauges {
    final Clock clock;
    final RecentTimes recent;
    final AtomicReference<Double> backlog = new AtomicReference<>(Double.NaN);
    final AtomicReference<Double> lastFetch = new AtomicReference<>(Double.NaN);
    final AtomicReference<Double> lastRetention = new AtomicReference<>(Double.NaN);
    final AtomicLong inFlight = new AtomicLong();
    final AtomicLong waiting = new AtomicLong();
    final AtomicLong held = new AtomicLong();
    final AtomicInteger gateClosed = new AtomicInteger();
    volatile BooleanSupplier production = () -> false;
    volatile LongSupplier starts = () -> 0;
    volatile Supplier<List<Standing>> budget = List::of;
    volatile @Nullable Path state;
    final AtomicReferenceArray<Long> alerts = new AtomicReferenceArray<>(PRIORITIES);

    Gauges(Clock clock) {
      this.clock = clock;
      this.recent = new RecentTimes(clock);
    }

    /** A figure of a limit, in US dollars; NaN where the spec sets none for the period. */
    double budget(Period period, ToLongFunction<Standing> figure) {
      return budget.get().stream()
          .filter(standing -> standing.period() == period)
          .mapToDouble(standing -> figure.applyAsLong(standing) / 1e9)
          .findFirst()
          .orElse(Double.NaN);
    }

    /** Seconds since the source answered; NaN while it never did. */
    double fetchAge() {
      Double last = lastFetch.get();
      return last == null ? Double.NaN : clock.millis() / 1000.0 - last;
    }

    /** Bytes that may still be written to the state folder's disk; NaN where nobody can tell. */
    double free() {
      Path folder = state;
      try {
        return folder == null ? Double.NaN : Files.getFileStore(folder).getUsableSpace();
      } catch (IOException e) {
        return Double.NaN;
      }
    }

    /** Bytes of the files in the state folder itself; NaN where nobody can tell. */
    double size() {
      Path folder = state;
      if (folder == null) {
        return Double.NaN;
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
      } catch (IOException e) {
        return Double.NaN;
      }
    }
  }

  private Meters meters() {
    Meters present = meters;
    return present == null ? create() : present;
  }

  private synchronized Meters create() {
    Meters present = meters;
    if (present == null) {
      present = new Meters(gauges, engine, version);
      meters = present;
    }
    return present;
  }

  /** An item is over, after so long from its first step to its last. */
  public void itemEnded(Outcome outcome, Duration took) {
    meters().count("agent.items", "outcome", word(outcome.name()));
    meters().itemDuration.record(took);
    gauges.recent.add(took);
  }

  /** Something went wrong; the cause is a short fixed word of the code, never a message. */
  public void error(String cause) {
    meters().count("agent.errors", "cause", word(cause));
  }

  /** An effect came to that state. */
  public void effect(EffectClass effectClass, String state) {
    meters().count("agent.effects", "class", effectClass.name(), "state", word(state));
  }

  /** A decider answered, whatever it said, after so long. */
  public void decided(Duration took, String provider) {
    meters().decisionDuration.withTag("provider", bounded(provider)).record(took);
  }

  /** What a decision used: tokens by kind, and what they cost or that nobody knows. */
  public void used(Usage usage) {
    tokens("input", usage.input());
    tokens("output", usage.output());
    tokens("cache_read", usage.cacheRead());
    tokens("cache_write", usage.cacheWrite());
    BigDecimal usd = usage.cost().usd();
    if (usd == null) {
      meters().unpriced.increment();
    } else if (usd.signum() > 0) {
      meters().cost.increment(usd.doubleValue());
    }
  }

  private void tokens(String kind, long count) {
    if (count > 0) {
      meters().add("agent.tokens", count, "kind", kind);
    }
  }

  /** A run is over, in that state. */
  public void runEnded(String state) {
    meters().count("agent.runs", "state", word(state));
  }

  /** A run was started because it was due. */
  public void dueStarted() {
    meters().count("agent.due", "state", "started");
  }

  /** So many due runs were found missed. */
  public void dueMissed(long count) {
    meters().add("agent.due", count, "state", "missed");
  }

  /** An alert was raised, of a priority from 1 to 4. */
  public void alert(int priority) {
    meters().count("agent.alerts", "priority", "P" + (index(priority) + 1));
  }

  /** So many alerts of a priority from 1 to 4 are active now. */
  public void activeAlerts(int priority, long count) {
    gauges.alerts.set(index(priority), count);
  }

  private static int index(int priority) {
    return Math.clamp(priority, 1, PRIORITIES) - 1;
  }

  /** So many items wait at the source. */
  public void backlog(long items) {
    gauges.backlog.set((double) items);
  }

  /** The source was asked and answered. */
  public void fetched(Instant at) {
    gauges.lastFetch.set(at.toEpochMilli() / 1000.0);
  }

  /** What was kept for its time went last. */
  public void retained(Instant at) {
    gauges.lastRetention.set(at.toEpochMilli() / 1000.0);
  }

  /** So many items are being worked on. */
  public void inFlight(long items) {
    gauges.inFlight.set(items);
  }

  /** So many items wait for a person. */
  public void waiting(long items) {
    gauges.waiting.set(items);
  }

  /** So many items are held until a time or paused by the budget. */
  public void held(long items) {
    gauges.held.set(items);
  }

  /** The gate to the model is closed (rate limit, overload), or open again. */
  public void gateClosed(boolean closed) {
    gauges.gateClosed.set(closed ? 1 : 0);
  }

  /** The agent acts, or only observes. */
  public void production(boolean production) {
    mode(() -> production);
  }

  /**
   * Where to ask at each scrape whether the agent acts: the mode may change while it is at work.
   */
  public void mode(BooleanSupplier production) {
    gauges.production = production;
  }

  /** Where to ask how often the agent started over this state. Asked once, at the first scrape. */
  public void starts(LongSupplier starts) {
    AtomicReference<@Nullable Long> known = new AtomicReference<>();
    gauges.starts =
        () -> {
          Long count = known.get();
          if (count == null) {
            count = starts.getAsLong();
            known.set(count);
          }
          return count;
        };
  }

  /** Where to ask at each scrape how the budget's limits stand. */
  public void budget(Supplier<List<Standing>> standings) {
    gauges.budget = standings;
  }

  /** The state folder, whose disk and size are measured. */
  public void watch(Path state) {
    gauges.state = state;
  }

  /** Everything in Prometheus' text format. */
  public String scrape() {
    return meters().scrape();
  }

  /** Names of the code in upper case become labels in lower case. */
  private static String word(String value) {
    return bounded(value.toLowerCase(Locale.ROOT));
  }

  /** What no careless caller can turn into a text or an address. */
  private static String bounded(String value) {
    String plain = value.replaceAll("[^A-Za-z0-9_.:/-]", "_");
    return plain.length() > 60 ? plain.substring(0, 60) : plain;
  }
}
