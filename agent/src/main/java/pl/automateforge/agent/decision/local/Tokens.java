package pl.automateforge.agent.decision.local;

import java.util.Arrays;
import java.util.Locale;

/**
 * The words of a text, folded. They lie in one buffer with a single space before, between and after
 * them, so that character n-grams see where a word begins and ends.
 */
final class Tokens {
  /** Longer words say nothing more: they are links and encoded data. */
  private static final int LONGEST_WORD = 40;

  /** Numbers of this length and above are identifiers: their shape counts, not their digits. */
  private static final int IDENTIFIER_DIGITS = 5;

  private static final String SPEAKING_SIGNS = "?!$€£%";

  private static final char MASK_BEGIN = '⟦';
  private static final char MASK_END = '⟧';
  private static final char DOT = '·';

  private final String text;
  private char[] folded;
  private int length;
  private int[] bounds = new int[128];
  private int count;

  private Tokens(String text) {
    this.text = text;
    this.folded = new char[text.length() + 2];
    folded[length++] = ' ';
  }

  /** Reads at most {@code limit} characters of the text. */
  static Tokens of(String raw, int limit) {
    String cut = raw.substring(0, Math.min(raw.length(), limit));
    String normal = Folding.normalize(cut);
    Tokens tokens = new Tokens(normal.substring(0, Math.min(normal.length(), limit)));
    tokens.scan();
    return tokens;
  }

  int count() {
    return count;
  }

  /** Where the word begins in {@link #folded()}. */
  int from(int token) {
    return bounds[4 * token];
  }

  /** Where the word ends in {@link #folded()}, exclusive. */
  int to(int token) {
    return bounds[4 * token + 1];
  }

  /** The words, each between spaces. */
  char[] folded() {
    return folded;
  }

  /** The word as a person wrote it, in lower case. */
  String word(int token) {
    return text.substring(bounds[4 * token + 2], bounds[4 * token + 3]).toLowerCase(Locale.ROOT);
  }

  private void scan() {
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      int masked = point == MASK_BEGIN ? endOfKind(at + 1) : -1;
      if (masked > 0) {
        at = mask(at, masked);
      } else if (Character.isLetterOrDigit(point)) {
        at = word(at, at);
      } else {
        if (SPEAKING_SIGNS.indexOf(point) >= 0) {
          int begin = length;
          put((char) point);
          finish(begin, at, at + 1);
        }
        at += Character.charCount(point);
      }
    }
  }

  /**
   * Where the kind ends of what stands for personal data, such as {@code ⟦PESEL⟧} or {@code
   * ⟦PESEL·k7f2·1⟧}; −1 where nothing of the sort begins.
   */
  private int endOfKind(int from) {
    int at = from;
    while (at < text.length() && at - from < LONGEST_WORD && isKind(text.charAt(at))) {
      at++;
    }
    boolean ends = at < text.length() && (text.charAt(at) == MASK_END || text.charAt(at) == DOT);
    return ends && at > from ? at : -1;
  }

  /**
   * Reads the kind as a word of its own, unlike any that a person writes. What follows it tells one
   * item from another and nothing about either; a text may have been cut within it.
   */
  private int mask(int start, int endOfKind) {
    int begin = length;
    put(MASK_BEGIN);
    for (int i = start + 1; i < endOfKind; i++) {
      put(Folding.fold(text.charAt(i)));
    }
    put(MASK_END);
    finish(begin, start + 1, endOfKind);
    int at = endOfKind;
    while (at < text.length() && at - endOfKind < LONGEST_WORD && isOfMask(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == MASK_END ? at + 1 : at;
  }

  private static boolean isKind(char c) {
    return (c < 0x80 && Character.isLetter(c)) || c == '-' || c == '_';
  }

  private static boolean isOfMask(char c) {
    return c == DOT || (c < 0x80 && Character.isLetterOrDigit(c));
  }

  private int word(int start, int from) {
    int begin = length;
    int at = from;
    int shown = from;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (!Character.isLetterOrDigit(point) && !joins(point, at)) {
        break;
      }
      int next = at + Character.charCount(point);
      if (length - begin < LONGEST_WORD) {
        putWordChar(point, at, next);
        shown = next;
      }
      at = next;
    }
    maskIdentifier(begin);
    finish(begin, start, shown);
    return at;
  }

  /** Marks and invisible characters inside a word belong to it and leave no trace. */
  private void putWordChar(int point, int at, int next) {
    if (isInvisible(point)) {
      return;
    }
    for (int i = at; i < next; i++) {
      char c = text.charAt(i);
      put(c == '’' ? '\'' : Folding.fold(c));
    }
  }

  private boolean joins(int point, int at) {
    return isInvisible(point)
        || ((point == '\'' || point == '’')
            && at + 1 < text.length()
            && Character.isLetter(text.charAt(at + 1)));
  }

  private static boolean isInvisible(int point) {
    int type = Character.getType(point);
    return type == Character.FORMAT || type == Character.NON_SPACING_MARK;
  }

  private void maskIdentifier(int begin) {
    int run = 0;
    for (int i = begin; i <= length; i++) {
      if (i < length && Character.isDigit(folded[i])) {
        run++;
        continue;
      }
      if (run >= IDENTIFIER_DIGITS) {
        Arrays.fill(folded, i - run, i, '0');
      }
      run = 0;
    }
  }

  private void finish(int begin, int textFrom, int textTo) {
    if (4 * count + 4 > bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    int at = 4 * count++;
    bounds[at] = begin;
    bounds[at + 1] = length;
    bounds[at + 2] = textFrom;
    bounds[at + 3] = textTo;
    put(' ');
  }

  private void put(char c) {
    if (length == folded.length) {
      folded = Arrays.copyOf(folded, length * 2);
    }
    folded[length++] = c;
  }
}
