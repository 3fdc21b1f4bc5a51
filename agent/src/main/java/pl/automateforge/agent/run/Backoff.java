package pl.automateforge.agent.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt, and how many there are. */
final class Backoff {
  /** About seven hours of trying; then a person hears of it. */
  static final int ATTEMPTS = 12;

  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration[] WAITS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(4),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofMinutes(30),
    LONGEST
  };

  private Backoff() {}

  /**
   * The wait after so many failed attempts (1 or more); what the target asked for counts where it
   * is longer, up to an hour.
   */
  static Duration after(int attempts, @Nullable Duration asked) {
    Duration own = WAITS[Math.min(attempts, WAITS.length) - 1];
    if (asked == null || asked.compareTo(own) < 0) {
      return own;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
