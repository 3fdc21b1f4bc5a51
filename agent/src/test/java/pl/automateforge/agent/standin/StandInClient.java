package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Plain HTTP towards a stand-in, without any SDK. */
final class StandInClient implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  StandInClient(URI base) {
    this.base = base;
  }

  record Got(int status, HttpResponse<String> response) {
    JsonNode json() {
      try {
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + response.body(), e);
      }
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String error() {
      return json().path("error").path("message").asText();
    }
  }

  Got message(String body) throws IOException, InterruptedException {
    return send(messages("/v1/messages", body));
  }

  HttpRequest messages(String path, String body) {
    return request(path)
        .header("Authorization", "Bearer key")
        .header("anthropic-version", "2026-10-21")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
  }

  Got post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  Got get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  Got send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Got(response.statusCode(), response);
  }

  @Override
  public void close() {
    http.close();
  }
}
