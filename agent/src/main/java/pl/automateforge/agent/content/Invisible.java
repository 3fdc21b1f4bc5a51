package pl.automateforge.agent.content;

import java.util.Map;
import java.util.TreeMap;

/**
 * Characters that a person does not see, taken out of a text: zero-width ones, controls of the
 * direction of writing, and Unicode's tags, which spell out a whole second text. Keeps what it
 * took. For one reading by one thread.
 */
final class Invisible {
  private static final int MAX_TAGGED = 4_000;
  private static final int TAG_BASE = 0xE0000;

  private final Map<Integer, Integer> counts = new TreeMap<>();
  private final StringBuilder tagged = new StringBuilder();

  /** Whether nothing but plain letters, marks and line breaks can be in a text: the common case. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= ' ' && c < 0x7f) || c == '\n' || (c >= 0xC0 && c < 0x200);
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  /** Whether a code point is to be taken out; notes it where it is a means of hiding. */
  boolean takes(int c, int before) {
    if (c == 0xAD) {
      return true;
    }
    if (!isInvisible(c, before)) {
      return false;
    }
    counts.merge(c, 1, Integer::sum);
    if (c >= TAG_BASE + 0x20 && c < TAG_BASE + 0x7f && tagged.length() < MAX_TAGGED) {
      tagged.append((char) (c - TAG_BASE));
    }
    return true;
  }

  private static boolean isInvisible(int c, int before) {
    if (c >= 0xFE00 && c <= 0xFE0F) {
      // chooses how the emoji before it looks; after a letter or another selector it means nothing
      return c < 0xFE0E || Character.isLetter(before) || (before >= 0xFE00 && before <= 0xFE0F);
    }
    return switch (c) {
      case 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFEFF, 0xFFA0 -> true;
      default ->
          (c >= 0x180B && c <= 0x180F)
              || (c >= 0x200B && c <= 0x200F)
              || (c >= 0x202A && c <= 0x202E)
              || (c >= 0x2060 && c <= 0x206F)
              || (c >= 0xFFF0 && c <= 0xFFFB)
              || (c >= 0x1BCA0 && c <= 0x1BCA3)
              || (c >= 0x1D173 && c <= 0x1D17A)
              || (c >= 0xE0000 && c <= 0xE0FFF);
    };
  }

  /** What was taken, in words; empty where nothing was. */
  String description() {
    var words = new StringBuilder();
    if (!tagged.isEmpty()) {
      words.append(tagged).append('\n');
    }
    counts.entrySet().stream()
        .filter(entry -> entry.getKey() < TAG_BASE || entry.getKey() > TAG_BASE + 0x7f)
        .limit(20)
        .forEach(entry ->
            words
                .append(words.isEmpty() || words.charAt(words.length() - 1) == '\n' ? "" : ", ")
                .append("U+%04X ×%d".formatted(entry.getKey(), entry.getValue())));
    return words.toString().strip();
  }
}
