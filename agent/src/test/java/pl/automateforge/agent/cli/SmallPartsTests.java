package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.cli.Office.Ended;

class SmallPartsTests {
  @TempDir private Path temp;

  /** Values of Wilson's interval as tables give them. */
  @ParameterizedTest
  @CsvSource({"10, 10, 0.7225, 1.0", "0, 10, 0.0, 0.2775", "81, 263, 0.2553, 0.3662", "0, 0, 0, 1"})
  void knowsHowFarAShareCanBeTrusted(long part, long whole, double low, double high) {
    Share share = new Share(part, whole);

    assertThat(share.low()).isCloseTo(low, within(5e-5));
    assertThat(share.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void writesPercentWithAPointEverywhere() {
    assertThat(Share.percent(0.9754)).isEqualTo("97.5");
  }

  @ParameterizedTest
  @CsvSource({"pl_PL.UTF-8,,PL", ",pl,PL", "en_US.UTF-8,pl_PL,EN", ",,EN", "C.UTF-8,,EN"})
  void speaksTheLanguageOfTheShell(String all, String lang, Language expected) {
    Map<String, String> environment =
        Map.of("LC_ALL", all == null ? "" : all, "LANG", lang == null ? "" : lang);

    assertThat(Language.of(environment)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {"a/b.yaml,a/b.yaml", "a b,'a b'", "it's,'it'\\''s'", "$x,'$x'"})
  void quotesWordsForAShell(String text, String word) {
    assertThat(Shell.word(text)).isEqualTo(word);
  }

  @Test
  void keepsWhatATerminalWouldObeyOutOfALine() {
    assertThat(JournalText.plain("a\u001b[2J\r\nb\u009b31m\u202ec\u2028d\u0000"))
        .isEqualTo("a [2J b 31m c d");
  }

  @Test
  void namesThePhraseThatIsMissing() {
    assertThatThrownBy(() -> new Phrases("demo", Language.EN).of("nowhere"))
        .hasMessage("nowhere is missing in demo_en.properties");
  }

  @Test
  void examinesTheMachine() throws Exception {
    Ended words = Office.call("doctor", temp.toString(), "--port", "0");
    Ended json = Office.call("doctor", temp.toString(), "--port", "0", "--json");

    JsonNode result = new ObjectMapper().readTree(json.out());
    boolean works = result.path("works").asBoolean();
    assertThat(words.code()).isEqualTo(works ? ExitCode.DONE : ExitCode.NO);
    assertThat(json.code()).isEqualTo(words.code());
    assertThat(words.out()).contains("disk space", "SQLite");
    assertThat(result.path("findings").size()).isGreaterThan(10);
    assertThat(result.path("findings").findValuesAsText("state")).isSubsetOf("ok", "warn", "fail");
  }

  @Test
  void answersNoWhereAgentsCannotWork() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "no folder");

    Ended ended = Office.call("doctor", file.toString(), "--port", "0");

    assertThat(ended.code()).isEqualTo(ExitCode.NO);
    assertThat(ended.out()).contains("FAIL");
    assertThat(ended.err()).contains("checks fail");
  }
}
