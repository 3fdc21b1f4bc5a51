package pl.automateforge.agent.decision.freetext;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import pl.automateforge.agent.content.Unseen;
import pl.automateforge.agent.decision.PlainText;

/** Takes out of a text whatever a person would not see in it. */
final class SeenText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /** Their letters are never joined by an invisible character. */
  private static final Set<UnicodeScript> UNJOINED =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.COMMON,
          UnicodeScript.INHERITED);

  private SeenText() {}

  static String of(String text) {
    String plain = PlainText.of(text, Integer.MAX_VALUE);
    if (plain.chars().allMatch(c -> c < 0xFF)) {
      return plain;
    }
    StringBuilder seen = new StringBuilder(plain.length());
    int before = ' ';
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      i += Character.charCount(c);
      if (isSeen(c, before)) {
        seen.appendCodePoint(c);
        before = c;
      }
    }
    return seen.toString();
  }

  private static boolean isSeen(int c, int before) {
    if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
      return isEmoji(before)
          ? c == ZERO_WIDTH_JOINER
          : Character.isLetter(before) && !UNJOINED.contains(UnicodeScript.of(before));
    }
    boolean noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return !noncharacter && !Unseen.is(c, before);
  }

  private static boolean isEmoji(int c) {
    return c == 0xFE0F
        || Character.getType(c) == Character.OTHER_SYMBOL
        || Character.getType(c) == Character.MODIFIER_SYMBOL;
  }
}
