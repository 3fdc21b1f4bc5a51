package pl.automateforge.agent.standin;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import pl.automateforge.agent.standin.http.LocalServer;

/**
 * Stands in for an OAuth2 token service, on 127.0.0.1: {@code POST /token} with the grants {@code
 * client_credentials} and {@code refresh_token}, and {@code /introspect}, which tells a server such
 * as Dovecot whose a token is (RFC 7662; the token comes in a form, at the end of a query {@code
 * ?token=}, or as the bearer of the request itself). For any number of threads.
 */
public final class TokenStandIn implements AutoCloseable {
  private static final int MOST_BODY = 256 * 1024;

  private final LocalServer server;
  private final IssuedTokens tokens;
  private final TokenApi api;

  private TokenStandIn(LocalServer server, IssuedTokens tokens, TokenApi api) {
    this.server = server;
    this.tokens = tokens;
    this.api = api;
  }

  /**
   * Starts one.
   *
   * @param clock tells when tokens end
   * @throws IOException where the port cannot be had
   */
  public static TokenStandIn start(TokenOptions options, Clock clock) throws IOException {
    IssuedTokens tokens = new IssuedTokens(options, clock);
    TokenApi api = new TokenApi(options, tokens);
    return new TokenStandIn(
        LocalServer.start(options.port(), MOST_BODY, Duration.ZERO, api), tokens, api);
  }

  /** One with nothing special, on a free port, by the machine's clock. */
  public static TokenStandIn start() throws IOException {
    return start(TokenOptions.DEFAULT, Clock.systemUTC());
  }

  /** Where tokens are asked for. */
  public URI tokenUrl() {
    return server.address().resolve("/token");
  }

  /** Where a server asks whose a token is. */
  public URI introspectionUrl() {
    return server.address().resolve("/introspect");
  }

  /** A fresh refresh token of this person, as if they had logged in. */
  public String login(String username) {
    return tokens.login(username);
  }

  /** Ends a refresh token: its next use is answered by {@code invalid_grant}. */
  public void revoke(String refreshToken) {
    tokens.revoke(refreshToken);
  }

  /** Ends every access token there is, before its time. */
  public void endAccessTokens() {
    tokens.endAccessTokens();
  }

  /** Whether this access token would be accepted now. */
  public boolean isActive(String accessToken) {
    return tokens.active(accessToken).isPresent();
  }

  /**
   * Answers the next requests for a token by this error.
   *
   * @param status of the answer
   * @param error the word of RFC 6749, such as {@code invalid_client}; empty for an answer that is
   *     no JSON
   */
  public void refuse(int times, int status, String error) {
    api.refuse(times, status, error);
  }

  /** How often a token was asked for, refused requests too. */
  public int requests() {
    return api.requests();
  }

  /** The access tokens that were given, oldest first. */
  public List<String> accessTokens() {
    return tokens.accessTokens();
  }

  /** The refresh token that counts for this person now. */
  public String refreshTokenOf(String username) {
    return tokens.refreshTokenOf(username);
  }

  /** Closes all connections; may be called twice. */
  @Override
  public void close() {
    server.close();
  }
}
