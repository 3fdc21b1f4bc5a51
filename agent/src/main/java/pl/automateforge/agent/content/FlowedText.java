package pl.automateforge.agent.content;

/** Joins the lines of {@code format=flowed} text that were broken for the wire (RFC 3676). */
final class FlowedText {
  private FlowedText() {}

  /**
   * Joins.
   *
   * @param delSp whether the blank at a broken line's end was put in with the break
   */
  static String unflow(String text, boolean delSp) {
    var out = new StringBuilder(text.length());
    int previousDepth = -1;
    boolean open = false;
    int position = 0;
    while (position < text.length()) {
      int end = text.indexOf('\n', position);
      int lineEnd = end < 0 ? text.length() : end;
      int depth = depth(text, position, lineEnd);
      int start = position + depth;
      start += start < lineEnd && text.charAt(start) == ' ' ? 1 : 0;
      int contentEnd = lineEnd > start && text.charAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
      boolean signature = text.startsWith("-- ", start) && contentEnd - start == 3;
      if (!open || depth != previousDepth || signature) {
        out.append(previousDepth < 0 ? "" : "\n")
            .append(">".repeat(depth))
            .append(depth > 0 ? " " : "");
      }
      open = contentEnd > start && text.charAt(contentEnd - 1) == ' ' && !signature;
      out.append(text, start, open && delSp ? contentEnd - 1 : contentEnd);
      previousDepth = depth;
      position = lineEnd + 1;
    }
    return out.toString();
  }

  private static int depth(String text, int from, int to) {
    int i = from;
    while (i < to && i - from < 50 && text.charAt(i) == '>') {
      i++;
    }
    return i - from;
  }
}
