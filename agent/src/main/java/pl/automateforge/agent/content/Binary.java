package pl.automateforge.agent.content;

/** Tells bytes that are no text in any character set. */
final class Binary {
  private static final int SAMPLE = 4_096;

  private Binary() {}

  static boolean isBinary(Entity part) {
    String charset = part.parameter("charset");
    boolean wide = charset != null && Ascii.lower(charset).matches("(utf-?|ucs-?)(16|32|2|4).*");
    return !wide && isBinary(part.decoded(SAMPLE));
  }

  /** One control character in twenty: text has none but line ends, tabs and escapes. */
  static boolean isBinary(byte[] bytes) {
    int length = Math.min(bytes.length, SAMPLE);
    int controls = 0;
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      boolean usual = b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0x1b || b == 0x1a;
      controls += b >= 0 && b < ' ' && !usual ? 1 : 0;
    }
    return controls > 2 && controls * 20 > length;
  }
}
