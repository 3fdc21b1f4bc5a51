package pl.automateforge.agent.decision.freetext;

import java.text.Normalizer;

/**
 * A text as programs read it that look for links: look-alikes of dots, slashes and letters as what
 * they look like, all in lower case. As long as the text itself, character by character.
 */
final class Shadow {
  /** Stands for letters and digits beyond the first plane that look like no other. */
  private static final char SOME_LETTER = '\u4E00';

  private static final char SOME_SIGN = '\uFFFD';

  private final int[] characters;
  private final char[] shadow;

  Shadow(String text) {
    this.characters = text.codePoints().toArray();
    this.shadow = new char[characters.length];
    for (int i = 0; i < characters.length; i++) {
      shadow[i] = plain(characters[i]);
    }
  }

  int length() {
    return characters.length;
  }

  /** The character as links are read; a space beyond either end. */
  char at(int index) {
    return index >= 0 && index < shadow.length ? shadow[index] : ' ';
  }

  /** As it is read. */
  String read(int from, int to) {
    return new String(shadow, from, to - from);
  }

  /** As it was written. */
  String written(int from, int to) {
    return new String(characters, from, to - from);
  }

  int character(int index) {
    return index < characters.length ? characters[index] : ' ';
  }

  private static char plain(int c) {
    if (c < 0x80) {
      return (char) (c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    if (Character.isSpaceChar(c)) {
      return ' ';
    }
    return switch (c) {
      case 0x3002, 0xFF0E, 0xFF61, 0x2024, 0xFE52 -> '.';
      case 0x2044, 0x2215, 0x29F8, 0xFF0F -> '/';
      case 0x2216, 0x29F5, 0x29F9, 0xFE68, 0xFF3C -> '\\';
      case 0x2236, 0xA789, 0xFE13, 0xFE55, 0xFF1A, 0x02D0 -> ':';
      case 0xFE6B, 0xFF20 -> '@';
      case 0x2010, 0x2011, 0xFE63, 0xFF0D -> '-';
      default -> c < 0x250 ? (char) Character.toLowerCase(c) : folded(c);
    };
  }

  private static char folded(int c) {
    String like = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    if (like.length() == 1) {
      char one = like.charAt(0);
      return one == 'İ' ? 'i' : Character.toLowerCase(one);
    }
    return Character.isLetterOrDigit(c) ? SOME_LETTER : SOME_SIGN;
  }
}
