package pl.automateforge.agent.decision.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTests {

  @Test
  void foldsWordsAndKeepsSpeakingSigns() {
    assertThat(folded("Zażółć GĘŚLĄ jaźń!")).containsExactly("zazolc", "gesla", "jazn", "!");
    assertThat(folded("Why's it 5 % (again)?"))
        .containsExactly("why's", "it", "5", "%", "again", "?");
    assertThat(folded("don’t")).isEqualTo(folded("don't"));
  }

  @Test
  void readsComposedDecomposedStyledAndSplitLettersAlike() {
    String plain = "płatność";
    List<String> expected = folded(plain);
    assertThat(folded("p\u0142atnos\u0301c\u0301")).isEqualTo(expected);
    assertThat(folded("pła\u200btn\u00adość")).isEqualTo(expected);
    assertThat(folded("ｐłａtność")).isEqualTo(expected);
  }

  @Test
  void showsWordsAsTheyWereWritten() {
    assertThat(Tokens.of("Fakturę, proszę", 100).word(0)).isEqualTo("fakturę");
  }

  @Test
  void seesTheShapeOfIdentifiersOnly() {
    assertThat(folded("NIP 5260001246 FV2024 1234567a"))
        .containsExactly("nip", "0000000000", "fv2024", "0000000a");
  }

  @Test
  void cutsLongWordsAndTexts() {
    assertThat(folded("x".repeat(100) + " y")).containsExactly("x".repeat(40), "y");
    assertThat(Tokens.of("one two three", 7).count()).isEqualTo(2);
    assertThat(Tokens.of("", 10).count()).isZero();
  }

  @Test
  void readsLettersBeyondTheBasicPlane() {
    assertThat(folded("\ud801\udc00\ud801\udc01 \ud800 ok")).hasSize(2).contains("ok");
  }

  @Test
  void readsWhatStandsForPersonalDataByItsKindAlone() {
    List<String> bare = folded("nr ⟦PESEL⟧ i ⟦ID-CARD⟧ z ⟦PHONE⟧.");
    assertThat(bare).containsExactly("nr", "⟦pesel⟧", "i", "⟦id-card⟧", "z", "⟦phone⟧");
    assertThat(folded("nr ⟦PESEL·k7f2·1⟧ i ⟦ID-CARD·k7f2·12⟧ z ⟦PHONE·k7f2·3⟧.")).isEqualTo(bare);
    assertThat(folded("⟦PESEL·k7f2·1⟧⟦NIP·k7f2·2⟧x")).containsExactly("⟦pesel⟧", "⟦nip⟧", "x");
    assertThat(folded("pesel ⟦pesel")).as("not what a person writes").doesNotContain("⟦pesel⟧");
    assertThat(Tokens.of("nr ⟦PESEL·k7f2·1⟧", 100).word(1)).isEqualTo("pesel");
  }

  @Test
  void forgetsTheRestOfWhatStandsForPersonalDataWhereItIsCut() {
    for (String cut :
        List.of("⟦PESEL·", "⟦PESEL·k7", "⟦PESEL·k7f2", "⟦PESEL·k7f2·", "⟦PESEL·k7f2·1")) {
      assertThat(folded("a " + cut)).as(cut).containsExactly("a", "⟦pesel⟧");
      assertThat(folded("a " + cut + "\nb")).as(cut).containsExactly("a", "⟦pesel⟧", "b");
    }
  }

  private static List<String> folded(String text) {
    Tokens tokens = Tokens.of(text, 1_000);
    List<String> words = new ArrayList<>();
    for (int t = 0; t < tokens.count(); t++) {
      assertThat(tokens.folded()[tokens.from(t) - 1]).isEqualTo(' ');
      assertThat(tokens.folded()[tokens.to(t)]).isEqualTo(' ');
      words.add(new String(tokens.folded(), tokens.from(t), tokens.to(t) - tokens.from(t)));
    }
    return words;
  }
}
