package pl.automateforge.agent.action.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.EffectClass;

/** By a server without MOVE. */
class ImapCopyContractTests extends ImapMoveContractTests {
  @Override
  String extra() {
    return ImapLab.WITHOUT_MOVE;
  }

  @Test
  void isOfClassB() {
    assertThat(action().effectClass()).isEqualTo(EffectClass.B);
  }
}
