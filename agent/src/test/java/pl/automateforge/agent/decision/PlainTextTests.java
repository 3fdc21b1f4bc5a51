package pl.automateforge.agent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlainTextTests {

  @Test
  void keepsPolishTextAndEmojiWithJoiners() {
    String text = "Zażółć gęślą jaźń\n\tok 👩‍💻";
    assertThat(PlainText.of(text, 100)).isEqualTo(text);
  }

  @Test
  void dropsWhatNobodySees() {
    String hidden =
        "a\u0000b\u202ec\u200bd\ufeffe\ud800f" + Character.toString(0xE0041) + "\u001bg";
    assertThat(PlainText.of(hidden, 100)).isEqualTo("abcdefg");
  }

  @Test
  void writesEveryLineBreakAsOne() {
    assertThat(PlainText.of("a\r\nb\rc\u2028d\u0085e", 100)).isEqualTo("a\nb\nc\nd\ne");
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(PlainText.of("ab👍", 3)).isEqualTo("ab");
    assertThat(PlainText.of("ab👍", 4)).isEqualTo("ab👍");
  }

  @Test
  void putsALineOnOneLine() {
    assertThat(PlainText.line("  Re:\r\nFrom: boss\u00a0 x ", 100)).isEqualTo("Re: From: boss x");
    assertThat(PlainText.line("abc def", 4)).isEqualTo("abc");
  }

  @Property
  void isCleanAndBoundedWhateverComesIn(
      @ForAll String text, @ForAll @IntRange(max = 50) int limit) {
    String clean = PlainText.of(text, limit);
    assertThat(clean.length()).isLessThanOrEqualTo(limit);
    assertThat(clean.codePoints())
        .noneMatch(c -> Character.getType(c) == Character.SURROGATE)
        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
    assertThat(PlainText.of(clean, limit)).isEqualTo(clean);
    assertThat(PlainText.line(text, limit)).doesNotContain("\n").hasSizeLessThanOrEqualTo(limit);
  }
}
