package pl.automateforge.agent.privacy;

/**
 * The heads of columns: what stands above a number in a table whose cells bars, tabs or semicolons
 * part. For one text and one thread; asked from the left to the right.
 */
final class Tables {
  private static final String SEPARATORS = "|\t;";
  private static final int WIDEST = 400;
  private static final int MOST_LINES = 40;

  private final Folded text;
  private int line = -1;
  private int head = -1;

  Tables(Folded text) {
    this.text = text;
  }

  /** Labels in the head of the column that a number stands in, as bits. */
  int labels(int number) {
    int start = lineStart(number);
    char separator = start < 0 ? 0 : separator(start, number);
    if (separator == 0) {
      return 0;
    }
    int top = head(start);
    return top < 0 || top == start ? 0 : cell(top, count(start, number, separator), separator);
  }

  /** Where the line begins that a place lies in; -1 where that is too far. */
  private int lineStart(int at) {
    int start = at;
    while (start > 0 && text.at(start - 1) != '\n') {
      start--;
      if (at - start > WIDEST) {
        return -1;
      }
    }
    return start;
  }

  private char separator(int from, int to) {
    for (int i = from; i < to + WIDEST && (i < to || text.at(i) != '\n'); i++) {
      if (SEPARATORS.indexOf(text.at(i)) >= 0) {
        return text.at(i);
      }
    }
    return 0;
  }

  private int count(int from, int to, char separator) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += text.at(i) == separator ? 1 : 0;
    }
    return count;
  }

  private int head(int start) {
    if (start == line) {
      return head;
    }
    int top = start;
    for (int lines = 0; top > 0 && lines < MOST_LINES; lines++) {
      int above = lineStart(top - 1);
      if (above < 0 || separator(above, above) == 0) {
        break;
      }
      top = above == line ? head : above;
      if (above == line) {
        break;
      }
    }
    line = start;
    head = top;
    return top;
  }

  private int cell(int start, int column, char separator) {
    int at = start;
    for (int i = 0; i < column; at++) {
      if (text.at(at) == '\n') {
        return 0;
      }
      i += text.at(at) == separator ? 1 : 0;
    }
    int labels = 0;
    while (text.at(at) != separator && text.at(at) != '\n') {
      if (text.isLetter(at)) {
        int begin = at;
        while (text.isLetter(at)) {
          at++;
        }
        Label label = at - begin > 40 ? null : Label.of(Letters.plain(text.text(begin, at)));
        labels |= label == null || label == Label.FILLER ? 0 : label.bit();
      } else {
        at++;
      }
    }
    return labels;
  }
}
