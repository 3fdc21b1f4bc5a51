package pl.automateforge.agent.net;

import java.time.Duration;

/**
 * What an HTTP client is wanted for.
 *
 * @param receivesContent whether item content is sent with it; decides under {@code dataMayLeave:
 *     false}
 * @param connectTimeout of one connect, TLS included
 * @param callTimeout of a whole call, from resolving to the last byte that is read
 */
public record HttpUse(
    boolean receivesContent, Sending sending, Duration connectTimeout, Duration callTimeout) {

  public HttpUse {
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("callTimeout", callTimeout);
  }

  /** How often a request may leave, and over what. */
  public enum Sending {
    /**
     * At most once, and over a connection opened for it alone: a pooled one that the server closed
     * meanwhile would leave nobody knowing whether the request arrived. For effects of class D.
     */
    ONCE_FRESH,
    /**
     * At most once, over a pooled connection. A connection that the server closed meanwhile shows
     * as an {@link java.io.IOException}. For requests that the caller repeats by its own rules.
     */
    ONCE,
    /**
     * Over a pooled connection, and again over a new one where the old turns out closed. For
     * requests that the receiver recognizes by a key.
     */
    REPEATABLE
  }

  private static void requirePositive(String what, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(what + " is " + value + ", expected more than nothing");
    }
  }
}
