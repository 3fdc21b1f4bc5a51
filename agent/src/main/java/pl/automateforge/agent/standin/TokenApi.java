package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.standin.http.Handler;
import pl.automateforge.agent.standin.http.Reply;
import pl.automateforge.agent.standin.http.Request;

/** What a token service says to requests. */
final class TokenApi implements Handler {
  private static final int MOST_FIELDS = 64;

  private final TokenOptions options;
  private final IssuedTokens tokens;
  private final AtomicInteger requests = new AtomicInteger();
  private @Nullable Refusal refusal;

  TokenApi(TokenOptions options, IssuedTokens tokens) {
    this.options = options;
    this.tokens = tokens;
  }

  int requests() {
    return requests.get();
  }

  synchronized void refuse(int times, int status, String error) {
    refusal = new Refusal(times, status, error);
  }

  private synchronized Optional<Reply> refusing() {
    Refusal now = refusal;
    if (now == null || now.left == 0) {
      return Optional.empty();
    }
    refusal = new Refusal(now.left - 1, now.status, now.error);
    return Optional.of(
        now.error.isEmpty()
            ? Reply.text(now.status, "text/html", "<html>not now</html>")
            : error(now.status, now.error));
  }

  @Override
  public Reply handle(Request request) {
    return switch (request.path()) {
      case "/token" -> token(request);
      case "/introspect" -> introspect(request);
      default -> error(404, "not_found");
    };
  }

  @Override
  public Reply unreadable(int status, String problem) {
    return error(status, "invalid_request");
  }

  private Reply token(Request request) {
    requests.incrementAndGet();
    if (!request.method().equals("POST")) {
      return error(405, "invalid_request");
    }
    Optional<Reply> refused = refusing();
    if (refused.isPresent()) {
      return refused.get();
    }
    Map<String, String> form = form(request);
    if (!isKnown(request, form)) {
      return error(401, "invalid_client");
    }
    String scope = form.getOrDefault("scope", "");
    return switch (form.getOrDefault("grant_type", "")) {
      case "client_credentials" -> answer(tokens.give(options.username(), scope), null, scope);
      case "refresh_token" -> refreshed(form.getOrDefault("refresh_token", ""), scope);
      case "" -> error(400, "invalid_request");
      default -> error(400, "unsupported_grant_type");
    };
  }

  private Reply refreshed(String token, String scope) {
    String owner = tokens.owner(token);
    if (owner == null) {
      return error(400, "invalid_grant");
    }
    String next = options.rotating() ? tokens.rotate(token) : token;
    return answer(tokens.give(owner, scope), next, scope);
  }

  /** A public application comes without a secret where it has a refresh token. */
  private boolean isKnown(Request request, Map<String, String> form) {
    String basic = options.clientId() + ":" + options.clientSecret();
    String encoded = Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
    if (request.headers().first("authorization").orElse("").equals("Basic " + encoded)) {
      return true;
    }
    String secret = form.get("client_secret");
    boolean mayLackSecret = "refresh_token".equals(form.get("grant_type"));
    return options.clientId().equals(form.get("client_id"))
        && (secret == null ? mayLackSecret : secret.equals(options.clientSecret()));
  }

  private Reply answer(String access, @Nullable String refresh, String scope) {
    ObjectNode answer =
        Json.object().put("access_token", access).put("token_type", "Bearer").put("scope", scope);
    if (options.naming()) {
      answer.put("expires_in", options.lifetime().toSeconds());
    }
    if (refresh != null) {
      answer.put("refresh_token", refresh);
    }
    return Reply.json(200, Json.bytes(answer)).with("Cache-Control", "no-store");
  }

  private Reply introspect(Request request) {
    String bearer = request.headers().first("authorization").orElse("");
    String asked =
        request
            .parameter("token")
            .or(() -> Optional.ofNullable(form(request).get("token")))
            .orElse(bearer.startsWith("Bearer ") ? bearer.substring("Bearer ".length()) : "");
    Optional<IssuedTokens.Access> active = tokens.active(asked);
    ObjectNode answer = Json.object().put("active", active.isPresent());
    active.ifPresent(access ->
        answer
            .put("username", access.username())
            .put("email", access.username())
            .put("sub", access.username())
            .put("client_id", options.clientId())
            .put("scope", access.scope())
            .put("token_type", "Bearer")
            .put("exp", access.ends().getEpochSecond()));
    return Reply.json(200, Json.bytes(answer));
  }

  private static Map<String, String> form(Request request) {
    Map<String, String> form = new HashMap<>();
    String body = new String(request.body(), StandardCharsets.UTF_8);
    for (String pair : body.split("&", MOST_FIELDS)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException brokenEscape) {
      return "";
    }
  }

  private static Reply error(int status, String word) {
    return Reply.json(status, Json.bytes(Json.object().put("error", word)));
  }

  private record Refusal(int left, int status, String error) {}
}
