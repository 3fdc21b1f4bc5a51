package pl.automateforge.agent.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.privacy.Restored.Changed;
import pl.automateforge.agent.privacy.Restored.Whole;

class TokensTests {
  private static final String PESEL = "44051401359";

  private final Redacting redacting =
      Redactor.of(List.of(PersonalData.values()), new Random(7)).begin();
  private final String redacted = redacting.redact("Mój PESEL to 44051401359.");
  private final Tokens tokens = redacting.tokens();
  private final String token = tokens.originals().keySet().iterator().next();
  private final String nonce = token.substring(7, 13);

  @Test
  void standsForTheValue() {
    assertThat(token).matches("⟦PESEL·[a-hjkmnp-z2-9]{6}·1⟧");
    assertThat(redacted).isEqualTo("Mój PESEL to " + token + ".");
    assertThat(tokens.originals()).containsExactly(Map.entry(token, PESEL));
  }

  @Test
  void putsTheValueBack() {
    assertThat(tokens.restore("PESEL " + token + "'s owner, (" + token + ") " + token + "-a"))
        .isEqualTo(new Whole("PESEL 44051401359's owner, (44051401359) 44051401359-a"));
  }

  @Test
  void givesEqualValuesEqualTokensWithinAnItem() {
    String again = redacting.redact("44051401359, 440514-01359");

    assertThat(again).startsWith(token + ", ⟦PESEL·" + nonce + "·2⟧");
    assertThat(tokens.originals()).as("an earlier table").hasSize(1);
  }

  @Test
  void drawsANonceForEachItem() {
    Redactor redactor = Redactor.of(List.of(PersonalData.PESEL));

    String one = redactor.begin().redact(PESEL);
    String other = redactor.begin().redact(PESEL);

    assertThat(one).isNotEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TOKENowi",
        "TOKENą",
        "TOKEN1",
        "⟦PESEL·NONCE·2⟧",
        "⟦NIP·NONCE·1⟧",
        "⟦PESEL·k7f2xq·1⟧",
        "⟦pesel·NONCE·1⟧",
        "⟦PESEL·NONCE·1",
        "PESEL·NONCE·1⟧",
        "[PESEL·NONCE·1]",
        "〚PESEL NONCE 1〛",
        "⟦PESEL·NONCE·1 ⟧",
        "⟦PESEL⟧",
        "⟦⟧",
        "⟦",
        "⟧",
        "PESEL·abcdef·1",
        "NONCE",
        "UPPER",
        "a NON\u200BCE b",
        "⟦TOKEN⟧",
        "TOKEN⟧",
        "⟦Jan Kowalski⟧",
      })
  void doubtsWhatWasChanged(String form) {
    String answer =
        "Dzień dobry, "
            + form.replace("TOKEN", token)
                .replace("NONCE", nonce)
                .replace("UPPER", nonce.toUpperCase(java.util.Locale.ROOT))
                .replace("NON\u200BCE", nonce.substring(0, 3) + "\u200B" + nonce.substring(3));

    assertThat(tokens.restore(answer))
        .isInstanceOfSatisfying(
            Changed.class,
            changed ->
                assertThat(changed.detail())
                    .contains("at character")
                    .doesNotContain(PESEL, nonce, "Kowalski"));
  }

  @Test
  void neverFillsAPlantedToken() {
    String planted = "⟦PESEL·" + nonce + "·1⟧ i ⟦PESEL⟧ i " + nonce;

    String safe = redacting.redact(planted);

    assertThat(safe).doesNotContain(token, "⟦PESEL⟧");
    assertThat(safe.replaceAll("⟦TEXT·[a-z0-9]{6}·\\d+⟧", "")).doesNotContain(nonce, "⟦", "⟧");
    assertThat(redacting.tokens().restore(safe)).isEqualTo(new Whole(planted));
  }

  @Test
  void letsTextWithoutTokensPass() {
    assertThat(tokens.restore("Dzień dobry · PESEL")).isEqualTo(new Whole("Dzień dobry · PESEL"));
    assertThat(Tokens.NONE.restore("x")).isEqualTo(new Whole("x"));
    assertThat(Tokens.NONE.restore(token)).isInstanceOf(Changed.class);
  }

  @Test
  void drawsAnotherNonceWhereTheTextHoldsIt() {
    String first = Redactor.of(List.of(PersonalData.PESEL), new Random(3)).begin().redact(PESEL);
    String drawn = first.substring(7, 13);

    String other =
        Redactor.of(List.of(PersonalData.PESEL), new Random(3)).begin().redact(PESEL + " " + drawn);

    assertThat(other).endsWith(" " + drawn).doesNotContain("·" + drawn);
  }

  @Test
  void saysNothingOfValues() {
    assertThat(tokens).hasToString("1 tokens");
    assertThat(new Whole(PESEL).toString()).doesNotContain(PESEL);
  }

  @Test
  void refusesKeysThatAreNoTokens() {
    assertThatThrownBy(() -> new Tokens(Map.of("⟦PESEL⟧", PESEL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(PESEL);
  }

  @Test
  void masksWithoutANonce() {
    Redactor redactor = Redactor.of(List.of(PersonalData.PESEL));

    assertThat(redactor.masked("PESEL 44051401359 ⟦")).isEqualTo("PESEL ⟦PESEL⟧ ⟦TEXT⟧");
  }
}
