package pl.automateforge.agent.action.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.http.Timeouts;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.RawHttpServer;
import pl.automateforge.agent.spec.Privacy;
import pl.automateforge.agent.spec.Secret;

/** What webhooks of both classes have in common, against a real server. */
abstract class WebhookContractTests extends ActionContractTests {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final Secret SECRET = new Secret("a-shared-secret");
  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  final HttpClients clients =
      new HttpClients(
          Egress.of(
              new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null)),
          "9.9");
  volatile RawHttpServer.Behaviour behaviour = RawHttpServer.answering("200 OK");
  RawHttpServer server;
  private WebhookAction action;

  abstract EffectClass kind();

  @BeforeEach
  void open() {
    server = new RawHttpServer((request, socket) -> behaviour.serve(request, socket));
    action = webhook(server.uri("/in?token=s3cret").toString(), SECRET);
  }

  @AfterEach
  void close() throws IOException {
    action.close();
    clients.close();
    server.close();
  }

  WebhookAction webhook(String address, @Nullable Secret secret) {
    return new WebhookAction(
        "tell-crm",
        HttpAddress.of(address).orElseThrow(),
        secret,
        kind(),
        clients,
        new Timeouts(PATIENCE, PATIENCE),
        CLOCK);
  }

  @Override
  protected final WebhookAction action() {
    return action;
  }

  @Override
  protected final Action actionWithoutTarget() {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return webhook("http://127.0.0.1:" + closed.getLocalPort() + "/in", SECRET);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected long effectsAtTarget(String effect) {
    return server.requests.stream()
        .filter(request -> request.body().startsWith("{\"id\":\"" + effect + "\""))
        .count();
  }

  @Override
  protected final boolean targetUntouched() {
    return server.connections.get() == 0;
  }
}
