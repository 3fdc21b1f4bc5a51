package pl.automateforge.agent.content;

/** CSS as an attacker may write it: comments and escapes inside of words. */
final class CssText {
  private CssText() {}

  /** Without comments, escapes resolved, in lower case, trimmed. */
  static String plain(String css) {
    if (css.indexOf('/') < 0 && css.indexOf('\\') < 0) {
      return Ascii.lower(css.strip());
    }
    return Ascii.lower(unescape(withoutComments(css)).strip());
  }

  static String withoutComments(String css) {
    int open = css.indexOf("/*");
    if (open < 0) {
      return css;
    }
    var out = new StringBuilder(css.length());
    int position = 0;
    while (open >= 0) {
      out.append(css, position, open);
      int close = css.indexOf("*/", open + 2);
      position = close < 0 ? css.length() : close + 2;
      open = css.indexOf("/*", position);
    }
    return out.append(css, position, css.length()).toString();
  }

  private static String unescape(String css) {
    if (css.indexOf('\\') < 0) {
      return css;
    }
    var out = new StringBuilder(css.length());
    int i = 0;
    while (i < css.length()) {
      char c = css.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      int value = 0;
      int start = i;
      while (i < css.length() && i - start < 6 && Ascii.hex(css.charAt(i)) >= 0) {
        value = value << 4 | Ascii.hex(css.charAt(i++));
      }
      if (i > start) {
        out.appendCodePoint(Character.isValidCodePoint(value) ? value : 0xFFFD);
        i += i < css.length() && css.charAt(i) == ' ' ? 1 : 0;
      }
    }
    return out.toString();
  }
}
