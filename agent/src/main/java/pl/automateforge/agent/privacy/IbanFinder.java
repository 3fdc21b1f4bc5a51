package pl.automateforge.agent.privacy;

/** Finds account numbers that begin with a country. For one text and one thread. */
final class IbanFinder {
  private static final int LONGEST = 34;

  private final Folded text;
  private final Surroundings surroundings;
  private final Spans spans;
  private final char[] read = new char[LONGEST];
  private final char[] scanned = new char[LONGEST];
  private boolean upper;
  private boolean lower;
  private boolean spaced;

  IbanFinder(Folded text, Surroundings surroundings, Spans spans) {
    this.text = text;
    this.surroundings = surroundings;
    this.spans = spans;
  }

  /** Looks whether an account number begins at a letter, and returns where to go on. */
  int find(int start) {
    int length = IbanLengths.of(text.at(start), text.at(start + 1));
    if (length == 0 || (text.isWordPart(start - 1) && !isBehindItsName(start))) {
      return start;
    }
    if (!digitsFollow(start + 2)) {
      return start;
    }
    int end = read(start, length);
    if (end < 0 || text.isDigit(end) || (text.isLetter(end) && !isDigits(4, length))) {
      return start;
    }
    boolean oneCase = !(upper && lower) && (upper || !spaced);
    boolean checked = isChecked(length) && (oneCase || isDigits(4, length));
    if (checked || isNamed(start, end, length)) {
      spans.add(text, start, end, PersonalData.IBAN);
      return end;
    }
    return start;
  }

  private boolean isBehindItsName(int start) {
    return start >= 4 && text.text(start - 4, start).equalsIgnoreCase("IBAN");
  }

  private boolean digitsFollow(int at) {
    int first = behindGap(at);
    int second = behindGap(first + 1);
    return Letters.isDigitLike(text.at(first))
        && Letters.isDigitLike(text.at(second))
        && (text.isDigit(first) || text.isDigit(second));
  }

  private boolean isNamed(int start, int end, int length) {
    return isCapital(start)
        && hasDigits(length)
        && surroundings.of(start, end, length).names(Label.ACCOUNT);
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '\n';
  }

  private int behindGap(int at) {
    int behind = at;
    while (behind < at + 4 && isGap(text.at(behind))) {
      behind++;
    }
    return behind;
  }

  private boolean isCapital(int start) {
    return Letters.isUpper(text.at(start)) && Letters.isUpper(text.at(start + 1));
  }

  /** Reads so many letters and digits, and returns where they end; -1 where they do not. */
  private int read(int start, int length) {
    upper = false;
    lower = false;
    spaced = false;
    int n = 0;
    int gap = 0;
    int at = start;
    while (n < length) {
      char c = text.at(at);
      if (Letters.isDigit(c) || (c < 0x80 && Letters.isLetter(c))) {
        upper |= c >= 'A' && c <= 'Z';
        lower |= c >= 'a';
        char digit = Letters.digit(c);
        scanned[n] = digit >= 'a' ? (char) (digit - 0x20) : digit;
        read[n++] = c >= 'a' ? (char) (c - 0x20) : c;
        gap = 0;
      } else if (isGap(c) && at < text.length()) {
        spaced = true;
        gap++;
        if (gap > (text.at(at - 1) == ' ' || c == '\n' ? 10 : 3)) {
          return -1;
        }
      } else {
        return -1;
      }
      at++;
    }
    return at;
  }

  private boolean isDigits(int from, int length) {
    for (int i = from; i < length; i++) {
      if (!Letters.isDigit(read[i])) {
        return false;
      }
    }
    return true;
  }

  /** Countries such as Malta have more letters than digits in some numbers. */
  private boolean hasDigits(int length) {
    int digits = 0;
    for (int i = 2; i < length; i++) {
      digits += Letters.isDigit(read[i]) ? 1 : 0;
    }
    return 4 * digits >= length;
  }

  private boolean isChecked(int length) {
    return hasDigits(length)
        && (CheckDigits.iban(read, length)
            || asScanned(length, Scan.ALL)
            || asScanned(length, Scan.BEHIND_BANK)
            || asScanned(length, Scan.BETWEEN_DIGITS));
  }

  /** Which letters that a scan takes for digits are read as digits: some are what they seem. */
  private enum Scan {
    ALL,
    BEHIND_BANK,
    BETWEEN_DIGITS
  }

  private boolean asScanned(int length, Scan scan) {
    char[] plain = read.clone();
    boolean changed = false;
    for (int i = 2; i < length; i++) {
      boolean kept =
          switch (scan) {
            case ALL -> false;
            case BEHIND_BANK -> i >= 4 && i < 8;
            case BETWEEN_DIGITS ->
                !Letters.isDigit(scanned[i - 1])
                    || (i + 1 < length && !Letters.isDigit(scanned[i + 1]));
          };
      plain[i] = kept ? plain[i] : scanned[i];
      changed |= plain[i] != read[i];
    }
    return changed && CheckDigits.iban(plain, length);
  }
}
