package pl.automateforge.agent.health;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The durations of what ended lately, for quantiles of now: a histogram's hold for the whole life
 * of a process, and only as exactly as its buckets. Bounded in time and number. Safe for all
 * threads.
 */
final class RecentTimes {
  /** Beyond it the oldest is forgotten before its time. */
  static final int MOST = 4096;

  static final Duration WINDOW = Duration.ofMinutes(15);

  private final Clock clock;
  private final Deque<Ended> ended = new ArrayDeque<>();

  private record Ended(long atMillis, long nanos) {}

  RecentTimes(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(Duration took) {
    long now = clock.millis();
    ended.add(new Ended(now, took.toNanos()));
    forget(now);
  }

  /**
   * The shortest duration in seconds that so large a share did not exceed; NaN where nothing ended
   * lately, which is not the same as nothing at all.
   *
   * @param share above 0, at most 1
   */
  synchronized double quantile(double share) {
    forget(clock.millis());
    if (ended.isEmpty()) {
      return Double.NaN;
    }
    long[] sorted = ended.stream().mapToLong(Ended::nanos).sorted().toArray();
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e9;
  }

  private void forget(long now) {
    while (!ended.isEmpty()
        && (ended.size() > MOST || now - ended.getFirst().atMillis() > WINDOW.toMillis())) {
      ended.removeFirst();
    }
  }
}
