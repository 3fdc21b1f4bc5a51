package pl.automateforge.agent.action.mail;

/** What may stand in the line of a header or of a command. */
final class LineSafe {
  private LineSafe() {}

  /** Whether nothing in the text can end a line, now or once it is narrowed to bytes. */
  static boolean is(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!is(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The text, if it is safe.
   *
   * @throws IllegalArgumentException naming the header and the character's place
   */
  static String require(String header, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!is(text.charAt(i))) {
        throw new IllegalArgumentException(
            String.format(
                java.util.Locale.ROOT,
                "%s: U+%04X at character %d may end the line",
                header,
                (int) text.charAt(i),
                i + 1));
      }
    }
    return text;
  }

  /** Characters whose low byte is CR, LF or NUL, such as U+760D, may be narrowed to it. */
  private static boolean is(char c) {
    boolean separator = c == '\u0085' || c == '\u2028' || c == '\u2029';
    return c != '\r' && c != '\n' && c != '\0' && c != '\u760D' && c != '\u760A' && !separator;
  }
}
