package pl.automateforge.agent.privacy;

/**
 * Finds names: a first name and what stands beside it, what follows a title, who signs, and the
 * surnames that are known by then. For one text and one thread.
 */
final class NameFinder {
  private static final int MOST_SIGNED = 4;

  private final Folded text;
  private final Words words;
  private final People people;
  private final Spans spans;

  NameFinder(Folded text, Words words, People people, Spans spans) {
    this.text = text;
    this.words = words;
    this.people = people;
    this.spans = spans;
  }

  void find() {
    for (int word = 0; word < words.count(); ) {
      word = Math.max(word + 1, from(word));
    }
    if (!people.isEmpty()) {
      for (int word = 0; word < words.count(); word++) {
        if (words.isProper(word) && people.know(words.plain(word))) {
          spans.add(text, words.start(word), words.end(word), PersonalData.NAME);
        }
      }
    }
  }

  /** Looks whether a name begins at a word, and returns the word to go on with. */
  private int from(int word) {
    if (!words.isCapital(word)) {
      if (!Phrase.mayIntroduce(Letters.plain(text.at(words.start(word))), words.length(word))) {
        return word;
      }
      String plain = words.plain(word);
      return Phrase.isTitle(plain) ? titled(word) : Phrase.isClosing(plain) ? signed(word) : word;
    }
    if (!words.isProper(word)) {
      return initial(word);
    }
    String plain = words.plain(word);
    if (FirstNames.are(plain)) {
      return named(word, plain);
    }
    if (Phrase.isTitle(plain)) {
      return titled(word);
    }
    return Phrase.isClosing(plain) ? signed(word) : word;
  }

  /** A first name, further ones, and a surname before or behind them. */
  private int named(int word, String plain) {
    int end = word + 1;
    while (end - word < 3 && isNext(end) && FirstNames.are(words.plain(end))) {
      end++;
    }
    int afterNames = end;
    end = surname(end);
    if (end == afterNames && end - word > 1 && !FirstNames.areWords(words.plain(end - 1))) {
      people.learn(words.plain(end - 1));
    }
    int start = word;
    boolean whole = end > word + 1;
    if (end == afterNames && isSurnameBefore(word)) {
      start = word - 1;
      people.learn(words.plain(start));
      whole = true;
    }
    boolean alone = !whole && (FirstNames.areWords(plain) || isDate(word) || isPartOfAddress(word));
    if (alone) {
      return word + 1;
    }
    add(start, end);
    return end;
  }

  private boolean isNext(int word) {
    return (words.isBeside(word - 1) || words.isFollowedBy(word - 1, "-")) && words.isProper(word);
  }

  /** Where a surname ends that stands at a word; the word itself where there is none. */
  private int surname(int word) {
    int at = word;
    while (at < word + 3
        && words.isBeside(at - 1)
        && !words.isCapital(at)
        && Phrase.isParticle(words.plain(at))) {
      at++;
    }
    if (words.length(at) == 1 && words.isCapital(at) && words.isFollowedBy(at, ". ")) {
      int end = surname(at + 1, at + 1);
      return end > at + 1 ? end : word;
    }
    return surname(at, word);
  }

  private int surname(int at, int otherwise) {
    boolean beside = words.isBeside(at - 1) || words.isFollowedBy(at - 1, ". ");
    boolean code = words.isAllCapital(at) && words.length(at) <= 3;
    if (!beside || code || !words.isProper(at) || Phrase.isCommon(words.plain(at))) {
      return otherwise;
    }
    people.learn(words.plain(at));
    int end = at + 1;
    if (words.isFollowedBy(at, "-") && words.isProper(end)) {
      people.learn(words.plain(end));
      end++;
    }
    return end;
  }

  /** Kowalski Jan, as in forms; only an ending that surnames have tells it from a word. */
  private boolean isSurnameBefore(int word) {
    return word > 0
        && (words.isFollowedBy(word - 1, " ") || words.isFollowedBy(word - 1, "_"))
        && words.isProper(word - 1)
        && Phrase.looksLikeSurname(words.plain(word - 1));
  }

