package pl.automateforge.agent.privacy;

import java.text.Normalizer;
import java.util.Locale;

/** What a character is, and words without case and diacritics. */
final class Letters {
  private static final int TABLE = 0x250;
  private static final char[] PLAIN = table();

  private Letters() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : Character.isLetter(c);
  }

  static boolean isUpper(char c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c);
  }

  /** A digit, or a letter that reading a scan takes for one. */
  static boolean isDigitLike(char c) {
    return isDigit(c) || c == 'O' || c == 'o' || c == 'l' || c == 'I';
  }

  /** The digit that a digit-like character stands for. */
  static char digit(char c) {
    return switch (c) {
      case 'O', 'o' -> '0';
      case 'l', 'I' -> '1';
      default -> c;
    };
  }

  /** The lower-case letter without its marks. */
  static char plain(char c) {
    return c < TABLE ? PLAIN[c] : Character.toLowerCase(c);
  }

  /** The word in lower case without marks. */
  static String plain(String word) {
    char[] plain = new char[word.length()];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = plain(word.charAt(i));
    }
    return new String(plain);
  }

  private static char[] table() {
    char[] plain = new char[TABLE];
    for (char c = 0; c < TABLE; c++) {
      String base = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
      char lower = base.substring(0, 1).toLowerCase(Locale.ROOT).charAt(0);
      plain[c] =
          switch (lower) {
            case 'ł' -> 'l';
            case 'đ' -> 'd';
            case 'ø' -> 'o';
            case 'ı' -> 'i';
            default -> lower;
          };
    }
    return plain;
  }
}
