package pl.automateforge.agent.decision.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.spec.Example;

class LocalModelCodecTests {
  private LocalModel model;
  private byte[] bytes;

  @BeforeEach
  void train() throws InterruptedException {
    model = new Trainer(TrainingSet.of(OfficeMail.few()), 1, 2).train();
    bytes = LocalModelCodec.encode(model, "r1", "key");
  }

  @Test
  void readsWhatItWrote() throws Exception {
    LocalModel read = LocalModelCodec.decode(bytes, "r1", "key");
    assertThat(LocalModelCodec.encode(read, "r1", "key")).isEqualTo(bytes);
    for (Example example : OfficeMail.examples()) {
      assertThat(read.judge(example.text())).isEqualTo(model.judge(example.text()));
    }
  }

  @Test
  void refusesAnotherRevisionOrKey() {
    assertRefused(bytes, "r2", "key", "its revision is r1, not r2");
    assertRefused(bytes, "r1", "other", "its key is key, not other");
  }

  @Test
  void refusesWhatIsDamaged() {
    for (int at = 0; at < bytes.length; at += 97) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x10;
      assertRefused(damaged, "r1", "key", "its checksum does not match");
    }
    assertRefused(Arrays.copyOf(bytes, bytes.length - 1), "r1", "key", "checksum");
    assertRefused(new byte[3], "r1", "key", "only 3 bytes");
  }

  @Test
  void holdsNoWords() {
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("invoice")
        .doesNotContain("rachunek", "skarbow");
  }

  private static void assertRefused(byte[] bytes, String revision, String key, String why) {
    assertThatThrownBy(() -> LocalModelCodec.decode(bytes, revision, key))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }
}
