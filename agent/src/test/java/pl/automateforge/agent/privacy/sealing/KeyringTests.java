package pl.automateforge.agent.privacy.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.spec.Secret;

class KeyringTests {
  private static final Secret BOUND = new Secret("bound-secret-".repeat(4));

  @TempDir Path state;

  @Test
  void makesAKeyFileOnceForItsOwnerAlone() throws IOException {
    String first = Keyring.ofFolder(state).sealing();

    Path file = state.resolve(Keyring.FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).hasSize(45);
    assertThat(Keyring.ofFolder(state).sealing()).isEqualTo(first);
    assertThat(state).isDirectoryNotContaining("glob:**.new");
    assertThat(Keyring.ofFolder(state.resolve("other")).sealing()).isNotEqualTo(first);
  }

  @Test
  void takesADraftThatACrashLeftForNothing() throws IOException {
    Files.writeString(state.resolve("key.new"), "half");

    assertThat(Keyring.ofFolder(state).isEmpty()).isFalse();
  }

  @Test
  void putsTheBoundKeyBeforeThoseOfTheFile() {
    String file = Keyring.ofFolder(state).sealing();

    Keyring both = Keyring.found(state, BOUND);

    assertThat(both.sealing()).isEqualTo(TextKey.of(BOUND.value()).fingerprint());
    assertThat(both.holds(file)).isTrue();
    assertThat(both.ledBy(file).sealing()).isEqualTo(file);
    assertThat(both.ledBy(file).holds(both.sealing())).isTrue();
  }

  @Test
  void readsEveryLineOfTheKeyFile() throws IOException {
    Files.writeString(state.resolve(Keyring.FILE), "a".repeat(32) + "\n\n" + "b".repeat(32) + "\n");

    Keyring keys = Keyring.ofFolder(state);

    assertThat(keys.sealing()).isEqualTo(TextKey.of("a".repeat(32)).fingerprint());
    assertThat(keys.holds(TextKey.of("b".repeat(32)).fingerprint())).isTrue();
  }

  @Test
  void refusesAKeyFileThatHoldsNoKey() throws IOException {
    Files.writeString(state.resolve(Keyring.FILE), "short\n");

    assertThatThrownBy(() -> Keyring.ofFolder(state))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("is no key file: a secret of at least 32 characters")
        .hasMessageNotContaining("short");
  }

  @Test
  void makesNothingForWhoeverOnlyLooks() {
    assertThat(Keyring.found(state, null).isEmpty()).isTrue();
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void showsFingerprintsAlone() {
    assertThat(Keyring.found(state, BOUND)).hasToString(TextKey.of(BOUND.value()).fingerprint());
    assertThat(Keyring.NONE).hasToString("no key");
  }
}
