package pl.automateforge.agent.content;

/** A cheap look at the words of markup that is not worth a parser: comments, rich text. */
final class HtmlStrip {
  private HtmlStrip() {}

  /** Leaves out everything between angle brackets. */
  static String strip(String markup) {
    if (markup.indexOf('<') < 0) {
      return markup;
    }
    var out = new StringBuilder(markup.length());
    boolean inTag = false;
    for (int i = 0; i < markup.length(); i++) {
      char c = markup.charAt(i);
      if (c == '<') {
        inTag = true;
        out.append(' ');
      } else if (c == '>' && inTag) {
        inTag = false;
      } else if (!inTag) {
        out.append(c);
      }
    }
    return out.toString();
  }
}
