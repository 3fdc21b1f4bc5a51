package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTests {
  private final List<Problem> problems = new ArrayList<>();

  private DotEnv read(String text) {
    return DotEnv.read(text, ".env", problems);
  }

  private String valueOfA(String text) {
    return Objects.requireNonNull(read(text).entries().get("A")).value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "A=b|b",
        "A=b=c==|b=c==",
        "export A=b|b",
        "  A = b  |b",
        "A=b # a comment|b",
        "A=b#c|b#c",
        "A='b # c'|b # c",
        "A='b\\nc' # a comment|b\\nc",
        "A=\"b # c\" # d|b # c",
        "A=\"say \\\"hi\\\"\"|say \"hi\"",
        "A=\"b\\\\c\\$d\"|b\\c$d",
        "A=$B${C}|$B${C}",
        "A=zażółć|zażółć"
      })
  void readsAValue(String line, String value) {
    assertThat(read(line + "\n").entries()).containsOnlyKeys("A");
    assertThat(valueOfA(line + "\n")).isEqualTo(value);
    assertThat(problems).isEmpty();
  }

  @Test
  void readsEscapesOfDoubleQuotesOnly() {
    assertThat(valueOfA("A=\"b\\nc\\td\"")).isEqualTo("b\nc\td");
  }

  @Test
  void readsEmptyValues() {
    assertThat(read("A=\nB=''\nC=\"\"").entries().values())
        .extracting(DotEnv.Entry::value)
        .containsOnly("");
  }

  @Test
  void skipsCommentsAndEmptyLinesAndReadsLineEndsOfWindows() {
    DotEnv file = read("# first\r\n\r\nA=1\r\n  # second\r\nB='2'\r\n");
    assertThat(file.entries().get("A")).isEqualTo(new DotEnv.Entry("1", 3));
    assertThat(file.entries().get("B")).isEqualTo(new DotEnv.Entry("2", 5));
    assertThat(problems).isEmpty();
  }

  @Test
  void takesTheLastOfTwoAndWarns() {
    assertThat(valueOfA("A=1\nA=2\n")).isEqualTo("2");
    assertThat(problems)
        .hasToString(
            "[line 2, column 1: warning: .env: A is set in line 1 already; this one counts]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "1A=hunter2", "A-B=hunter2", "=hunter2", "export hunter2"})
  void namesALineThatIsNoSettingWithoutShowingIt(String line) {
    read("A=1\n" + line + "\n");
    assertThat(problems)
        .hasToString(
            "[line 2, column 1: error: .env: not a setting (not shown); expected NAME=value]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A='hunter2", "A=\"hunter2", "A=\"hunter2\\\"", "A='hunter2' more"})
  void namesALineWhoseQuotesDoNotClose(String line) {
    read(line);
    assertThat(problems)
        .hasToString(
            "[line 1, column 1: error: .env: the quotes around the value of A do not close]");
  }

  @Test
  void neverPrintsAValue() {
    assertThat(read("A=hunter2")).hasToString("DotEnv[entries={A=Entry[****, 1]}]");
  }
}
