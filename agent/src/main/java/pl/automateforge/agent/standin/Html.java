package pl.automateforge.agent.standin;

/** Text that others wrote, made harmless for a page. */
public final class Html {
  private Html() {}

  /**
   * Escapes markup, and shows as a sign what would not be seen or would turn the direction of the
   * text around: control characters, overrides and isolates.
   */
  public static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\n', '\t' -> safe.append(c);
        default -> safe.append(isHarmful(c) ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }

  /** The same, cut after so many characters. */
  public static String escape(String text, int most) {
    return escape(text.length() <= most ? text : text.substring(0, most - 1) + "…");
  }

  private static boolean isHarmful(char c) {
    boolean control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    boolean direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return control || direction || c == 0x200e || c == 0x200f;
  }
}
