package pl.automateforge.agent.action.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The bound address of a webhook. Path, query and user info may be secrets: only scheme, host and
 * port are ever shown.
 *
 * @param url without user info
 * @param authorization made of the user info; null where there was none
 */
public record WebhookTarget(HttpUrl url, @Nullable String authorization) {

  /** Empty where the text is no http or https address with a host. */
  public static Optional<WebhookTarget> of(String written) {
    HttpUrl url = HttpUrl.parse(written);
    return url == null ? Optional.empty() : Optional.of(of(url));
  }

  /** The whole address, for the egress policy. */
  public URI uri() {
    return url.uri();
  }

  /** The address with everything but scheme, host and port left out. */
  public String shown() {
    HttpUrl root =
        new HttpUrl.Builder().scheme(url.scheme()).host(url.host()).port(url.port()).build();
    boolean more = url.encodedPath().length() > 1 || url.encodedQuery() != null;
    return more ? root + "…" : root.toString();
  }

  @Override
  public String toString() {
    return shown();
  }

  private static WebhookTarget of(HttpUrl url) {
    if (url.username().isEmpty() && url.password().isEmpty()) {
      return new WebhookTarget(url, null);
    }
    String basic = Credentials.basic(url.username(), url.password(), StandardCharsets.UTF_8);
    return new WebhookTarget(url.newBuilder().username("").password("").build(), basic);
  }
}
