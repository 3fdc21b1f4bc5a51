package pl.automateforge.agent.privacy;

import java.util.Arrays;

/**
 * A text as the finders see it: one plain character for each that a person sees, and where in the
 * original it stands. Invisible characters are gone, digits and letters of other forms are plain
 * ones, every blank is a space and every line break one {@code \n}.
 */
final class Folded {
  private char[] chars;
  private int[] from;
  private int[] to;
  private int length;

  private Folded(int capacity) {
    chars = new char[capacity];
    from = new int[capacity];
    to = new int[capacity];
  }

  /** The text as it stands. */
  static Folded of(String text) {
    var folded = new Folded(text.length() + 1);
    new Folding(text, "", folded).run();
    return folded;
  }

  /** The text with the escapes read that begin with one of these marks. */
  static Folded unescaped(String text, String marks) {
    var folded = new Folded(text.length() + 1);
    new Folding(text, marks, folded).run();
    return folded;
  }

  void put(char c, int start, int end) {
    if (length == chars.length) {
      chars = Arrays.copyOf(chars, 2 * length);
      from = Arrays.copyOf(from, 2 * length);
      to = Arrays.copyOf(to, 2 * length);
    }
    chars[length] = c;
    from[length] = start;
    to[length] = end;
    length++;
  }

  int length() {
    return length;
  }

  /** The character at a place; a line break before the first and behind the last one. */
  char at(int index) {
    return index >= 0 && index < length ? chars[index] : '\n';
  }

  /** Where the character begins in the original. */
  int from(int index) {
    return from[index];
  }

  /** Where the character ends in the original. */
  int to(int index) {
    return to[index];
  }

  String text(int start, int end) {
    return new String(chars, start, end - start);
  }

  boolean isDigit(int index) {
    return Letters.isDigit(at(index));
  }

  boolean isLetter(int index) {
    return Letters.isLetter(at(index));
  }

  boolean isWordPart(int index) {
    return Letters.isDigit(at(index)) || Letters.isLetter(at(index));
  }

  /** Where the letters and digits end that stand at a place. */
  int wordEnd(int index) {
    int end = index;
    while (end < length && isWordPart(end)) {
      end++;
    }
    return end;
  }
}
