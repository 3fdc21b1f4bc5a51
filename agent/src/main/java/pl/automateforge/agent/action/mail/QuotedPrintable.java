package pl.automateforge.agent.action.mail;

import java.nio.charset.StandardCharsets;

/**
 * Text as RFC 2045's quoted-printable, in lines of at most 76 characters that end with CRLF. No
 * line begins with a full stop or with {@code From }, so that no server on the way has a reason to
 * touch one.
 */
final class QuotedPrintable {
  private static final int LONGEST = 75;
  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder out;
  private int column;

  private QuotedPrintable(int length) {
    this.out = new StringBuilder(length + length / 4 + 16);
  }

  /**
   * @param text its lines end with LF, CR or both
   */
  static String encode(String text) {
    QuotedPrintable encoder = new QuotedPrintable(text.length());
    text.lines().forEach(encoder::line);
    return encoder.out.toString();
  }

  private void line(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      boolean last = i == bytes.length - 1;
      put(b, isPlain(b) || ((b == ' ' || b == '\t') && !last));
    }
    out.append("\r\n");
    column = 0;
  }

  private void put(int b, boolean plain) {
    int width = plain ? 1 : 3;
    if (column + width > LONGEST) {
      out.append("=\r\n");
      column = 0;
    }
    boolean first = column == 0;
    if (plain && !(first && (b == '.' || b == 'F'))) {
      out.append((char) b);
      column++;
    } else {
      out.append('=').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
      column += 3;
    }
  }

  private static boolean isPlain(int b) {
    return b > ' ' && b < 0x7f && b != '=';
  }
}
