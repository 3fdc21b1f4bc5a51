package pl.automateforge.agent.privacy;

import java.util.List;

/**
 * The escapes of quoted-printable ({@code =40}, a soft line break), of URLs ({@code %40}) and of
 * HTML (an ampersand and a name or number). For one text and one thread.
 */
final class Escapes {
  private static final String MAIL = "=";
  private static final String WEB = "%&";
  private static final int LONGEST_ENTITY = 8;

  private final String text;
  private int point;
  private int end;

  Escapes(String text) {
    this.text = text;
  }

  /** The readings of the escapes in a text: the marks that each of them takes for escapes. */
  static List<String> readings(String text) {
    boolean mail = areIn(text, MAIL);
    boolean web = areIn(text, WEB);
    if (mail && web) {
      return List.of(MAIL, WEB, MAIL + WEB);
    }
    return mail ? List.of(MAIL) : web ? List.of(WEB) : List.of();
  }

  private static boolean areIn(String text, String marks) {
    var escapes = new Escapes(text);
    for (int i = 0; i < marks.length(); i++) {
      char mark = marks.charAt(i);
      for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
        if (escapes.read(at)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The code point of the escape that was read; -1 where it stands for nothing. */
  int point() {
    return point;
  }

  /** Where the escape ends that was read. */
  int end() {
    return end;
  }

  /** Reads an escape at a place, and says whether there is one. */
  boolean read(int at) {
    char mark = text.charAt(at);
    if (mark == '&') {
      return entity(at);
    }
    if (mark == '=' && softBreak(at)) {
      return true;
    }
    int first = octet(at, mark);
    if (first < 0) {
      return false;
    }
    int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
    int value = more == 0 ? first : first & (0x3F >> more);
    int next = at + 3;
    for (int i = 0; i < more; i++, next += 3) {
      int octet = octet(next, mark);
      if ((octet & 0xC0) != 0x80 || octet < 0) {
        // no UTF-8: one of the older character sets, where only the fixed space matters
        value = first == 0xA0 ? ' ' : 'x';
        next = at + 3;
        break;
      }
      value = (value << 6) | (octet & 0x3F);
    }
    point = more == 0 && first >= 0x80 ? (first == 0xA0 ? ' ' : 'x') : value;
    point = Character.isValidCodePoint(point) ? point : 'x';
    end = next;
    return true;
  }

  private boolean softBreak(int at) {
    int next = at + 1;
    while (next < text.length() && next - at < 4 && text.charAt(next) == ' ') {
      next++;
    }
    boolean carriageReturn = next < text.length() && text.charAt(next) == '\r';
    next += carriageReturn ? 1 : 0;
    boolean lineFeed = next < text.length() && text.charAt(next) == '\n';
    if (!lineFeed && !carriageReturn) {
      return false;
    }
    point = -1;
    end = lineFeed ? next + 1 : next;
    return true;
  }

  private int octet(int at, char mark) {
    if (at + 2 >= text.length() || text.charAt(at) != mark) {
      return -1;
    }
    int high = hex(text.charAt(at + 1));
    int low = hex(text.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private boolean entity(int at) {
    int close = at + 1;
    int limit = Math.min(text.length(), at + 2 + LONGEST_ENTITY);
    while (close < limit && text.charAt(close) != ';' && text.charAt(close) < 0x80) {
      close++;
    }
    if (close >= limit || text.charAt(close) != ';') {
      return false;
    }
    int value = value(text.substring(at + 1, close));
    if (value == Integer.MIN_VALUE) {
      return false;
    }
    point = value;
    end = close + 1;
    return true;
  }

  private static int value(String name) {
    return switch (name) {
      case "nbsp", "thinsp", "ensp", "emsp" -> ' ';
      case "shy", "zwnj", "zwj" -> -1;
      case "ndash", "mdash" -> '-';
      case "commat" -> '@';
      case "period" -> '.';
      default -> number(name);
    };
  }

  private static int number(String name) {
    if (name.length() < 2 || name.charAt(0) != '#') {
      return Integer.MIN_VALUE;
    }
    boolean hex = (name.charAt(1) | 0x20) == 'x';
    int value = 0;
    for (int i = hex ? 2 : 1; i < name.length(); i++) {
      int digit = name.charAt(i) < 0x80 ? Character.digit(name.charAt(i), hex ? 16 : 10) : -1;
      if (digit < 0) {
        return Integer.MIN_VALUE;
      }
      value = Math.min(Character.MAX_CODE_POINT, value * (hex ? 16 : 10) + digit);
    }
    return value == 0 ? 'x' : value;
  }
}
