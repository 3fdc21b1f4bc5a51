package pl.automateforge.agent.decision.anthropic.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.backends.Backend;
import com.anthropic.bedrock.backends.BedrockMantleBackend;
import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.spec.Secret;
import software.amazon.awssdk.regions.Region;

/** Our backends against the SDK's own, which need the clouds' libraries. */
class BackendShapeTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BODY =
      "{\"max_tokens\":8,\"messages\":[],\"model\":\"claude-haiku-5-5\",\"output_config\":{\"z\":1,\"a\":2}}";

  @ParameterizedTest
  @ValueSource(strings = {"eu-central-1", "us-east-1"})
  void asksBedrockAsTheSdkDoes(String region) throws Exception {
    Backend sdk =
        BedrockMantleBackend.builder().apiKey("ABSK-key").region(Region.of(region)).build();
    Backend ours =
        Bedrock.place(
                "claude-haiku-5-5",
                "https://bedrock-mantle." + region + ".api.aws",
                new Secret("ABSK-key"),
                Clock.systemUTC())
            .backend();
    assertThat(ours.baseUrl()).isEqualTo(sdk.baseUrl());
    assertThat(shape(ours, "messages")).isEqualTo(shape(sdk, "messages"));
    assertThat(ours.openTelemetryProviderName()).isEqualTo(sdk.openTelemetryProviderName());
    assertThat(ours.openTelemetryPlatform()).isEqualTo(sdk.openTelemetryPlatform());
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages", "messages/count_tokens"})
  void asksVertexAsTheSdkDoes(String path) throws Exception {
    Backend sdk =
        com.anthropic.vertex.backends.VertexBackend.builder()
            .googleCredentials(GoogleCredentials.create(new AccessToken("ya29.token", null)))
            .project("acme-mail")
            .region("europe-west1")
            .build();
    Backend ours =
        Vertex.place(
                "claude-haiku-5-5",
                "https://europe-west1-aiplatform.googleapis.com/v1/projects/acme-mail/locations/europe-west1/",
                new Secret("ya29.token"),
                Clock.systemUTC())
            .backend();
    assertThat(ours.baseUrl()).isEqualTo(sdk.baseUrl() + "/");
    assertThat(shape(ours, path)).isEqualTo(shape(sdk, path));
    assertThat(ours.openTelemetryProviderName()).isEqualTo(sdk.openTelemetryProviderName());
  }

  @Test
  void keepsTheOrderOfWhatItSends() throws Exception {
    Backend ours = new VertexBackend("https://a.example/", "p", "global", () -> "t");
    HttpRequest sent = ours.prepareRequest(request("messages"));
    assertThat(JSON.readTree(RequestBytes.of(sent)).get("output_config").toString())
        .isEqualTo("{\"z\":1,\"a\":2}");
  }

  private static Map<String, Object> shape(Backend backend, String path) throws Exception {
    HttpRequest sent = backend.authorizeRequest(backend.prepareRequest(request(path)));
    Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sent.headers().names().forEach(name -> headers.put(name, sent.headers().values(name)));
    JsonNode body = JSON.readTree(RequestBytes.of(sent));
    return Map.of("path", sent.pathSegments(), "headers", headers, "body", body);
  }

  private static HttpRequest request(String path) {
    return HttpRequest.builder()
        .method(HttpMethod.POST)
        .baseUrl("https://a.example")
        .addPathSegments("v1")
        .addPathSegments(path.split("/", -1))
        .putHeader("anthropic-version", "2026-10-21")
        .putHeader("X-Stainless-Lang", "java")
        .body(new RequestBytes(BODY.getBytes(StandardCharsets.UTF_8)))
        .build();
  }
}
