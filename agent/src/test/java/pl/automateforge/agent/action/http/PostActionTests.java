package pl.automateforge.agent.action.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;

/** POST may not be repeated. */
final class PostActionTests extends HttpActionContractTests {

  @Override
  String method() {
    return "POST";
  }

  @Test
  void isOfClassD() {
    assertThat(action().effectClass()).isEqualTo(EffectClass.D);
  }

  @Test
  void doesNotKnowWhatCameOfARequestThatWasCutOff() throws Exception {
    behaviour = (request, socket) -> socket.close();

    assertThat(action().perform(Effects.request("cut"), false))
        .isInstanceOf(EffectResult.Unknown.class);
    assertThat(server.requests).hasSize(1);
  }
}
