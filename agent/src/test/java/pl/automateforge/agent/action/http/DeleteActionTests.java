package pl.automateforge.agent.action.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpLogin;
import pl.automateforge.agent.net.RawHttpServer;

/** What was deleted once is gone the second time. */
final class DeleteActionTests {

  @Test
  void takesWhatAnEarlierAttemptDeletedForDone() throws Exception {
    try (HttpClients clients = HttpActions.clients();
        RawHttpServer server = new RawHttpServer(RawHttpServer.answering("404 Gone"))) {
      HttpAction action =
          new HttpAction(
              "forget",
              "DELETE",
              HttpActions.address(server.uri("/x")),
              HttpLogin.NONE,
              HttpActions.text(""),
              HttpActions.OUTPUT,
              clients,
              HttpActions.PATIENT,
              Clock.systemUTC());

      assertThat(action.effectClass()).isEqualTo(EffectClass.A);
      assertThat(action.perform(Effects.request("one"), false))
          .isEqualTo(new EffectResult.Refused("HTTP 404"));
      assertThat(action.perform(Effects.request("one"), true))
          .isEqualTo(new EffectResult.Done("HTTP 404, deleted by an earlier attempt"));
      assertThat(server.requests.getFirst().headers()).doesNotContainKey("content-type");
    }
  }
}
