package pl.automateforge.agent.action.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One message a second for a channel, whichever actions send there. Who comes too early is given a
 * turn of their own and comes again then: nobody waits here. For any number of threads.
 */
public final class SlackPaces {
  private static final Duration GAP = Duration.ofSeconds(1);
  private static final Duration KEPT = Duration.ofHours(2);
  private static final int SWEEP_AT = 1_000;

  private final Clock clock;
  private final Map<String, Pace> paces = new ConcurrentHashMap<>();

  /** Paces that nobody waits in yet. */
  public SlackPaces(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param channel what tells one channel from another; may be a secret, and is never shown
   */
  Pace of(String channel) {
    return paces.computeIfAbsent(channel, key -> new Pace(clock));
  }

  /** The pace of one channel. */
  static final class Pace {
    private final Clock clock;
    private final Map<String, Instant> turns = new HashMap<>();
    private Instant next = Instant.MIN;

    private Pace(Clock clock) {
      this.clock = clock;
    }

    /** How long this effect has to wait for its turn; zero where it is its turn now. */
    synchronized Duration untilTurn(String effect) {
      Instant now = clock.instant();
      Instant turn = turns.get(effect);
      if (turn == null) {
        turn = next.isAfter(now) ? next : now;
        next = turn.plus(GAP);
      }
      if (!turn.isAfter(now)) {
        turns.remove(effect);
        return Duration.ZERO;
      }
      if (turns.size() >= SWEEP_AT) {
        turns.values().removeIf(past -> past.isBefore(now.minus(KEPT)));
      }
      turns.put(effect, turn);
      return Duration.between(now, turn);
    }

    /** Slack asked everybody to wait. */
    synchronized void rest(Duration asked) {
      Instant until = clock.instant().plus(asked);
      next = next.isAfter(until) ? next : until;
    }
  }
}
