package pl.automateforge.agent.decision;

/**
 * Text from outside as bounded plain text: without control characters, invisible format characters
 * (bidirectional overrides, zero-width and tag characters) and halves of surrogate pairs. Joiners
 * stay, as emoji and some scripts need them.
 */
public final class PlainText {
  private PlainText() {}

  /**
   * The text with line breaks as {@code \n} and tabs kept.
   *
   * @param limit of UTF-16 units; a longer text is cut between characters
   */
  public static String of(String text, int limit) {
    if (text.length() <= limit && isClean(text)) {
      return text;
    }
    StringBuilder kept = new StringBuilder(Math.min(text.length(), limit));
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      int put = character == '\r' ? lineBreak(text, at) : replacement(character);
      if (put >= 0) {
        if (kept.length() + Character.charCount(put) > limit) {
          break;
        }
        kept.appendCodePoint(put);
      }
    }
    return kept.toString();
  }

  /** The text on one line: runs of white space are one space, none at either end. */
  public static String line(String text, int limit) {
    String clean = of(text, Integer.MAX_VALUE).strip();
    StringBuilder line = new StringBuilder(Math.min(clean.length(), limit));
    boolean space = false;
    for (int at = 0; at < clean.length(); ) {
      int character = clean.codePointAt(at);
      at += Character.charCount(character);
      if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
        space = true;
        continue;
      }
      if (line.length() + Character.charCount(character) + (space ? 1 : 0) > limit) {
        break;
      }
      if (space) {
        line.append(' ');
        space = false;
      }
      line.appendCodePoint(character);
    }
    return line.toString();
  }

  /** How many characters (code points) a text has. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isClean(String text) {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if ((unit >= ' ' && unit < 0x7f) || unit == '\n' || unit == '\t') {
        continue;
      }
      int character = text.codePointAt(at);
      if (replacement(character) != character) {
        return false;
      }
      at += Character.charCount(character) - 1;
    }
    return true;
  }

  private static int lineBreak(String text, int next) {
    return next < text.length() && text.charAt(next) == '\n' ? -1 : '\n';
  }

  /** What stands for the character: itself, a line break, or −1 for nothing. */
  private static int replacement(int character) {
    return switch (character) {
      case '\n', '\t', 0x200c, 0x200d -> character;
      case 0x85, 0x2028, 0x2029 -> '\n';
      default ->
          switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> -1;
            default -> character;
          };
    };
  }
}
