package pl.automateforge.agent.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A bound http or https address. Path, query and user info may be secrets: only scheme, host and
 * port are ever shown.
 *
 * @param url without user info
 * @param authorization made of the user info; null where there was none
 */
public record HttpAddress(HttpUrl url, @Nullable String authorization) {

  /** Empty where the text is no http or https address with a host. */
  public static Optional<HttpAddress> of(String bound) {
    HttpUrl url = HttpUrl.parse(bound);
    return url == null ? Optional.empty() : Optional.of(of(url));
  }

  /**
   * The address, if the policy allows it.
   *
   * @param key the spec's key
   * @param written what the spec has there: the bound value may be a secret, so this is shown
   * @param receivesContent whether item content would be sent there
   */
  public static HttpAddress allowed(
      String key, String written, String bound, Egress egress, boolean receivesContent)
      throws UnfitAddressException {
    HttpAddress address =
        of(bound)
            .orElseThrow(() ->
                UnfitAddressException.at(
                    key, written + " is bound to no http:// or https:// address with a host"));
    Optional<String> refusal = egress.refusal(address.uri(), receivesContent);
    if (refusal.isPresent()) {
      throw new UnfitAddressException(key, refusal.get(), true);
    }
    return address;
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

  /** Why a call of this address failed, in words that hold no secret. */
  public String failure(IOException e) {
    return switch (e) {
      case EgressRefusedException refused -> refused.sentence();
      case UnknownHostException _ -> "the name " + url.host() + " cannot be resolved";
      case ConnectException _ -> url.host() + ":" + url.port() + " does not accept connections";
      case SSLException _ -> "TLS with " + url.host() + " failed: " + e.getMessage();
      default -> url.host() + ": " + e.getMessage();
    };
  }

  @Override
  public String toString() {
    return shown();
  }

  private static HttpAddress of(HttpUrl url) {
    if (url.username().isEmpty() && url.password().isEmpty()) {
      return new HttpAddress(url, null);
    }
    String basic = Credentials.basic(url.username(), url.password(), StandardCharsets.UTF_8);
    return new HttpAddress(url.newBuilder().username("").password("").build(), basic);
  }
}
