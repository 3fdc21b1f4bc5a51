package pl.automateforge.agent.decision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before one provider under one key. A service that limits the rate or is overloaded closes
 * it for all items at once; when the time is over, one probing call goes through, and what becomes
 * of it opens the gate or closes it for longer. Whoever is held learns so at once: nothing here
 * waits or sleeps. Safe to use from many threads; a call costs one short lock.
 */
public final class ProviderGate {
  /** The first wait where the service names none; doubles with each refusal. */
  static final Duration FIRST_WAIT = Duration.ofSeconds(2);

  /** A service that asks for more is asked again after this. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** How long those wait who come while the probing call is on its way. */
  static final Duration WHILE_PROBING = Duration.ofSeconds(1);

  /** So many failures in a row close the gate. */
  static final int FAILURES = 5;

  /** So many answers in a row make past refusals forgotten. */
  static final int CALM = 20;

  private static final Logger LOG = LoggerFactory.getLogger(ProviderGate.class);

  private final String provider;
  private final Clock clock;
  private final RandomGenerator random;

  /** Null while open. */
  private @Nullable Instant until;

  private String cause = "";
  private boolean probing;
  private int refusals;
  private int failures;
  private int calm;

  /** Counts the closings: a call knows by it whether the gate closed since it was let through. */
  private long closings;

  /**
   * @param provider its name in messages
   * @param random spreads the waits, so that many agents do not come back at the same instant
   */
  ProviderGate(String provider, Clock clock, RandomGenerator random) {
    this.provider = provider;
    this.clock = clock;
    this.random = random;
  }

  /** Whether one may call. */
  public sealed interface Admission {}

  /**
   * Not now.
   *
   * @param until when asking the gate again makes sense
   */
  public record Held(Instant until, String cause) implements Admission {}

  /** Asks to call the service once. Each ticket is to be closed. */
  public synchronized Admission admit() {
    if (until == null) {
      return new Ticket(closings, false);
    }
    Instant now = clock.instant();
    if (probing) {
      return new Held(now.plus(WHILE_PROBING), cause);
    }
    if (now.isBefore(until)) {
      return new Held(until, cause);
    }
    probing = true;
    return new Ticket(closings, true);
  }

  /** What holds the items right now; empty while the gate is open. */
  public synchronized Optional<Held> holding() {
    return until == null ? Optional.empty() : Optional.of(new Held(until, cause));
  }

  /**
   * Lets one call through. What became of the call is told once, by one of the verbs; a ticket that
   * is closed without counts as never used.
   */
  public final class Ticket implements Admission, AutoCloseable {
    private final long given;
    private final boolean probe;
    private boolean told;

    private Ticket(long given, boolean probe) {
      this.given = given;
      this.probe = probe;
    }

    /** The service answered, whatever it said about this one request. */
    public void answered() {
      synchronized (ProviderGate.this) {
        if (tell()) {
          onAnswer(this);
        }
      }
    }

    /**
     * The service limits the rate or is overloaded.
     *
     * @param asked how long the service asked to wait; null where it did not
     * @return when asking the gate again makes sense
     */
    public Instant refused(@Nullable Duration asked, String why) {
      synchronized (ProviderGate.this) {
        tell();
        return onRefusal(this, asked, why);
      }
    }

    /**
     * The call came to nothing: no connection, no answer in time, a fault of the service.
     *
     * @param asked how long the service asked to wait; null where it did not
     * @return when trying again makes sense at the earliest
     */
    public Instant failed(@Nullable Duration asked, String why) {
      synchronized (ProviderGate.this) {
        tell();
        return onFailure(this, asked, why);
      }
    }

    /** Gives the ticket back where nothing was told: the next one may probe. */
    @Override
    public void close() {
      synchronized (ProviderGate.this) {
        if (tell() && probe) {
          probing = false;
        }
      }
    }

    private boolean tell() {
      boolean first = !told;
      told = true;
      return first;
    }
  }

  private void onAnswer(Ticket ticket) {
    if (ticket.probe) {
      probing = false;
      until = null;
      failures = 0;
      calm = 0;
      LOG.info("{}: open again", provider);
    } else if (until == null && ticket.given == closings) {
      failures = 0;
      calm++;
      if (calm >= CALM) {
        refusals = 0;
      }
    }
  }

  private Instant onRefusal(Ticket ticket, @Nullable Duration asked, String why) {
    Instant now = clock.instant();
    if (ticket.probe || until == null) {
      return shut(now, asked, why);
    }
    // a call of before the closing: it must not count as a second refusal
    Instant later = asked == null ? until : now.plus(bounded(asked));
    until = later.isAfter(until) ? later : until;
    return until;
  }

  private Instant onFailure(Ticket ticket, @Nullable Duration asked, String why) {
    Instant now = clock.instant();
    if (ticket.probe) {
      return shut(now, asked, why);
    }
    if (until == null && ticket.given == closings) {
      failures++;
      calm = 0;
      if (failures >= FAILURES) {
        return shut(now, asked, failures + " calls in a row failed, the last one so: " + why);
      }
    }
    return now.plus(asked == null ? spread(WHILE_PROBING) : bounded(asked));
  }

  private Instant shut(Instant now, @Nullable Duration asked, String why) {
    probing = false;
    failures = 0;
    calm = 0;
    refusals++;
    closings++;
    Duration wait = backoff();
    if (asked != null) {
      Duration wanted = bounded(asked.multipliedBy(100 + random.nextInt(11)).dividedBy(100));
      wait = refusals == 1 || wanted.compareTo(wait) > 0 ? wanted : wait;
    }
    cause = why + told(asked);
    until = now.plus(wait);
    LOG.warn("{}: holds all items until {}: {}", provider, until, cause);
    return until;
  }

  private Duration backoff() {
    int doublings = Math.min(refusals - 1, 20);
    return bounded(spread(FIRST_WAIT.multipliedBy(1L << doublings)));
  }

  /** Between three quarters and five quarters of it. */
  private Duration spread(Duration wait) {
    return wait.multipliedBy(750 + random.nextInt(501)).dividedBy(1_000);
  }

  private static Duration bounded(Duration wait) {
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static String told(@Nullable Duration asked) {
    return asked == null || asked.compareTo(LONGEST_WAIT) <= 0
        ? ""
        : "; it asked to wait "
            + asked.toSeconds()
            + " s, it is tried again after "
            + LONGEST_WAIT.toSeconds()
            + " s";
  }
}
