package pl.automateforge.agent.decision.local;

import java.text.Normalizer;

/**
 * Letters without case and diacritics, one char for one char: people write "fakture" for "fakturę"
 * and a model must not care.
 */
final class Folding {
  private static final int TABLE = 0x2000;
  private static final char[] FOLDED = table();

  private Folding() {}

  /** Compatibility-composed text: ligatures, full-width and styled letters become plain ones. */
  static String normalize(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
      }
    }
    return text;
  }

  /** The letter in lower case without its marks. */
  static char fold(char c) {
    return c < TABLE ? FOLDED[c] : Character.toLowerCase(c);
  }

  private static char[] table() {
    char[] folded = new char[TABLE];
    for (char c = 0; c < TABLE; c++) {
      folded[c] = foldSlowly(c);
    }
    return folded;
  }

  private static char foldSlowly(char c) {
    if (!Character.isLetter(c)) {
      return c;
    }
    char base = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD).charAt(0);
    return switch (Character.toLowerCase(base)) {
      case 'ł' -> 'l';
      case 'đ' -> 'd';
      case 'ø' -> 'o';
      case 'ı' -> 'i';
      default -> Character.toLowerCase(base);
    };
  }
}
