package pl.automateforge.agent.content;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of a part were made fit for the wire. Broken input is decoded as far as it goes.
 */
enum TransferEncoding {
  IDENTITY,
  BASE64,
  QUOTED_PRINTABLE,
  /** Not known: the bytes are taken as they are. */
  UNKNOWN;

  private static final byte[] BASE64_VALUES = base64Values();

  static TransferEncoding of(@Nullable String header) {
    if (header == null) {
      return IDENTITY;
    }
    int end = header.indexOf(';');
    String name = Ascii.lower(end < 0 ? header : header.substring(0, end)).strip();
    return switch (name.replace("\"", "").replace(" ", "")) {
      case "base64" -> BASE64;
      case "quoted-printable", "qp", "quotedprintable" -> QUOTED_PRINTABLE;
      case "", "7bit", "8bit", "binary", "7bits", "8bits", "7-bit", "8-bit", "utf-8" -> IDENTITY;
      default -> UNKNOWN;
    };
  }

  /** Decodes at most {@code limit} bytes. */
  byte[] decode(byte[] bytes, int from, int to, int limit) {
    return switch (this) {
      case IDENTITY, UNKNOWN ->
          Arrays.copyOfRange(bytes, from, (int) Math.min(to, (long) from + limit));
      case BASE64 -> decodeBase64(bytes, from, to, limit);
      case QUOTED_PRINTABLE -> decodeQuotedPrintable(bytes, from, to, limit);
    };
  }

  /** How many bytes decoding yields, without decoding. */
  long size(byte[] bytes, int from, int to) {
    return switch (this) {
      case IDENTITY, UNKNOWN -> to - from;
      case BASE64 -> {
        long digits = 0;
        for (int i = from; i < to; i++) {
          digits += bytes[i] >= 0 && BASE64_VALUES[bytes[i]] >= 0 ? 1 : 0;
        }
        yield digits * 3 / 4;
      }
      case QUOTED_PRINTABLE -> decodeQuotedPrintable(bytes, from, to, to - from).length;
    };
  }

  /** Passes over what is no digit; padding ends a group, more may follow. */
  private static byte[] decodeBase64(byte[] bytes, int from, int to, int limit) {
    byte[] out = new byte[(int) Math.min(limit, (to - from) * 3L / 4 + 3)];
    int length = 0;
    int group = 0;
    int digits = 0;
    for (int i = from; i < to && length < out.length; i++) {
      byte b = bytes[i];
      int value = b >= 0 ? BASE64_VALUES[b] : -1;
      if (value >= 0) {
        group = group << 6 | value;
        digits++;
        if (digits >= 2) {
          int shift = digits == 2 ? 4 : digits == 3 ? 2 : 0;
          out[length++] = (byte) (group >> shift);
          group &= (1 << shift) - 1;
        }
        digits &= 3;
      } else if (b == '=') {
        digits = 0;
        group = 0;
      }
    }
    return Arrays.copyOf(out, length);
  }

  private static byte[] decodeQuotedPrintable(byte[] bytes, int from, int to, int limit) {
    byte[] out = new byte[Math.min(limit, to - from)];
    int length = 0;
    int i = from;
    while (i < to && length < out.length) {
      byte b = bytes[i++];
      if (b != '=') {
        out[length++] = b;
        continue;
      }
      int high = i < to ? Ascii.hex(bytes[i] & 0xff) : -1;
      int low = i + 1 < to ? Ascii.hex(bytes[i + 1] & 0xff) : -1;
      if (high >= 0 && low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        int next = afterSoftBreak(bytes, i, to);
        if (next < 0) {
          out[length++] = '=';
        } else {
          i = next;
        }
      }
    }
    return Arrays.copyOf(out, length);
  }

  /**
   * Where the text goes on after a line end that was put in for the wire; -1 where there is none.
   */
  private static int afterSoftBreak(byte[] bytes, int position, int to) {
    int i = position;
    while (i < to && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r')) {
      i++;
    }
    if (i == to) {
      return to;
    }
    return bytes[i] == '\n' ? i + 1 : -1;
  }

  private static byte[] base64Values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < digits.length(); i++) {
      values[digits.charAt(i)] = (byte) i;
    }
    // the digits of the URL-safe variant mean the same and nothing else
    values['-'] = 62;
    values['_'] = 63;
    return values;
  }
}
