package pl.automateforge.agent.decision.anthropic.cloud;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.HttpRequest;
import java.util.Optional;
import pl.automateforge.agent.spec.Secret;

/**
 * The Messages API as it is, under a key that is sent with each request.
 *
 * @param host who serves it, as telemetry names it
 * @param platform empty for the vendor itself
 */
record BearerBackend(String baseUrl, Secret key, String host, Optional<String> platform)
    implements Backend {
  @Override
  public HttpRequest authorizeRequest(HttpRequest request) {
    return bearer(request, key.value());
  }

  static HttpRequest bearer(HttpRequest request, String token) {
    return request.toBuilder().replaceHeaders("Authorization", "Bearer " + token).build();
  }

  @Override
  public String openTelemetryProviderName() {
    return host;
  }

  @Override
  public Optional<String> openTelemetryPlatform() {
    return platform;
  }

  @Override
  public void close() {}
}
