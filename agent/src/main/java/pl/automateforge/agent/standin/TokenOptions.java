package pl.automateforge.agent.standin;

import java.time.Duration;

/**
 * How a stand-in of a token service behaves.
 *
 * @param port 0 for any that is free
 * @param clientId the one application it knows
 * @param clientSecret the application's secret
 * @param username whose tokens the application's own (client credentials) are
 * @param lifetime of an access token
 * @param naming whether answers name the lifetime
 * @param rotating whether each use of a refresh token gives another one and ends the old one
 */
public record TokenOptions(
    int port,
    String clientId,
    String clientSecret,
    String username,
    Duration lifetime,
    boolean naming,
    boolean rotating) {

  /** An hour's tokens for {@code office@acme.example}, refresh tokens that stay. */
  public static final TokenOptions DEFAULT =
      new TokenOptions(
          0,
          "standin-app",
          "standin-secret",
          "office@acme.example",
          Duration.ofHours(1),
          true,
          false);

  /** The same with tokens that live so long. */
  public TokenOptions withLifetime(Duration longer) {
    return new TokenOptions(port, clientId, clientSecret, username, longer, naming, rotating);
  }

  /** The same, saying nothing about how long a token lives. */
  public TokenOptions withoutNaming() {
    return new TokenOptions(port, clientId, clientSecret, username, lifetime, false, rotating);
  }

  /** The same with refresh tokens that are good for one use. */
  public TokenOptions withRotation() {
    return new TokenOptions(port, clientId, clientSecret, username, lifetime, naming, true);
  }

  /** The same for another person's mailbox. */
  public TokenOptions withUsername(String other) {
    return new TokenOptions(port, clientId, clientSecret, other, lifetime, naming, rotating);
  }
}
