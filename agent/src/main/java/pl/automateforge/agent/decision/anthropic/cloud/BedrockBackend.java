package pl.automateforge.agent.decision.anthropic.cloud;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.HttpRequest;
import java.time.Clock;
import java.util.Optional;
import okhttp3.HttpUrl;

/** The Messages API in Amazon Bedrock, each request signed by access keys. */
record BedrockBackend(String baseUrl, AwsSignature signature, Clock clock) implements Backend {
  static final String HOST = "aws.bedrock";
  static final Optional<String> PLATFORM = Optional.of("bedrock");

  @Override
  public HttpRequest authorizeRequest(HttpRequest request) {
    byte[] body = RequestBytes.of(request);
    HttpRequest.Builder signed = request.toBuilder().body(new RequestBytes(body));
    signature
        .of(HttpUrl.get(request.baseUrl()), RequestBytes.JSON, body, clock.instant())
        .forEach(signed::replaceHeaders);
    return signed.build();
  }

  @Override
  public String openTelemetryProviderName() {
    return HOST;
  }

  @Override
  public Optional<String> openTelemetryPlatform() {
    return PLATFORM;
  }

  @Override
  public void close() {}
}
