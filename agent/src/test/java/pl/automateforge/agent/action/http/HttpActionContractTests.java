package pl.automateforge.agent.action.http;

import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpLogin;
import pl.automateforge.agent.net.RawHttpServer;
import pl.automateforge.agent.net.UnfitAddressException;

/** What requests of every method have in common. */
abstract class HttpActionContractTests extends ActionContractTests {
  volatile RawHttpServer.Behaviour behaviour = RawHttpServer.answering("200 OK");
  final RawHttpServer server =
      new RawHttpServer((request, socket) -> behaviour.serve(request, socket));
  final HttpClients clients = HttpActions.clients();
  private final HttpAction action =
      http(
          HttpActions.address(server.uri("/tickets?key=s3cret")),
          HttpLogin.NONE,
          "{\"title\": \"{{subject}}\", \"of\": \"{{sender}}\", \"sure\": {{confidence}}}");

  abstract String method();

  final HttpAction http(HttpAddress address, HttpLogin login, String body) {
    try {
      return new HttpAction(
          "ticket",
          method(),
          address,
          login,
          HttpActions.text(body),
          HttpActions.OUTPUT,
          clients,
          HttpActions.PATIENT,
          Clock.systemUTC());
    } catch (UnfitAddressException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() throws IOException {
    clients.close();
    server.close();
  }

  @Override
  protected final HttpAction action() {
    return action;
  }

  @Override
  protected final Action actionWithoutTarget() {
    return http(HttpActions.nobody(), HttpLogin.NONE, "{}");
  }

  /** PUT to the same place has one effect, however often. */
  @Override
  protected final long effectsAtTarget(String effect) {
    return server.requests.stream()
        .filter(request -> effect.equals(request.headers().get("x-autoforge-effect")))
        .map(request -> method().equals("PUT") ? request.body() : request)
        .distinct()
        .count();
  }

  @Override
  protected final boolean targetUntouched() {
    return server.connections.get() == 0;
  }
}
