package pl.automateforge.agent.content;

/** Decoded text to text that may be shown: no control characters, one kind of line break. */
final class Clean {
  private Clean() {}

  /** A text of one line, such as a subject: white space collapsed, cut to a length. */
  static String line(String text, int length) {
    String bounded = Ascii.cut(text, length * 4);
    var line = new StringBuilder(Math.min(bounded.length(), length));
    var invisible = new Invisible();
    int before = ' ';
    for (int i = 0; i < bounded.length(); i += Character.charCount(before)) {
      int c = bounded.codePointAt(i);
      before = c;
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
        if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
          line.append(' ');
        }
      } else if (!invisible.takes(c, line.isEmpty() ? ' ' : line.charAt(line.length() - 1))) {
        line.appendCodePoint(isLoneSurrogate(c) ? 0xFFFD : c);
      }
    }
    return Ascii.cut(line.toString(), length).strip();
  }

  /** A text of many lines; what a person does not see goes to {@code invisible}. */
  static String text(String text, Invisible invisible) {
    if (Invisible.isPlain(text)) {
      return text;
    }
    var clean = new StringBuilder(text.length());
    int before = ' ';
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\r') {
        boolean crlf = i < text.length() && text.charAt(i) == '\n';
        clean.append(crlf ? "" : "\n");
      } else if (c == '\n' || c == '\t') {
        clean.append((char) c);
      } else if (c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029) {
        clean.append('\n');
      } else if (c == 0xA0 || c == 0x2007 || c == 0x202F) {
        clean.append(' ');
      } else if (!Character.isISOControl(c) && !invisible.takes(c, before)) {
        clean.appendCodePoint(isLoneSurrogate(c) ? 0xFFFD : c);
      }
      before = c;
    }
    return clean.toString();
  }

  private static boolean isLoneSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
