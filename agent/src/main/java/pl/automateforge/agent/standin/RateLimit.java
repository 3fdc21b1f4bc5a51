package pl.automateforge.agent.standin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A bucket that refills evenly and holds one minute's worth. */
final class RateLimit {
  private final long perMinute;
  private final Clock clock;
  private double left;
  private Instant at;

  RateLimit(long perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.clock = clock;
    this.left = perMinute;
    this.at = clock.instant();
  }

  /** What the service tells about a limit. */
  record State(long limit, long remaining, Instant reset) {}

  /** Takes so many, and goes below zero where they were not known before; zero only looks. */
  synchronized State take(long amount) {
    refill();
    left -= amount;
    return state();
  }

  /** Whether one more may be had now. */
  synchronized boolean hasOne() {
    refill();
    return left >= 1;
  }

  /** How long until one may be had, in whole seconds, rounded up. */
  synchronized long secondsToOne() {
    refill();
    return Math.max(1, (long) Math.ceil((1 - left) * 60 / perMinute));
  }

  private State state() {
    double missing = perMinute - left;
    Duration wait = Duration.ofMillis((long) Math.ceil(missing * 60_000 / perMinute));
    return new State(perMinute, Math.max(0, (long) left), at.plus(wait));
  }

  private void refill() {
    Instant now = clock.instant();
    double gained = Duration.between(at, now).toMillis() / 60_000.0 * perMinute;
    if (gained > 0) {
      left = Math.min((double) perMinute, left + gained);
      at = now;
    }
  }
}
