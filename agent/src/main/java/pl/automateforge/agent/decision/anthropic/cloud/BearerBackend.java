package pl.automateforge.agent.decision.anthropic.cloud;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.HttpRequest;
import pl.automateforge.agent.spec.Secret;

/** The Messages API as it is, under a key that is sent with each request. */
record BearerBackend(String baseUrl, Secret key) implements Backend {
  @Override
  public HttpRequest authorizeRequest(HttpRequest request) {
    return bearer(request, key.value());
  }

  static HttpRequest bearer(HttpRequest request, String token) {
    return request.toBuilder().replaceHeaders("Authorization", "Bearer " + token).build();
  }

  @Override
  public void close() {}
}
