package pl.automateforge.agent.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.standin.http.Reply;

/**
 * What a receiver that honours Idempotency-Key remembers: for the last 100,000 keys, what came and
 * what was answered. From many threads.
 */
final class IdempotencyKeys {
  private static final int MOST = 100_000;

  private final Map<String, Known> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  /**
   * A key that came.
   *
   * @param answer null while its effect is in progress
   */
  private record Known(long body, @Nullable Reply answer) {}

  /** What to do with a request under a key. */
  sealed interface Claim {
    /** It is the first: do it, then {@link IdempotencyKeys#answered}. */
    record First() implements Claim {}

    /** It was done: say the same again. */
    record Replay(Reply answer) implements Claim {}

    /** It is being done. */
    record InProgress() implements Claim {}

    /** The key came with another body. */
    record Misused() implements Claim {}
  }

  synchronized Claim claim(String key, long body) {
    Known before = known.get(key);
    if (before == null) {
      known.put(key, new Known(body, null));
      return new Claim.First();
    }
    if (before.body() != body) {
      return new Claim.Misused();
    }
    return before.answer() == null ? new Claim.InProgress() : new Claim.Replay(before.answer());
  }

  synchronized void answered(String key, long body, Reply answer) {
    known.replace(key, new Known(body, answer));
  }

  synchronized void clear() {
    known.clear();
  }
}
