package pl.automateforge.agent.privacy;

import java.util.Arrays;

/**
 * Groups of digits that follow each other with no more between them than what people put into
 * numbers. For one text and one thread.
 */
final class Runs {
  static final int SPACE = 1;
  static final int HYPHEN = 2;
  static final int DOT = 4;
  static final int SLASH = 8;
  static final int PAREN = 16;
  static final int LINE = 32;

  private static final int WIDEST_GAP = 12;

  private final Folded text;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int[] gaps = new int[16];
  private boolean[] scanned = new boolean[16];
  private int count;
  private int at;
  private int groupStart;
  private int groupEnd;
  private boolean groupScanned;
  private boolean groupMixed;
  private boolean mixed;
  private int gap;
  private int wordEnd;

  Runs(Folded text) {
    this.text = text;
  }

  /** Goes on to the next run, and says whether there is one. */
  boolean next() {
    count = 0;
    while (count == 0) {
      while (at < text.length() && !text.isWordPart(at)) {
        at++;
      }
      if (at >= text.length()) {
        return false;
      }
      if (group(at)) {
        add(0);
      }
    }
    mixed = groupMixed;
    boolean goesOn = !mixed;
    while (goesOn && !text.isWordPart(at)) {
      int next = afterGap(at);
      int gapOfNext = gap;
      goesOn = next >= 0 && group(next);
      if (goesOn && (groupMixed || groupStart != next)) {
        at = next;
        goesOn = false;
      }
      if (goesOn) {
        add(gapOfNext);
      }
    }
    return true;
  }

  /** Reads the digits of a word; where there are none, goes past it. */
  private boolean group(int start) {
    boolean inside = text.isWordPart(start - 1);
    int end = inside && start <= wordEnd ? wordEnd : text.wordEnd(start);
    wordEnd = end;
    int first = start;
    while (first < end && !text.isDigit(first)) {
      first++;
    }
    if (first == end) {
      return loneLetters(start, end);
    }
    int stop = first;
    while (stop < end && text.isDigit(stop)) {
      stop++;
    }
    // a letter in the middle: digits up to it, and the rest is looked at by itself
    int last = inside ? stop : lastDigit(end) + 1;
    if (!inside) {
      first = isDigitLike(start, first) ? start : first;
      last = isDigitLike(last, end) ? end : last;
      stop = digitLike(stop, last);
    }
    groupMixed = inside || stop < last;
    groupStart = first;
    groupEnd = stop;
    groupScanned = hasLetter(first, stop);
    at = stop;
    return true;
  }

  /** Where digits and letters like them end; before a letter of another sort only digits count. */
  private int digitLike(int start, int end) {
    int stop = start;
    while (stop < end && Letters.isDigitLike(text.at(stop))) {
      stop++;
    }
    while (stop < end && !text.isDigit(stop - 1)) {
      stop--;
    }
    return stop;
  }

  private int lastDigit(int end) {
    int last = end - 1;
    while (!text.isDigit(last)) {
      last--;
    }
    return last;
  }

  /** Letters that a scan took for digits, between groups of digits. */
  private boolean loneLetters(int start, int end) {
    boolean between =
        count > 0 && end - start <= 3 && isDigitLike(start, end) && afterGap(end) >= 0;
    if (between) {
      groupStart = start;
      groupEnd = end;
      groupScanned = true;
      groupMixed = false;
    }
    at = end;
    return between;
  }

  private boolean isDigitLike(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Letters.isDigitLike(text.at(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean hasLetter(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!text.isDigit(i)) {
        return true;
      }
    }
    return false;
  }

  private void add(int before) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      gaps = Arrays.copyOf(gaps, 2 * count);
      scanned = Arrays.copyOf(scanned, 2 * count);
    }
    starts[count] = groupStart;
    ends[count] = groupEnd;
    gaps[count] = before;
    scanned[count] = groupScanned;
    count++;
  }

  /** Where the next group would begin behind a gap, whose signs are then known; -1: nowhere. */
  private int afterGap(int end) {
    gap = 0;
    int signs = 0;
    int spaces = 0;
    int i = end;
    for (; i < end + WIDEST_GAP; i++) {
      switch (text.at(i)) {
        case ' ' -> {
          gap |= SPACE;
          spaces += (gap & LINE) == 0 ? 1 : 0;
        }
        case '\n' -> {
          if ((gap & LINE) != 0) {
            return -1;
          }
          gap |= LINE;
        }
        case '-' -> gap |= HYPHEN;
        case '.' -> gap |= DOT;
        case '/' -> gap |= SLASH;
        case '(', ')' -> gap |= PAREN;
        default -> {
          boolean digits = Letters.isDigitLike(text.at(i));
          return i > end && signs <= 2 && spaces <= 3 && digits ? i : -1;
        }
      }
      signs += text.at(i) == ' ' || text.at(i) == '\n' ? 0 : 1;
    }
    return -1;
  }

  int count() {
    return count;
  }

  int start(int group) {
    return starts[group];
  }

  int end(int group) {
    return ends[group];
  }

  /** How many digits all groups have. */
  int digits() {
    int digits = 0;
    for (int i = 0; i < count; i++) {
      digits += digits(i);
    }
    return digits;
  }

  int digits(int group) {
    return ends[group] - starts[group];
  }

  /** The signs between a group and the one before it; 0 for the first and behind the last. */
  int gapBefore(int group) {
    return group > 0 && group < count ? gaps[group] : 0;
  }

  /** Whether letters stand for digits in these groups. */
  boolean isScanned(int first, int last) {
    for (int i = first; i <= last; i++) {
      if (scanned[i]) {
        return true;
      }
    }
    return false;
  }

  /** Whether letters stand in the middle of the digits, as in the hash of a file. */
  boolean isMixed() {
    return mixed;
  }
}