  /** Jan 5 is a day. */
  private boolean isDate(int word) {
    return words.plain(word).equals("jan")
        && (isNumberBeside(word, word + 1) || isNumberBeside(word - 1, word - 1));
  }

  /** Whether a word is a number, next to what stands before or behind a gap. */
  private boolean isNumberBeside(int gap, int number) {
    return words.isNumber(number)
        && gap + 1 < words.count()
        && words.start(gap + 1) - words.end(gap) <= 2;
  }

  private boolean isPartOfAddress(int word) {
    char before = text.at(words.start(word) - 1);
    char after = text.at(words.end(word));
    return before == '@'
        || after == '@'
        || before == '/'
        || (before == '.' && text.isWordPart(words.start(word) - 2));
  }

  /** What follows Pan, Pani, Mr. */
  private int titled(int title) {
    int word = title + 1;
    boolean dotted = words.isFollowedBy(title, ". ");
    if (!dotted && !words.isBeside(title)) {
      return title;
    }
    if (words.isBeside(word) && Phrase.isTitle(words.plain(word))) {
      return title + 1;
    }
    boolean initial = words.length(word) == 1 && words.isCapital(word);
    if (initial && words.isFollowedBy(word, ". ")) {
      int end = surname(word + 1, word + 1);
      if (end > word + 1) {
        add(word, end);
      }
      return end;
    }
    if (!words.isProper(word)
        || Phrase.isCommon(words.plain(word))
        || Label.of(words.plain(word)) != null) {
      return title;
    }
    boolean many = words.plain(title).startsWith("panstw");
    boolean first = FirstNames.are(words.plain(word));
    if (many && !first && !Phrase.looksLikeSurname(words.plain(word))) {
      return title;
    }
    if (!first) {
      people.learn(words.plain(word));
    }
    int end = surname(word + 1);
    if (end == word + 1 && words.isFollowedBy(word, "-") && words.isProper(end)) {
      people.learn(words.plain(end));
      end++;
    }
    add(word, end);
    return end;
  }

  /** J. Kowalski. */
  private int initial(int word) {
    if (words.length(word) == 1
        && (words.isFollowedBy(word, ". ") || words.isFollowedBy(word, "."))
        && words.isProper(word + 1)
        && Phrase.looksLikeSurname(words.plain(word + 1))) {
      people.learn(words.plain(word + 1));
      add(word, word + 2);
      return word + 2;
    }
    return word;
  }

  /** The line behind a closing formula, where it holds a name and nothing else. */
  private int signed(int closing) {
    int at = words.end(closing);
    while (at < text.length() && ",.! -–".indexOf(text.at(at)) >= 0) {
      at++;
    }
    int lines = 0;
    while (at < text.length() && "\n -".indexOf(text.at(at)) >= 0) {
      lines += text.at(at) == '\n' ? 1 : 0;
      at++;
    }
    int word = closing + 1;
    if (lines == 0 || lines > 4 || word >= words.count() || words.start(word) != at) {
      return closing;
    }
    int end = word;
    while (end - word < MOST_SIGNED
        && words.isProper(end)
        && !Phrase.isCommon(words.plain(end))
        && (end == word || words.isFollowedBy(end - 1, " ") || words.isFollowedBy(end - 1, "-"))) {
      end++;
    }
    char after = end > word ? text.at(words.end(end - 1)) : 'x';
    boolean ends = after == '\n' || after == ',';
    if (!ends || (end - word == 1 && !isSignature(word))) {
      return closing;
    }
    for (int i = word; i < end; i++) {
      String plain = words.plain(i);
      if (!FirstNames.are(plain)) {
        people.learn(plain);
      }
    }
    add(word, end);
    return end;
  }

  private boolean isSignature(int word) {
    String plain = words.plain(word);
    return FirstNames.are(plain) || Phrase.looksLikeSurname(plain);
  }

  private void add(int first, int end) {
    spans.add(text, words.start(first), words.end(end - 1), PersonalData.NAME);
  }
}
