package pl.automateforge.agent.privacy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tokens of one item and what they stand for: personal data, to be kept as such.
 *
 * @param originals by token, in the order in which they were given out
 */
public record Tokens(Map<String, String> originals) {
  /** How every token begins. */
  public static final char OPEN = Token.OPEN;

  /** How every token ends. */
  public static final char CLOSE = Token.CLOSE;

  /** No tokens at all. */
  public static final Tokens NONE = new Tokens(Map.of());

  public Tokens {
    originals = Collections.unmodifiableMap(new LinkedHashMap<>(originals));
    for (String token : originals.keySet()) {
      if (!Token.isOne(token)) {
        throw new IllegalArgumentException("a key of " + originals.size() + " is no token");
      }
    }
  }

  /**
   * Puts back what the tokens of a text stand for. Only these tokens, whole and unchanged: whatever
   * else looks like a token or a part of one makes the whole text doubtful.
   */
  public Restored restore(String text) {
    return new Restoring(this, text).run();
  }

  /** The part that all tokens of the item share; empty where there are none. */
  String nonce() {
    return originals.isEmpty() ? "" : Token.nonceOf(originals.keySet().iterator().next());
  }

  /** Says how many there are, and nothing of them. */
  @Override
  public String toString() {
    return originals.size() + " tokens";
  }
}
