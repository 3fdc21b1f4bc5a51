package pl.automateforge.agent.action.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.spec.Secret;

final class SignatureTests {
  private static final Secret SECRET = new Secret("klucz-ż");
  private static final Instant NOW = Instant.ofEpochSecond(1_795_341_600);
  private static final byte[] BODY = "{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8);

  @Test
  void isWhatOthersCompute() {
    // printf '1795341600.{"id":"x"}' | openssl dgst -sha256 -hmac 'klucz-ż'
    assertThat(Signature.of(SECRET, NOW, BODY))
        .isEqualTo(
            "t=1795341600,v1=20e44ecae9e97c4377d6414ec1e5c8fd0be3f061b782e10bc3c04b428044f91a");
  }

  @ParameterizedTest
  @CsvSource({"0, true", "300, true", "-300, true", "301, false", "-301, false"})
  void holdsForFiveMinutes(long off, boolean valid) {
    String header = Signature.of(SECRET, NOW, BODY);

    assertThat(Signature.isValid(SECRET, header, BODY, NOW.plusSeconds(off))).isEqualTo(valid);
  }

  @Test
  void holdsForOneBodyTimeAndSecretOnly() {
    String header = Signature.of(SECRET, NOW, BODY);
    byte[] other = "{\"id\":\"y\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(Signature.isValid(SECRET, header, other, NOW)).isFalse();
    assertThat(Signature.isValid(new Secret("klucz"), header, BODY, NOW)).isFalse();
    assertThat(Signature.isValid(SECRET, header.replace("t=17953416", "t=17953415"), BODY, NOW))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "t=1,v1=", "v1=00", "t=x,v1=00", "t=1795341600", "garbage"})
  void refusesWhatIsNoSignature(String header) {
    assertThat(Signature.isValid(SECRET, header, BODY, NOW)).isFalse();
  }
}
