package pl.automateforge.agent.privacy;

import java.util.Set;

/** Finds what is made of digits alone. For one text and one thread. */
final class NumberFinder {
  private static final int LONGEST = 34;

  private final Folded text;
  private final Set<PersonalData> kinds;
  private final Spans spans;
  private final Runs runs;
  private final Surroundings surroundings;
  private final PhoneFinder phones;
  private final byte[] digits = new byte[LONGEST];
  private int contextGroup;
  private Context context = Context.NONE;
  private boolean found;

  NumberFinder(Folded text, Set<PersonalData> kinds, Spans spans) {
    this.text = text;
    this.kinds = kinds;
    this.spans = spans;
    this.runs = new Runs(text);
    this.surroundings = new Surroundings(text);
    this.phones = new PhoneFinder(text, runs);
  }

  void find() {
    while (runs.next()) {
      contextGroup = -1;
      for (int first = 0; first < runs.count(); first++) {
        from(first);
      }
    }
  }

  private void from(int first) {
    int n = 0;
    int longest = -1;
    found = false;
    for (int last = first; last < runs.count(); last++) {
      int begin = runs.start(last);
      if (n + runs.digits(last) > LONGEST) {
        break;
      }
      for (int i = begin; i < runs.end(last); i++) {
        digits[n++] = (byte) (Letters.digit(text.at(i)) - '0');
      }
      if (n >= Numbers.SHORTEST) {
        longest = last;
        judge(first, last, n);
      }
    }
    if (!found && longest >= 0) {
      misspelt(first, longest);
    }
  }

  private Context context(int first, int last) {
    if (contextGroup != first) {
      int digits = first == 0 ? runs.digits() : runs.digits(first);
      context = surroundings.before(runs.start(first), digits);
      contextGroup = first;
      if (first == 0) {
        surroundings.remember(runs.end(runs.count() - 1), digits, context);
      }
    }
    return surroundings.behind(context, runs.end(last));
  }

  private void judge(int first, int last, int n) {
    if (kinds.contains(PersonalData.PHONE) && phones.mayBe(first, last, n, digits)) {
      Context around = context(first, last);
      if (phones.is(first, last, n, digits, around) && !isAmount(last, around)) {
        add(last, PersonalData.PHONE, phones.start(first));
      }
    }
    if (n < Numbers.SHORTEST_CHECKED || (gaps(first, last) & (Runs.SLASH | Runs.PAREN)) != 0) {
      return;
    }
    for (Numbers number : Numbers.of(n)) {
      if (kinds.contains(number.kind()) && is(number, first, last, n)) {
        add(last, number.kind(), runs.start(first));
      }
    }
  }

  private boolean is(Numbers number, int first, int last, int n) {
    boolean checked = number.checks(digits, n);
    if (number == Numbers.ACCOUNT && number.isUsual(runs, first, last)) {
      return true;
    }
    if (!checked && first > 0) {
      return false;
    }
    Context around = context(first, last);
    if (around.isDirect(number.label())) {
      return true;
    }
    if (around.names(number.label()) && !around.isOther() && (checked || isApart(first, last))) {
      return true;
    }
    return checked && isBare(number, first, last, around);
  }

  /** Whether a number that nothing names may be what its check digit says. */
  private boolean isBare(Numbers number, int first, int last, Context around) {
    if (number == Numbers.ACCOUNT) {
      return isApart(first, last);
    }
    if (runs.isMixed()
        || around.isOther()
        || isAmount(last, around)
        || !(isApart(first, last) || isCanonical(number, first, last))
        || isColumn(first, last)) {
      return false;
    }
    return number == Numbers.PESEL
        || (!around.isContrary()
            && !isTight(first, last)
            && !isCode(first)
            && !isHost(first, last)
            && !isPair(number, first, last));
  }

  /** Four groups with dots between them are an address of a machine. */
  private boolean isHost(int first, int last) {
    boolean dots = last == first + 3;
    for (int i = first; i <= last; i++) {
      dots &= runs.digits(i) <= 3 && (i == first || runs.gapBefore(i) == Runs.DOT);
    }
    return dots;
  }

