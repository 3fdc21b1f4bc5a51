package pl.automateforge.agent.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.SecretSlot;

/**
 * A login over HTTP: the header that goes with each request. For any number of threads; touches the
 * network only to get an OAuth2 token.
 */
public final class HttpLogin {
  /** No login at all. */
  public static final HttpLogin NONE = new HttpLogin("", "", null, null);

  private static final String AUTHORIZATION = "Authorization";
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7e]{1,16384}");

  /** A key in one of these would change what is sent, or where it goes. */
  private static final Set<String> NOT_FOR_KEYS =
      Set.of(
          "host",
          "content-length",
          "content-type",
          "transfer-encoding",
          "connection",
          "cookie",
          "upgrade",
          "te",
          "trailer",
          "expect");

  private final String described;
  private final String header;
  private final @Nullable String value;
  private final @Nullable AccessTokens tokens;

  private HttpLogin(
      String described, String header, @Nullable String value, @Nullable AccessTokens tokens) {
    this.described = described;
    this.header = header;
    this.value = value;
    this.tokens = tokens;
  }

  /**
   * The login that a spec names.
   *
   * @param auth null for none
   * @param state where renewed refresh tokens are kept; null where none are
   * @throws UnfitAddressException where what is bound cannot or must not be used; its key begins
   *     with {@code auth.}
   */
  public static HttpLogin of(
      @Nullable Auth auth,
      Bindings bindings,
      HttpClients clients,
      Clock clock,
      @Nullable Path state)
      throws UnfitAddressException {
    return switch (auth) {
      case null -> NONE;
      case Auth.Password password -> basic(password, bindings);
      case Auth.Bearer bearer ->
          new HttpLogin(
              "by the token of " + bearer.token().written(),
              AUTHORIZATION,
              "Bearer " + headerValue("auth.token", bearer.token(), bindings),
              null);
      case Auth.ApiKey key -> apiKey(key, bindings);
      case Auth.Oauth2 oauth2 -> oauth2(oauth2, bindings, clients, clock, state);
    };
  }

  private static HttpLogin basic(Auth.Password password, Bindings bindings) {
    String user = bindings.resolve(password.username());
    String secret = bindings.secret(password.password()).value();
    return new HttpLogin(
        "as " + user, AUTHORIZATION, Credentials.basic(user, secret, StandardCharsets.UTF_8), null);
  }

  private static HttpLogin apiKey(Auth.ApiKey key, Bindings bindings) throws UnfitAddressException {
    if (!HEADER_NAME.matcher(key.header()).matches()
        || NOT_FOR_KEYS.contains(key.header().toLowerCase(Locale.ROOT))) {
      throw UnfitAddressException.at(
          "auth.header", "\"" + key.header() + "\" is no header that can bear a key");
    }
    return new HttpLogin(
        "by the key of " + key.key().written(),
        key.header(),
        headerValue("auth.key", key.key(), bindings),
        null);
  }

  private static HttpLogin oauth2(
      Auth.Oauth2 oauth2, Bindings bindings, HttpClients clients, Clock clock, @Nullable Path state)
      throws UnfitAddressException {
    HttpAddress.allowed(
        "auth.tokenUrl",
        oauth2.tokenUrl().written(),
        bindings.resolve(oauth2.tokenUrl()),
        clients.egress(),
        false);
    try {
      String as = oauth2.username() == null ? "" : " as " + bindings.resolve(oauth2.username());
      return new HttpLogin(
          "by OAuth2" + as,
          AUTHORIZATION,
          null,
          AccessTokens.of(oauth2, bindings, clients, clock, state));
    } catch (IllegalArgumentException e) {
      throw UnfitAddressException.at("auth", String.valueOf(e.getMessage()));
    }
  }

  private static String headerValue(String key, SecretSlot slot, Bindings bindings)
      throws UnfitAddressException {
    String value = bindings.secret(slot).value().strip();
    if (!HEADER_VALUE.matcher(value).matches()) {
      throw UnfitAddressException.at(
          key,
          slot.written()
              + (value.isEmpty()
                  ? " is bound to nothing"
                  : " is bound to what cannot stand in a header (value not shown); expected"
                      + " printable ASCII without spaces"));
    }
    return value;
  }

  /**
   * Puts the login on a request.
   *
   * @throws AccessTokenException where no token can be had
   * @throws java.io.InterruptedIOException where the thread was interrupted meanwhile
   */
  public void sign(Request.Builder request) throws IOException {
    if (tokens != null) {
      request.header(AUTHORIZATION, "Bearer " + tokens.token());
    } else if (value != null) {
      request.header(header, value);
    }
  }

  /**
   * The server answered 401 to this request.
   *
   * @return whether the login has another token to try: then the request may be signed anew, once
   */
  public boolean refused(Request request) {
    String sent = request.header(AUTHORIZATION);
    if (tokens == null || sent == null) {
      return false;
    }
    tokens.refused(sent.substring("Bearer ".length()));
    return true;
  }

  /** Whether there is a login at all. */
  public boolean isThere() {
    return value != null || tokens != null;
  }

  /** How one logs in, such as {@code as biuro@acme.example}; empty where nobody does. */
  public String described() {
    return described;
  }

  /** When the token that is in use ends; empty where none is, or none ends. */
  public Optional<Instant> expires() {
    return tokens == null ? Optional.empty() : tokens.expires();
  }
}
