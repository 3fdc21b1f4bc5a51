package pl.automateforge.agent.privacy;

import java.util.Arrays;

/** The words and numbers of a text, from the left to the right. */
final class Words {
  private final Folded text;
  private int[] bounds;
  private int count;

  private Words(Folded text) {
    this.text = text;
    this.bounds = new int[64 + text.length() / 3];
  }

  static Words of(Folded text) {
    var words = new Words(text);
    int at = 0;
    while (at < text.length()) {
      if (text.isWordPart(at)) {
        int end = at;
        while (text.isWordPart(end) || isApostrophe(text, end)) {
          end++;
        }
        words.add(at, end);
        at = end;
      } else {
        at++;
      }
    }
    return words;
  }

  private static boolean isApostrophe(Folded text, int at) {
    char c = text.at(at);
    return (c == '\'' || c == '’') && text.isLetter(at + 1) && Letters.isUpper(text.at(at + 1));
  }

  private void add(int start, int end) {
    if (2 * count + 2 > bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * count] = start;
    bounds[2 * count + 1] = end;
    count++;
  }

  int count() {
    return count;
  }

  int start(int word) {
    return bounds[2 * word];
  }

  int end(int word) {
    return bounds[2 * word + 1];
  }

  private boolean has(int word) {
    return word >= 0 && word < count;
  }

  int length(int word) {
    return has(word) ? end(word) - start(word) : 0;
  }

  /** In lower case and without diacritics; empty where there is no such word or it is very long. */
  String plain(int word) {
    int length = length(word);
    return length == 0 || length > 40 ? "" : Letters.plain(text.text(start(word), end(word)));
  }

  /** Whether the word begins with a capital letter. */
  boolean isCapital(int word) {
    return has(word) && Letters.isUpper(text.at(start(word)));
  }

  boolean isNumber(int word) {
    return has(word) && text.isDigit(start(word));
  }

  /** Whether a word has letters alone, of which the first is a capital and most are not. */
  boolean isProper(int word) {
    if (!isCapital(word) || length(word) < 2 || length(word) > 30) {
      return false;
    }
    for (int i = start(word); i < end(word); i++) {
      if (text.isDigit(i)) {
        return false;
      }
    }
    return true;
  }

  boolean isAllCapital(int word) {
    return length(word) > 1 && Letters.isUpper(text.at(end(word) - 1));
  }

  /** Whether just this stands between a word and the next one. */
  boolean isFollowedBy(int word, String gap) {
    if (!has(word) || !has(word + 1) || start(word + 1) - end(word) != gap.length()) {
      return false;
    }
    for (int i = 0; i < gap.length(); i++) {
      if (text.at(end(word) + i) != gap.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a blank, an underscore or a mere line break stands between a word and the next one. */
  boolean isBeside(int word) {
    if (!has(word) || !has(word + 1)) {
      return false;
    }
    int gap = start(word + 1) - end(word);
    char c = text.at(end(word));
    return (gap == 1 && (c == ' ' || c == '_'))
        || (gap == 2 && c == ' ' && text.at(end(word) + 1) == ' ')
        || (gap == 1 && c == '\n' && !isFirstInLine(word));
  }

  boolean isFirstInLine(int word) {
    int at = start(word) - 1;
    while (text.at(at) == ' ' || text.at(at) == '*' || text.at(at) == '_') {
      at--;
    }
    return text.at(at) == '\n';
  }
}
