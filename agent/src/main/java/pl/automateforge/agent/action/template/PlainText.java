package pl.automateforge.agent.action.template;

/** Takes out of a text what is not text. */
final class PlainText {
  private static final char NEXT_LINE = '\u0085';
  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';

  /** Their low bytes are CR and LF. */
  private static final String NARROWS_TO_LINE_END = "\u760D\u760A";

  private PlainText() {}

  static String lines(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isLineEnd(c)) {
        boolean halfOfCrLf = c == '\n' && i > 0 && text.charAt(i - 1) == '\r';
        out.append(halfOfCrLf ? "" : "\n");
      } else if (c == '\t' || !isInvisible(c)) {
        out.append(c);
      }
    }
    return out.toString();
  }

  static String oneLine(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isOneLine(c)) {
        out.append(c);
      }
    }
    return out.toString();
  }

  static boolean isOneLine(char c) {
    return !isLineEnd(c) && !isInvisible(c) && NARROWS_TO_LINE_END.indexOf(c) < 0;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n'
        || c == '\r'
        || c == NEXT_LINE
        || c == LINE_SEPARATOR
        || c == PARAGRAPH_SEPARATOR;
  }

  private static boolean isInvisible(char c) {
    boolean turnsDirection = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    return Character.isISOControl(c) || turnsDirection;
  }
}
