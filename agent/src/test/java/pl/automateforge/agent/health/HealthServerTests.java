package pl.automateforge.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.health.HealthServer.Start;
import pl.automateforge.agent.spec.HealthSpec;

class HealthServerTests {
  private static final Vitals.Identity IDENTITY =
      new Vitals.Identity(
          "acme \"biuro\"", "4f2a", "observe", Instant.parse("2026-11-22T12:00:00Z"));

  /** An agent whose state a test sets. */
  private static class Agent implements Vitals {
    volatile List<String> reasons = List.of();

    @Override
    public Identity identity() {
      return IDENTITY;
    }

    @Override
    public List<String> notReady() {
      return reasons;
    }
  }

  private final Agent agent = new Agent();
  private final HttpClient http = HttpClient.newHttpClient();
  private HealthServer server = start(agent);

  private static HealthServer start(Vitals vitals) {
    Start start = HealthServer.start(new HealthSpec(0), vitals, new AgentMetrics("0.1.0", "4f2a"));
    assertThat(start).isInstanceOf(Start.Listening.class);
    return ((Start.Listening) start).server();
  }

  @BeforeEach
  void hasAPort() {
    assertThat(server.port()).isPositive();
  }

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  private HttpResponse<String> ask(String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void saysThatTheProcessIsAlive() throws Exception {
    agent.reasons = List.of("nothing works");
    var response = ask("GET", "/healthz");
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode body = new JsonMapper().readTree(response.body());
    assertThat(body.path("status").asText()).isEqualTo("up");
    assertThat(body.path("agent").asText()).isEqualTo("acme \"biuro\"");
    assertThat(body.path("version").asText()).isEqualTo("4f2a");
    assertThat(body.path("mode").asText()).isEqualTo("observe");
    assertThat(body.path("since").asText()).isEqualTo("2026-11-22T12:00:00Z");
  }

  @Test
  void saysWhetherTheAgentCanWork() throws Exception {
    assertThat(ask("GET", "/readyz"))
        .satisfies(response -> {
          assertThat(response.statusCode()).isEqualTo(200);
          assertThat(response.body()).isEqualTo("{\"status\":\"ready\",\"reasons\":[]}\n");
        });
    agent.reasons = List.of("the source does not answer", "sums of the last run do not balance");
    var response = ask("GET", "/readyz");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .isEqualTo(
            "{\"status\":\"not ready\",\"reasons\":[\"the source does not answer\","
                + "\"sums of the last run do not balance\"]}\n");
  }

  @Test
  void showsMetrics() throws Exception {
    var response = ask("GET", "/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body()).contains("agent_build_info{engine=\"0.1.0\",version=\"4f2a\"} 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/healthz/", "/healthz/x", "/HEALTHZ", "/metrics..", "/%2e%2e/etc/passwd"})
  void knowsNoOtherPath(String path) throws Exception {
    assertThat(ask("GET", path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
  void knowsNoOtherMethod(String method) throws Exception {
    var response = ask(method, "/healthz");
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz", "/metrics", "/nowhere"})
  void answersHeadAsGetWithoutABody(String path) throws Exception {
    var head = ask("HEAD", path);
    var get = ask("GET", path);
    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type"))
        .isEqualTo(get.headers().firstValue("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz", "/metrics", "/nowhere"})
  void letsNoBrowserGuessOrKeepIt(String path) throws Exception {
    var headers = ask("GET", path).headers();
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    assertThat(headers.firstValue("Content-Security-Policy"))
        .contains("default-src 'none'; frame-ancestors 'none'");
    assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void answersThoughReadinessCannotBeTold() throws Exception {
    server.close();
    server =
        start(
            new Agent() {
              @Override
              public List<String> notReady() {
                throw new IllegalStateException("secret detail");
              }
            });
    var response = ask("GET", "/readyz");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).doesNotContain("secret detail");
    assertThat(ask("GET", "/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void turnsAwayWhoComesTooOftenAtOnce() throws Exception {
    var arrived = new CountDownLatch(16);
    var go = new CountDownLatch(1);
    server.close();
    server =
        start(
            new Agent() {
              @Override
              public List<String> notReady() {
                arrived.countDown();
                try {
                  go.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return List.of();
              }
            });
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/readyz")).build();
    var slow =
        IntStream.range(0, 16)
            .mapToObj(i -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
            .toList();
    arrived.await();
    assertThat(ask("GET", "/healthz").statusCode()).isEqualTo(503);
    go.countDown();
    assertThat(slow).allMatch(answer -> answer.join().statusCode() == 200);
    assertThat(ask("GET", "/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void survivesGarbage() throws Exception {
    for (String garbage :
        List.of(
            "\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET /healthz HTTP/9.9\r\n" + "x".repeat(100_000))) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.getOutputStream().write(garbage.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The server hung up while we were writing, which is its right.
        assertThat(e).isNotNull();
      }
    }
    assertThat(ask("GET", "/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void goesOnWithoutAPortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Start start =
          HealthServer.start(
              new HealthSpec(taken.getLocalPort()), agent, new AgentMetrics("0.1.0", "4f2a"));
      assertThat(start)
          .isInstanceOfSatisfying(
              Start.NotStarted.class,
              not ->
                  assertThat(not.reason())
                      .startsWith("health port " + taken.getLocalPort() + " cannot be opened: "));
    }
  }

  @Test
  void listensOnLoopbackOnly() throws IOException {
    for (InetAddress address :
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
            .toList()) {
      try (var socket = new Socket()) {
        assertThat(
                org.assertj.core.api.Assertions.catchThrowable(
                    () -> socket.connect(new InetSocketAddress(address, server.port()), 2000)))
            .as("%s", address)
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void mayBeClosedTwice() {
    server.close();
    server.close();
  }
}
