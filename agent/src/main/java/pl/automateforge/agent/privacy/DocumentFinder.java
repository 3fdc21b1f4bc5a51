package pl.automateforge.agent.privacy;

import java.util.Set;

/** Finds identity cards and passports. For one text and one thread. */
final class DocumentFinder {
  private static final int ID_DIGITS = 6;
  private static final int PASSPORT_DIGITS = 7;
  private static final Set<Integer> MACHINE_READABLE = Set.of(30, 36, 44);

  private final Folded text;
  private final Set<PersonalData> kinds;
  private final Surroundings surroundings;
  private final Spans spans;
  private final byte[] values = new byte[9];

  DocumentFinder(Folded text, Set<PersonalData> kinds, Surroundings surroundings, Spans spans) {
    this.text = text;
    this.kinds = kinds;
    this.surroundings = surroundings;
    this.spans = spans;
  }

  /** Looks whether a number begins at the first letter of a word. */
  void find(int start) {
    int letters = 0;
    while (letters < 4 && isAscii(text.at(start + letters))) {
      letters++;
    }
    if (letters >= 3 && kinds.contains(PersonalData.ID_CARD)) {
      idCard(start);
    }
    if (letters >= 2 && kinds.contains(PersonalData.PASSPORT)) {
      passport(start);
    }
  }

  private static boolean isAscii(char c) {
    return c < 0x80 && Letters.isLetter(c);
  }

  private void idCard(int start) {
    int digits = start + 3;
    while (digits < start + 5 && isGap(text.at(digits))) {
      digits++;
    }
    int end = digits(digits, ID_DIGITS);
    if (end < 0) {
      return;
    }
    for (int i = 0; i < 3; i++) {
      values[i] = (byte) (Character.toUpperCase(text.at(start + i)) - 'A' + 10);
    }
    Context around = surroundings.of(start, end, ID_DIGITS);
    boolean named = around.names(Label.ID_CARD) || around.isDirect(Label.CARD);
    boolean whole = end - start == 9 || (digits == start + 4 && end - digits == ID_DIGITS);
    if (named
        ? !around.isOther() || around.isDirect(Label.ID_CARD)
        : whole && isBare(start, digits, around)) {
      spans.add(text, start, end, PersonalData.ID_CARD);
    }
  }

  private boolean isBare(int start, int digits, Context around) {
    boolean upper = Letters.isUpper(text.at(start)) && Letters.isUpper(text.at(start + 2));
    boolean glued = digits == start + 3;
    String letters = Letters.plain(text.text(start, start + 3));
    return CheckDigits.idCard(values)
        && !around.isContrary()
        && (upper || glued)
        && text.at(digits - 1) != '\n'
        && !isWord(letters)
        && !isJoined(start - 1, -1)
        && !isJoined(digits + ID_DIGITS, 1);
  }

  /** Series in use begin with A to D: behind these a word of business is none. */
  private static boolean isWord(String letters) {
    return letters.charAt(0) > 'd' && Label.of(letters) != null;
  }

  /** Whether a sign joins the number to more digits. */
  private boolean isJoined(int at, int step) {
    return "/-:.".indexOf(text.at(at)) >= 0 && text.isDigit(at + step);
  }

  private void passport(int start) {
    int digits = start + 2;
    while (digits < start + 4 && isGap(text.at(digits))) {
      digits++;
    }
    int end = digits(digits, PASSPORT_DIGITS);
    if (end >= 0 && surroundings.of(start, end, PASSPORT_DIGITS).names(Label.PASSPORT)) {
      spans.add(text, start, end, PersonalData.PASSPORT);
    }
  }

  /** A word with digits right behind the word passport: every country has a form of its own. */
  void foreign(int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      digits += text.isDigit(i) ? 1 : 0;
    }
    if (kinds.contains(PersonalData.PASSPORT)
        && end - start >= 6
        && end - start <= 10
        && digits >= 5
        && surroundings.of(start, end, digits).isDirect(Label.PASSPORT)) {
      spans.add(text, start, end, PersonalData.PASSPORT);
    }
  }

  /** Where so many digits end, single signs between them; -1 where there are not just so many. */
  private int digits(int start, int wanted) {
    int n = 0;
    int real = 0;
    int at = start;
    while (n < wanted) {
      char c = text.at(at);
      if (Letters.isDigitLike(c)) {
        values[(9 - wanted + n) % 9] = (byte) (Letters.digit(c) - '0');
        real += Letters.isDigit(c) ? 1 : 0;
        n++;
      } else if (n == 0 || !isGap(c) || isGap(text.at(at - 1))) {
        return -1;
      }
      at++;
    }
    return real * 2 > wanted && !text.isWordPart(at) ? at : -1;
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '-' || c == '\n';
  }

  /**
   * The lines of a document that machines read, at a place of {@code <<}; returns where to go on.
   */
  int machineReadable(int at) {
    int start = at;
    while (isMachines(text.at(start - 1)) && at - start < 45) {
      start--;
    }
    int end = at;
    while (isMachines(text.at(end)) && end - start < 45) {
      end++;
    }
    if (MACHINE_READABLE.contains(end - start)) {
      PersonalData kind = end - start == 30 ? PersonalData.ID_CARD : PersonalData.PASSPORT;
      if (kinds.contains(kind)) {
        spans.add(text, start, end, kind);
      }
    }
    return end;
  }

  private static boolean isMachines(char c) {
    return Letters.isDigit(c) || c == '<' || (c >= 'A' && c <= 'Z');
  }
}
