package pl.automateforge.agent.decision.anthropic.cloud;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Messages API on Vertex AI: the model stands in the path, the API's version in the body.
 *
 * @param baseUrl up to where the path begins with {@code v1}
 * @param token asked for with each request
 */
record VertexBackend(String baseUrl, String project, String location, Supplier<String> token)
    implements Backend {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String VERSION = "anthropic-version";

  @Override
  public HttpRequest prepareRequest(HttpRequest request) {
    ObjectNode body = body(request);
    List<String> versions = request.headers().values(VERSION);
    if (!versions.isEmpty()) {
      body.put("anthropic_version", versions.getLast());
    }
    return request.toBuilder()
        .replaceAllPathSegments(
            "v1",
            "projects",
            project,
            "locations",
            location,
            "publishers",
            "anthropic",
            "models",
            method(request, body) + ":rawPredict")
        .removeHeaders(VERSION)
        .body(new RequestBytes(bytes(body)))
        .build();
  }

  private static String method(HttpRequest request, ObjectNode body) {
    return switch (String.join("/", request.pathSegments())) {
      case "v1/messages" -> body.remove("model").asText();
      case "v1/messages/count_tokens" -> "count-tokens";
      default ->
          throw new AnthropicInvalidDataException(
              "Vertex AI serves messages alone, not " + request.pathSegments());
    };
  }

  private static ObjectNode body(HttpRequest request) {
    try {
      JsonNode body = JSON.readTree(RequestBytes.of(request));
      if (body instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw new AnthropicInvalidDataException("the request is not JSON", e);
    }
    throw new AnthropicInvalidDataException("the request is no JSON object");
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new AnthropicInvalidDataException("the request cannot be written", e);
    }
  }

  @Override
  public HttpRequest authorizeRequest(HttpRequest request) {
    return BearerBackend.bearer(request, token.get());
  }

  @Override
  public String openTelemetryProviderName() {
    return "gcp.vertex_ai";
  }

  @Override
  public Optional<String> openTelemetryPlatform() {
    return Optional.of("vertex");
  }

  @Override
  public void close() {}
}
