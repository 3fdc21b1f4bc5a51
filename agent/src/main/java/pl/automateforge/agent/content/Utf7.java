package pl.automateforge.agent.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** UTF-7 (RFC 2152), which the JDK does not know and old mail programs wrote. */
final class Utf7 {
  static final Set<String> NAMES =
      Set.of("utf-7", "utf7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7");

  private Utf7() {}

  static String decode(byte[] bytes) {
    var out = new StringBuilder(bytes.length);
    int i = 0;
    while (i < bytes.length) {
      if (bytes[i] != '+') {
        out.append((char) (bytes[i++] & 0xff));
        continue;
      }
      int end = i + 1;
      while (end < bytes.length && isBase64(bytes[end])) {
        end++;
      }
      if (end == i + 1) {
        out.append('+');
      } else {
        byte[] wide = TransferEncoding.BASE64.decode(bytes, i + 1, end, end - i);
        out.append(new String(Arrays.copyOf(wide, wide.length & ~1), StandardCharsets.UTF_16BE));
      }
      i = end < bytes.length && bytes[end] == '-' ? end + 1 : end;
    }
    return out.toString();
  }

  private static boolean isBase64(byte b) {
    int c = Ascii.lower(b);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  }
}