  /** Whether two numbers stand side by side that are rather two than one. */
  private boolean isPair(Numbers number, int first, int last) {
    return last == first + 1
        && (runs.gapBefore(last) & Runs.LINE) == 0
        && !number.isUsual(runs, first, last);
  }

  private boolean isCanonical(Numbers number, int first, int last) {
    return number.isUsual(runs, first, last)
        && (runs.gapBefore(first) | runs.gapBefore(last + 1)) <= Runs.SPACE;
  }

  private boolean isAmount(int last, Context around) {
    return around.direct() == 0 && surroundings.isAmount(runs.end(last));
  }

  private int gaps(int first, int last) {
    int gaps = 0;
    for (int i = first + 1; i <= last; i++) {
      gaps |= runs.gapBefore(i);
    }
    return gaps;
  }

  /** Whether the groups belong together and not to those before and behind them. */
  private boolean isApart(int first, int last) {
    if (first == last) {
      return true;
    }
    int inner = 0;
    for (int i = first + 1; i <= last; i++) {
      int gap = runs.gapBefore(i) & ~Runs.LINE;
      boolean broken = gap != runs.gapBefore(i);
      if (gap != 0 && inner != 0 && gap != inner && !broken) {
        return false;
      }
      inner = broken && inner != 0 ? inner : gap;
    }
    return isOther(runs.gapBefore(first), inner) && isOther(runs.gapBefore(last + 1), inner);
  }

  private static boolean isOther(int outer, int inner) {
    return outer == 0 || (outer != inner && (outer & (Runs.SPACE | Runs.LINE)) != 0);
  }

  /** Whether a hyphen, dot or slash joins the number to other digits. */
  private boolean isTight(int first, int last) {
    return isTight(runs.gapBefore(first))
        || isTight(runs.gapBefore(last + 1))
        || isJoined(runs.start(first) - 1, -1)
        || isJoined(runs.end(last), 1);
  }

  private static boolean isTight(int gap) {
    return gap != 0 && (gap & (Runs.SPACE | Runs.LINE)) == 0;
  }

  private boolean isJoined(int at, int step) {
    return "/:,.-_#".indexOf(text.at(at)) >= 0 && text.isDigit(at + step);
  }

  /** Whether the digits follow a few capital letters, as those of an article do. */
  private boolean isCode(int first) {
    int at = runs.start(first) - 1;
    int letters = 0;
    while (text.isLetter(at - letters) && letters < 4) {
      letters++;
    }
    String glued = text.text(at - letters + 1, at + 1);
    return letters > 0 && letters < 4 && !glued.equalsIgnoreCase("PL");
  }

  /** Whether a line break joins two lines that hold nothing but numbers. */
  private boolean isColumn(int first, int last) {
    for (int i = first + 1; i <= last; i++) {
      if ((runs.gapBefore(i) & Runs.LINE) != 0
          && isNumeric(runs.end(i - 1) - 1, -1)
          && isNumeric(runs.start(i), 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNumeric(int from, int step) {
    int limit = 60;
    for (int i = from; text.at(i) != '\n' && limit > 0; i += step, limit--) {
      if (!text.isDigit(i) && " -./".indexOf(text.at(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A number right behind its word that has a digit too many or too few. */
  private void misspelt(int first, int longest) {
    int n = 0;
    int best = -1;
    PersonalData kind = null;
    for (int last = first; last <= longest; last++) {
      n += runs.digits(last);
      if (n < Numbers.SHORTEST_CHECKED - 1 || (gaps(first, last) & Runs.PAREN) != 0) {
        continue;
      }
      Context around = context(first, last);
      if (around.direct() == 0) {
        break;
      }
      for (Numbers number : Numbers.values()) {
        if (kinds.contains(number.kind())
            && around.isDirect(number.label())
            && number.isNearly(n)) {
          best = last;
          kind = number.kind();
        }
      }
    }
    if (kind != null) {
      add(best, kind, runs.start(first));
    }
  }

  private void add(int last, PersonalData kind, int start) {
    found = true;
    spans.add(text, start, runs.end(last), kind);
  }
}
