package pl.automateforge.agent.decision.freetext;

/**
 * The tokens that stand for personal data, such as {@code ⟦PESEL·k7f2·1⟧}: what is put back later
 * is found by the very token.
 */
final class DataToken {
  private static final char OPENS = '\u27E6';
  private static final char CLOSES = '\u27E7';
  private static final int LONGEST = 80;

  private DataToken() {}

  /**
   * Where the token that begins here ends; the same place where none begins. Nothing in it links.
   */
  static int end(Shadow text, int from) {
    if (text.at(from) != OPENS) {
      return from;
    }
    for (int i = from + 1; i < text.length() && i - from <= LONGEST; i++) {
      char c = text.at(i);
      if (c == CLOSES) {
        return i + 1;
      }
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '_' && c != '\u00B7') {
        return from;
      }
    }
    return from;
  }
}
