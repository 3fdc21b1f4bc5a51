package pl.automateforge.agent.privacy;

import java.util.Set;

/**
 * Reads the words around numbers. For one text and one thread; asked from the left to the right.
 */
final class Surroundings {
  private static final int REACH = 90;
  private static final int STRANGERS = 3;
  private static final int AFTER = 40;
  private static final Set<String> CURRENCIES =
      Set.of(
          "zl", "zlotych", "pln", "eur", "euro", "usd", "gbp", "chf", "czk", "sek", "nok", "dkk",
          "gr", "groszy", "tys", "mln", "mld", "szt", "sztuk", "kg", "km", "m", "mb", "kb", "gb",
          "kwh", "mwh", "gj", "l", "cm", "mm", "ml", "ms", "osob", "users", "bytes", "pcs");

  private final Folded text;
  private int lastEnd = -1;
  private int lastDigits;
  private Context last = Context.NONE;
  private final Tables tables;

  Surroundings(Folded text) {
    this.text = text;
    this.tables = new Tables(text);
  }

  /** What the words say of a number of so many digits. */
  Context of(int start, int end, int digits) {
    Context context = before(start, digits);
    remember(end, digits, context);
    return behind(context, end);
  }

  /** What the words before a number say, and the head of its column. */
  Context before(int start, int digits) {
    Context context = new Backwards(start, digits).read();
    return context.direct() == 0 && context.contrary() == 0
        ? context.under(tables.labels(start))
        : context;
  }

  /** With what the words behind a number say. */
  Context behind(Context context, int end) {
    boolean open = context.direct() == 0 && context.contrary() == 0;
    return open ? context.and(after(end)) : context;
  }

  /** What was said of a number holds for those that are listed behind it. */
  void remember(int end, int digits, Context context) {
    lastEnd = end;
    lastDigits = digits;
    last = context;
  }

  /** Whether an amount's currency, unit or fraction follows. */
  boolean isAmount(int end) {
    char next = text.at(end);
    if ((next == ',' && text.isDigit(end + 1)) || next == '%') {
      return true;
    }
    int at = end;
    while (at < end + 2 && text.at(at) == ' ') {
      at++;
    }
    if ("€$£%".indexOf(text.at(at)) >= 0) {
      return true;
    }
    int word = at;
    while (at < word + 10 && text.isLetter(at)) {
      at++;
    }
    return at > word && CURRENCIES.contains(Letters.plain(text.text(word, at)));
  }

  private Context after(int end) {
    int at = end;
    int near = 0;
    for (int words = 0; words < 3 && at < end + AFTER; ) {
      char c = text.at(at);
      if (Letters.isLetter(c)) {
        int begin = at;
        while (at < end + AFTER && text.isLetter(at)) {
          at++;
        }
        Label label = Label.of(Letters.plain(text.text(begin, at)));
        if (label != null && label.isOwn()) {
          return precedesNumber(at) ? Context.NONE : new Context(0, label.bit(), 0);
        }
        words += label == Label.FILLER ? 0 : 1;
        if (label == Label.SOFT || label == Label.OTHER) {
          break;
        }
      } else if (c == ' ' || c == '(' || c == '-' || c == '[' || c == '_') {
        at++;
      } else {
        break;
      }
    }
    return near == 0 ? Context.NONE : new Context(0, near, 0);
  }

  private boolean precedesNumber(int at) {
    for (int i = at; i < at + 12; i++) {
      if (text.isDigit(i)) {
        return true;
      }
      if (text.at(i) == '\n' || text.at(i) == ')') {
        return false;
      }
    }
    return false;
  }

  /** Walks back from a number, word by word. */
  private final class Backwards {
    private final int digits;
    private final int floor;
    private int at;
    private int strangers;
    private int lines;
    private int direct;
    private int near;
    private int contrary;
    private boolean clauseEnded;
    private boolean filed;
    private boolean done;

    Backwards(int start, int digits) {
      this.at = start;
      this.digits = digits;
      this.floor = Math.max(0, start - REACH);
    }

