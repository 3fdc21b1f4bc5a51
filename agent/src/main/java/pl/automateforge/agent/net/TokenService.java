package pl.automateforge.agent.net;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.Secret;

/** Asks a token service, once, for one token. */
final class TokenService {
  private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);
  private static final long MOST_SECONDS = Duration.ofDays(365).toSeconds();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration CALL = Duration.ofSeconds(30);
  private static final long MOST_BYTES = 256 * 1024;
  private static final int LONGEST_TOKEN = 64 * 1024;

  /** What may stand in a header and in an SASL answer without breaking it. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1," + LONGEST_TOKEN + "}");

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(20).build())
                  .build())
          .build();

  private final HttpUrl url;
  private final Client application;
  private final OkHttpClient client;
  private final TokenErrors errors;
  private volatile boolean byHeader;

  TokenService(HttpUrl url, Client application, HttpClients clients) {
    this.url = url;
    this.application = application;
    this.errors = new TokenErrors(url.host());
    // A refresh token that is renewed at each use must not be sent twice by accident.
    this.client = clients.client(new HttpUse(false, HttpUse.Sending.ONCE_FRESH, CONNECT, CALL));
  }

  /**
   * Who asks.
   *
   * @param secret null where the application is public
   * @param scope null for what the service gives by itself
   */
  record Client(String id, @Nullable Secret secret, @Nullable String scope) {}

  /**
   * What the service gave.
   *
   * @param refresh the token to renew by from now on; null where the old one stays
   */
  record Grant(Secret access, Duration lifetime, @Nullable Secret refresh) {}

  TokenErrors errors() {
    return errors;
  }

  /**
   * @param refresh null for a token of the application itself
   */
  Grant ask(@Nullable Secret refresh) throws AccessTokenException, InterruptedIOException {
    try {
      return ask(refresh, byHeader);
    } catch (AccessTokenException e) {
      if (byHeader || application.secret() == null || !e.isAboutTheClient()) {
        throw e;
      }
      return byHeader(refresh, e);
    }
  }

  /** Services may take the secret in the form, as most do, or want it in the header alone. */
  private Grant byHeader(@Nullable Secret refresh, AccessTokenException first)
      throws AccessTokenException, InterruptedIOException {
    Grant grant;
    try {
      grant = ask(refresh, true);
    } catch (AccessTokenException e) {
      throw e.isAboutTheClient() ? first : e;
    }
    byHeader = true;
    return grant;
  }

  private Grant ask(@Nullable Secret refresh, boolean header)
      throws AccessTokenException, InterruptedIOException {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .post(form(refresh, header))
            .header("Accept", "application/json");
    if (header && application.secret() != null) {
      request.header(
          "Authorization",
          Credentials.basic(encoded(application.id()), encoded(application.secret().value())));
    }
    try (Response response = client.newCall(request.build()).execute()) {
      return answer(response.code(), body(response));
    } catch (AccessTokenException e) {
      throw e;
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(e);
      }
      throw errors.unreachable(new HttpAddress(url, null).failure(e), e);
    }
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8);
  }

  private static InterruptedIOException interrupted(IOException e) {
    InterruptedIOException stopped = new InterruptedIOException("stopped while asking for a token");
    stopped.initCause(e);
    return stopped;
  }

  private FormBody form(@Nullable Secret refresh, boolean header) {
    FormBody.Builder form = new FormBody.Builder();
    if (refresh == null) {
      form.add("grant_type", "client_credentials");
    } else {
      form.add("grant_type", "refresh_token").add("refresh_token", refresh.value());
    }
    if (!header || application.secret() == null) {
      form.add("client_id", application.id());
      if (application.secret() != null) {
        form.add("client_secret", application.secret().value());
      }
    }
    if (application.scope() != null && !application.scope().isBlank()) {
      form.add("scope", application.scope());
    }
    return form.build();
  }

  private static byte[] body(Response response) throws IOException {
    ResponseBody body = response.body();
    return body == null ? new byte[0] : body.byteStream().readNBytes((int) MOST_BYTES);
  }

  private Grant answer(int status, byte[] body) throws AccessTokenException {
    JsonNode answer = parsed(body);
    if (answer == null || !answer.isObject()) {
      throw status == 200 ? errors.unusable("it is no JSON object") : errors.byStatus(status);
    }
    if (status != 200 || answer.hasNonNull("error")) {
      throw errors.refused(
          status, answer.path("error").textValue(), answer.path("error_description").textValue());
    }
    return grant(answer);
  }

  private Grant grant(JsonNode answer) throws AccessTokenException {
    String access = answer.path("access_token").asText("");
    if (!TOKEN.matcher(access).matches()) {
      throw errors.unusable(
          access.isEmpty() ? "access_token is missing" : "access_token holds what is no token");
    }
    String type = answer.path("token_type").asText("Bearer");
    if (!type.equalsIgnoreCase("bearer")) {
      throw errors.unusable("token_type is not Bearer");
    }
    String refresh = answer.path("refresh_token").asText("");
    return new Grant(
        new Secret(access),
        lifetime(answer.path("expires_in")),
        refresh.isEmpty() ? null : new Secret(refresh));
  }

  private static Duration lifetime(JsonNode seconds) {
    long value = seconds.asLong(0);
    return value <= 0 ? DEFAULT_LIFETIME : Duration.ofSeconds(Math.min(value, MOST_SECONDS));
  }

  private static @Nullable JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return null;
    }
  }
}
