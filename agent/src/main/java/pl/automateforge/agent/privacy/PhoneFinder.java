package pl.automateforge.agent.privacy;

/** Tells telephone numbers among groups of digits. For one text and one thread. */
final class PhoneFinder {
  private static final int SHORTEST = 7;
  private static final int LONGEST = 15;
  private static final int POLISH = 9;

  /** The first two digits that Polish numbers have, of mobile and of area networks. */
  private static final String PREFIXES =
      " 12 13 14 15 16 17 18 22 23 24 25 29 32 33 34 39 41 42 43 44 45 46 47 48 50 51 52 53 54 55 56 57 58"
          + " 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89"
          + " 91 94 95 ";

  private static final boolean[] KNOWN = known();
  private static final int[][] SHAPES = {
    {9}, {3, 3, 3}, {2, 3, 2, 2}, {2, 7}, {3, 2, 2, 2}, {3, 6}, {2, 3, 4}, {2, 4, 3}, {2, 3, 3, 1}
  };

  private final Folded text;
  private final Runs runs;

  PhoneFinder(Folded text, Runs runs) {
    this.text = text;
    this.runs = runs;
  }

  private static boolean[] known() {
    boolean[] known = new boolean[100];
    for (String prefix : PREFIXES.strip().split(" ", -1)) {
      known[Integer.parseInt(prefix)] = true;
    }
    return known;
  }

  /** Whether these groups are worth a look at the words around them. */
  boolean mayBe(int first, int last, int n, byte[] d) {
    return n >= SHORTEST
        && n <= LONGEST
        && !runs.isMixed()
        && (first == 0 || isPlain(first, last, n, d, false));
  }

  /** Where the number begins, with its plus and bracket. */
  int start(int first) {
    int start = runs.start(first);
    boolean bracket = text.at(start - 1) == '(' && (runs.gapBefore(first + 1) & Runs.PAREN) != 0;
    boolean plus = text.at(start - 1) == '(' && text.at(start - 2) == '+';
    int before = bracket || plus ? start - 2 : start - 1;
    return text.at(before) == '+' ? before : bracket ? start - 1 : start;
  }

  boolean is(int first, int last, int n, byte[] d, Context around) {
    if (hasPlus(first)) {
      return isInternational(last, n, d);
    }
    if (around.isDirect(Label.PHONE)) {
      return isNamed(first, last, n, d);
    }
    boolean named = around.names(Label.PHONE);
    boolean scanned = runs.isScanned(first, last);
    if (!named && (scanned || around.isContrary() || isOfOther(around))) {
      return false;
    }
    return isAlone(first, last) && isPlain(first, last, n, d, named);
  }

  private static boolean isOfOther(Context around) {
    return around.isDirect(Label.ACCOUNT) || around.isDirect(Label.CARD);
  }

  private boolean hasPlus(int first) {
    int before = runs.start(first) - 1;
    before -= text.at(before) == '(' ? 1 : 0;
    return first == 0 && text.at(before) == '+';
  }

  private boolean isInternational(int last, int n, byte[] d) {
    if (d[0] == 4 && d[1] == 8) {
      return n == POLISH + 2;
    }
    // up to the end of the run: only so is it whole
    boolean ends = endsAt(last);
    boolean full = !ends && n + runs.digits(last + 1) > LONGEST;
    return d[0] != 0 && (ends || full || n == 12);
  }

  private boolean endsAt(int last) {
    return last + 1 == runs.count() || (runs.gapBefore(last + 1) & Runs.LINE) != 0;
  }

  /** Behind its word almost every number is one. */
  private boolean isNamed(int first, int last, int n, byte[] d) {
    boolean polish = isPolish(first, last, n, d);
    boolean ends = endsAt(last);
    return polish || ends || isPlain(first, last, n, d, true);
  }

  private boolean isPlain(int first, int last, int n, byte[] d, boolean named) {
    return switch (n) {
      case POLISH -> named || isPolish(first, last, n, d);
      case 10 -> isForeign(first, last, d) || isTrunk(first, last, d);
      case 11 -> isPrefixed(first, last, d) || isTrunk(first, last, d);
      case 12, 13, 14, 15 -> d[0] == 0 && d[1] == 0 && d[2] != 0 && isWhole(last, n, d);
      default -> named && n >= SHORTEST && first == last;
    };
  }

  private boolean isPolish(int first, int last, int n, byte[] d) {
    if (n != POLISH || !KNOWN[10 * d[0] + d[1]]) {
      return false;
    }
    for (int[] shape : SHAPES) {
      if (Numbers.fits(runs, first, last, shape)) {
        return true;
      }
    }
    return first + 1 == last && (runs.gapBefore(last) & Runs.LINE) != 0;
  }

  /** 415-555-0132, (415) 555-0132. */
  private boolean isForeign(int first, int last, byte[] d) {
    int gaps = runs.gapBefore(last) | runs.gapBefore(first + 1 <= last ? first + 1 : last);
    return d[0] > 1
        && Numbers.fits(runs, first, last, 3, 3, 4)
        && (gaps & (Runs.HYPHEN | Runs.DOT | Runs.PAREN)) != 0;
  }

  /** A 0 before the area: 022 123 45 67, 0-22 123 45 67, 020 7946 0958. */
  private boolean isTrunk(int first, int last, byte[] d) {
    return d[0] == 0
        && d[1] != 0
        && last > first
        && last - first <= 4
        && runs.digits(first) <= 5
        && endsAt(last);
  }

  /** 48 before the nine digits. */
  private boolean isPrefixed(int first, int last, byte[] d) {
    if (d[0] != 4 || d[1] != 8 || !KNOWN[10 * d[2] + d[3]]) {
      return false;
    }
    return runs.digits(first) == 2 || (first == last && d[2] >= 4);
  }

  private boolean isWhole(int last, int n, byte[] d) {
    boolean polish = d[2] == 4 && d[3] == 8;
    return polish ? n == POLISH + 4 : last + 1 == runs.count() && n > 11;
  }

  /** Whether the groups stand apart from those before and behind them. */
  private boolean isAlone(int first, int last) {
    int before = runs.gapBefore(first);
    int after = runs.gapBefore(last + 1);
    int inner = last > first ? runs.gapBefore(last) : 0;
    boolean tight = isTight(before) || isTight(after);
    boolean joined =
        isJoined(runs.start(first) - 1, -1)
            || isJoined(runs.end(last), 1)
            || (text.isLetter(runs.start(first) - 1) && !isWord(runs.start(first) - 1));
    return !tight && !joined && ((inner & Runs.LINE) == 0 || last == first + 1);
  }

  private boolean isWord(int last) {
    return text.isLetter(last - 1) && text.isLetter(last - 2) && text.isLetter(last - 3);
  }

  private static boolean isTight(int gap) {
    return gap != 0 && (gap & (Runs.SPACE | Runs.LINE | Runs.PAREN)) == 0;
  }

  private boolean isJoined(int at, int step) {
    return "/:,.-#".indexOf(text.at(at)) >= 0 && text.isDigit(at + step);
  }
}