    Context read() {
      while (!done && at > floor && strangers <= STRANGERS) {
        char c = text.at(at - 1);
        if (Letters.isLetter(c)) {
          word();
        } else if (Letters.isDigit(c)) {
          number();
        } else {
          sign(c);
          at--;
        }
      }
      return direct == 0 && near == 0 && contrary == 0
          ? Context.NONE
          : new Context(direct, near, contrary);
    }

    private void word() {
      int end = at;
      while (at > floor && text.isLetter(at - 1)) {
        at--;
      }
      Label label = Label.of(Letters.plain(text.text(at, end)));
      if (label == null) {
        strangers++;
        done = direct != 0 || (contrary != 0 && strangers > 2);
      } else if (label.isOwn()) {
        own(label);
      } else if (label == Label.FILLER) {
        called(end);
      } else if (direct != 0 || strangers > 1) {
        done = true;
      } else if (label == Label.SOFT && filed) {
        strangers++;
      } else {
        contrary |= label.bit();
      }
    }

    private void own(Label label) {
      if (contrary != 0) {
        // "NIP on the invoice:" is a NIP; after a comma the words belong to something else
        done = true;
        if (!clauseEnded) {
          contrary = 0;
          direct = label.bit();
        }
      } else if (strangers == 0) {
        direct |= label.bit();
      } else {
        near = label.bit();
        done = true;
      }
    }

    /** "At number" is said of telephones. */
    private void called(int end) {
      String filler = Letters.plain(text.text(at, end));
      boolean number = filler.equals("nr") || filler.startsWith("numer");
      int before = at - 1;
      if (number && direct == 0 && contrary == 0 && text.at(before) == ' ') {
        String two = Letters.plain(text.text(Math.max(0, before - 3), before));
        if (two.endsWith("pod") || two.endsWith(" na")) {
          direct = Label.PHONE.bit();
        }
      }
    }

    private void number() {
      boolean first = strangers == 0 && direct == 0 && contrary == 0;
      int start = lines == 1 && first ? listed() : -1;
      if (at == lastEnd && first && (digits == lastDigits || start >= 0)) {
        direct = last.direct();
        near = last.near();
        contrary = last.contrary();
        done = true;
      } else if (start >= 0) {
        at = start;
        lines = 0;
      } else {
        done = true;
      }
    }

    /**
     * Where the line above begins, if it holds a number and little else: in a list, one a line,
     * what stands above the list is said of all of them. Otherwise -1.
     */
    private int listed() {
      int start = at;
      int letters = 0;
      while (start > floor && text.at(start - 1) != '\n') {
        start--;
        letters += text.isLetter(start) ? 1 : 0;
      }
      return text.at(start - 1) == '\n' && letters <= 4 ? start : -1;
    }

    private void sign(char c) {
      switch (c) {
        case '\n' -> {
          lines++;
          clauseEnded |= contrary != 0;
          done = lines > 2 || (lines == 2 && text.at(at) != '\n');
        }
        case '!', '?', ';' -> {
          // in a URL these join a name with its value
          done = text.at(at) == ' ' || text.at(at) == '\n';
          strangers += done ? 0 : 1;
        }
        case '&' -> done = true;
        case ',', ':', '|' -> clauseEnded |= contrary != 0;
        case '.' -> done = (text.at(at) == ' ' || text.at(at) == '\n') && !endsAbbreviation();
        case '$', '€', '£' -> contrary |= Label.OTHER.bit();
        // in the name of a file the word says what the file is
        case '_' -> filed = strangers == 0 && direct == 0 && contrary == 0;
        default -> {}
      }
    }

    private boolean endsAbbreviation() {
      int begin = at - 1;
      while (begin > floor && text.isLetter(begin - 1)) {
        begin--;
      }
      int length = at - 1 - begin;
      return length > 0
          && (length <= 3 || Label.of(Letters.plain(text.text(begin, at - 1))) != null);
    }
  }
}
