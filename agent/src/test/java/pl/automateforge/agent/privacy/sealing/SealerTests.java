package pl.automateforge.agent.privacy.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTests {
  private static final TextKey ONE = TextKey.of("one ".repeat(8));
  private static final TextKey OTHER = TextKey.of("two ".repeat(8));
  private static final byte[] TEXT = "Dzień dobry".getBytes(StandardCharsets.UTF_8);

  private final Sealer sealer = new Sealer(Keyring.of(ONE));

  @Test
  void opensWhatItSealed() {
    byte[] sealed = sealer.seal("table", "row", TEXT);

    assertThat(sealer.unseal("table", "row", sealed))
        .isInstanceOfSatisfying(
            Sealer.Unsealed.Text.class, text -> assertThat(text.bytes()).isEqualTo(TEXT));
    assertThat(Sealer.fingerprint(sealed)).isEqualTo(ONE.fingerprint());
  }

  @Test
  void sealsTheSameTextOtherwiseEachTime() {
    Set<String> sealed = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      sealed.add(new String(sealer.seal("table", "row", TEXT), StandardCharsets.ISO_8859_1));
    }
    assertThat(sealed).hasSize(1_000);
  }

  @Test
  void opensNothingThatWasSealedForAnotherPlace() {
    byte[] sealed = sealer.seal("table", "row", TEXT);

    assertThat(sealer.unseal("table", "row2", sealed)).isEqualTo(new Sealer.Unsealed.Broken());
    assertThat(sealer.unseal("table2", "row", sealed)).isEqualTo(new Sealer.Unsealed.Broken());
    assertThat(sealer.unseal("tabler", "ow", sealed)).isEqualTo(new Sealer.Unsealed.Broken());
  }

  @Test
  void seesEveryChangedByte() {
    byte[] sealed = sealer.seal("table", "row", TEXT);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThat(sealer.unseal("table", "row", changed))
          .as("byte %d", i)
          .isNotInstanceOf(Sealer.Unsealed.Text.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 36, 40})
  void takesNothingForSealedThatIsTooShortOrOfAnotherForm(int length) {
    assertThat(sealer.unseal("table", "row", new byte[length]))
        .isEqualTo(new Sealer.Unsealed.Broken());
  }

  @Test
  void namesTheKeyThatItDoesNotHave() {
    byte[] sealed = new Sealer(Keyring.of(OTHER)).seal("table", "row", TEXT);

    assertThat(sealer.unseal("table", "row", sealed))
        .isEqualTo(new Sealer.Unsealed.OtherKey(OTHER.fingerprint()));
    assertThat(new Sealer(Keyring.of(ONE, OTHER)).unseal("table", "row", sealed))
        .isInstanceOf(Sealer.Unsealed.Text.class);
  }

  @Test
  void refusesAnotherKeyUnderTheFingerprintOfOurs() {
    byte[] sealed = new Sealer(Keyring.of(OTHER)).seal("table", "row", TEXT);
    byte[] ours = sealer.seal("table", "row", TEXT);
    System.arraycopy(ours, 1, sealed, 1, TextKey.FINGERPRINT_BYTES);

    assertThat(sealer.unseal("table", "row", sealed)).isEqualTo(new Sealer.Unsealed.Broken());
  }

  @Test
  void sealsNothingWithoutAKey() {
    assertThatThrownBy(() -> new Sealer(Keyring.NONE).seal("table", "row", TEXT))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("no key");
  }

  @Test
  void derivesTheSameKeyAlwaysAndShowsNothingOfIt() {
    assertThat(TextKey.of("one ".repeat(8)).fingerprint()).isEqualTo(ONE.fingerprint());
    assertThat(ONE.fingerprint()).hasSize(16).isNotEqualTo(OTHER.fingerprint());
    assertThat(ONE).hasToString("TextKey[" + ONE.fingerprint() + "]");
    assertThatThrownBy(() -> TextKey.of("short"))
        .hasMessage("a secret of 5 characters; at least 32 were expected");
  }
}
