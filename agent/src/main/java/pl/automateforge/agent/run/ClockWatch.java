package pl.automateforge.agent.run;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that the machine's clock was set, by comparing it with one that only counts. Small
 * corrections are followed. Not safe for many threads.
 */
final class ClockWatch {
  /** What a clock may be set by without anybody's schedule suffering. */
  private static final Duration SMALL = Duration.ofMinutes(5);

  /** A clock that went evenly for so long is believed again, whatever it shows. */
  private static final Duration STEADY = Duration.ofHours(1);

  private final Clock clock;
  private final LongSupplier nanos;
  private Duration usual;
  private Duration last;
  private long evenSince;
  private boolean believed;

  /**
   * @param nanos counts nanoseconds, whatever happens to the clock
   */
  ClockWatch(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.last = ahead();
    this.usual = last;
    this.evenSince = nanos.getAsLong();
  }

  /** What a look at the clock showed. */
  sealed interface Look {
    /** It goes evenly, as before. */
    record Even() implements Look {}

    /**
     * It was set.
     *
     * @param by negative for back
     */
    record Jumped(Duration by) implements Look {}

    /**
     * It was set, and shows again what it would have shown without having been set before.
     *
     * @param by negative for back
     */
    record SetRight(Duration by) implements Look {}

    /** It went evenly for long enough to be believed. */
    record Believed() implements Look {}
  }

  Look look() {
    Duration ahead = ahead();
    Duration step = ahead.minus(last);
    last = ahead;
    if (step.abs().compareTo(SMALL) >= 0) {
      evenSince = nanos.getAsLong();
      boolean right = !believed && ahead.minus(usual).abs().compareTo(SMALL) < 0;
      believed = right;
      return right ? new Look.SetRight(step) : new Look.Jumped(step);
    }
    if (believed) {
      usual = ahead;
    } else if (nanos.getAsLong() - evenSince >= STEADY.toNanos()) {
      believed = true;
      usual = ahead;
      return new Look.Believed();
    }
    return new Look.Even();
  }

  private Duration ahead() {
    return Duration.between(java.time.Instant.EPOCH, clock.instant()).minusNanos(nanos.getAsLong());
  }
}
