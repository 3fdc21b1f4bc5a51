package pl.automateforge.agent.health;

import java.util.HexFormat;

/** Text of strangers, so that it can neither end a line, nor move a cursor, nor reorder a line. */
final class SafeText {
  private SafeText() {}

  /** The text with every character that is not plainly visible written as an escape. */
  static void append(StringBuilder line, String text) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (visible(c)) {
        line.appendCodePoint(c);
      } else {
        escape(line, c);
      }
      at += Character.charCount(c);
    }
  }

  private static void escape(StringBuilder line, int c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> line.append("\\u{").append(Integer.toHexString(c)).append('}');
    }
  }

  /** The text as a JSON string, quotes included, escaped in the same way. */
  static void appendJson(StringBuilder line, String text) {
    line.append('"');
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (c == '"' || c == '\\') {
        line.append('\\').append((char) c);
      } else if (visible(c)) {
        line.appendCodePoint(c);
      } else {
        escapeJson(line, c);
      }
      at += Character.charCount(c);
    }
    line.append('"');
  }

  /** Half of a surrogate pair is no character: a reader may refuse the line that holds it. */
  private static void escapeJson(StringBuilder line, int c) {
    if (c <= Character.MAX_VALUE && Character.isSurrogate((char) c)) {
      line.append("\\ufffd");
      return;
    }
    for (char half : Character.toChars(c)) {
      line.append("\\u").append(HexFormat.of().toHexDigits(half));
    }
  }

  private static boolean visible(int c) {
    if (c >= ' ' && c < 0x7f) {
      return true;
    }
    return switch ((byte) Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
