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
    if (!Unseen.is(c, before)) {
      return false;
    }
    counts.merge(c, 1, Integer::sum);
    if (c >= TAG_BASE + 0x20 && c < TAG_BASE + 0x7f && tagged.length() < MAX_TAGGED) {
      tagged.append((char) (c - TAG_BASE));
    }
    return true;
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
