package pl.automateforge.agent.content;

/** Bytes and characters of ASCII, without locale and without allocation. */
final class Ascii {
  private Ascii() {}

  static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }

  static boolean isAscii(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
        return false;
      }
    }
    return true;
  }

  /** The value of a hexadecimal digit; -1 for anything else. */
  static int hex(int c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** A copy in lower case that leaves everything but A to Z alone. */
  static String lower(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        char[] chars = text.toCharArray();
        for (int k = i; k < chars.length; k++) {
          chars[k] = (char) lower(chars[k]);
        }
        return new String(chars);
      }
    }
    return text;
  }

  /** Cuts to a length without halving a character. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end =
        length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
