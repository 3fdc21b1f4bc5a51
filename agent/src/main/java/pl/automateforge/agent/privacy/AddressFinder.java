package pl.automateforge.agent.privacy;

import java.util.Set;

/** Finds streets with their numbers, and towns with their postal codes. For one text and thread. */
final class AddressFinder {
  private static final Set<String> STREETS =
      Set.of(
          "ul", "ulica", "ulicy", "ulice", "al", "aleja", "alei", "aleje", "alejach", "os",
          "osiedle", "osiedlu", "osiedla", "pl", "plac", "placu", "placem", "rondo", "rondzie",
          "skwer", "bulwar");

  private static final Set<String> NAME_PARTS =
      Set.of(
          "sw", "gen", "ks", "dr", "prof", "im", "plk", "mjr", "kpt", "por", "bp", "abp", "marsz",
          "i");

  private static final Set<String> ROADS =
      Set.of(
          "street",
          "st",
          "road",
          "rd",
          "avenue",
          "ave",
          "lane",
          "ln",
          "drive",
          "square",
          "close",
          "court",
          "boulevard",
          "blvd",
          "terrace",
          "crescent",
          "gardens");

  private static final Set<String> FLATS =
      Set.of("m", "lok", "lokal", "mieszkanie", "flat", "apt", "suite", "pok");

  private final Folded text;
  private final Words words;
  private final Spans spans;

  AddressFinder(Folded text, Words words, Spans spans) {
    this.text = text;
    this.words = words;
    this.spans = spans;
  }

  void find() {
    for (int word = 0; word < words.count(); ) {
      int end = word;
      if (words.isNumber(word)) {
        end = Math.max(town(word), road(word));
      } else if (words.length(word) <= 8) {
        end = street(word);
      }
      if (end > word) {
        spans.add(text, words.start(word), words.end(end - 1), PersonalData.ADDRESS);
      }
      word = Math.max(word + 1, end);
    }
  }

  /** ul. Długa 5/7 m. 3. */
  private int street(int word) {
    char before = text.at(words.start(word) - 1);
    if ("uaoprsb".indexOf(Letters.plain(text.at(words.start(word)))) < 0) {
      return word;
    }
    if (before == '.' || before == '/' || before == '@' || before == '-') {
      return word;
    }
    String plain = words.plain(word);
    if (!STREETS.contains(plain) || !(isApart(word) || words.isFollowedBy(word, "."))) {
      return word;
    }
    int at = word + 1;
    int proper = 0;
    if (words.isNumber(at) && words.length(at) <= 2 && words.isProper(at + 1)) {
      at++;
    }
    while (at - word <= 6
        && (at == word + 1 || isApart(at - 1) || words.isFollowedBy(at - 1, "-"))
        && (words.isProper(at) || isInitial(at) || NAME_PARTS.contains(words.plain(at)))) {
      proper += words.isProper(at) ? 1 : 0;
      at++;
    }
    if (proper == 0) {
      return word;
    }
    int end = number(at);
    return end > at || plain.startsWith("ul") ? end : word;
  }

  private boolean isInitial(int word) {
    return words.length(word) == 1 && words.isCapital(word) && words.isFollowedBy(word, ". ");
  }

  private boolean isApart(int word) {
    return words.isFollowedBy(word, " ")
        || words.isFollowedBy(word, ". ")
        || words.isFollowedBy(word, "\n");
  }

  /** Where the number of a house ends, and of a flat behind it. */
  private int number(int word) {
    if (!isHouse(word) || !(isApart(word - 1) || words.isFollowedBy(word - 1, " nr "))) {
      return word;
    }
    int end = word + 1;
    if ((words.isFollowedBy(word, "/")
            || words.isFollowedBy(word, "-")
            || words.isFollowedBy(word, " / "))
        && isHouse(end)) {
      end++;
    }
    boolean comma = words.isFollowedBy(end - 1, ", ");
    if ((isApart(end - 1) || comma)
        && FLATS.contains(words.plain(end))
        && (isApart(end) || words.isFollowedBy(end, "."))
        && isHouse(end + 1)) {
      end += 2;
    }
    return end;
  }

  private boolean isHouse(int word) {
    return words.isNumber(word) && words.length(word) <= 5;
  }

  /** 00-950 Warszawa. */
  private int town(int word) {
    if (words.length(word) != 2
        || !words.isFollowedBy(word, "-")
        || words.length(word + 1) != 3
        || !isDigits(word)
        || !isDigits(word + 1)
        || text.at(words.start(word) - 1) == '-') {
      return word;
    }
    int at = word + 2;
    int end = at;
    while (end - at < 4
        && (words.isFollowedBy(end - 1, " ") || (end > at && words.isFollowedBy(end - 1, "-")))
        && words.isProper(end)
        && (!Phrase.isCommon(words.plain(end)) || isCity(end))) {
      end++;
    }
    return end > at ? end : word;
  }

  private boolean isCity(int word) {
    return Set.of("warszawa", "krakow", "poznan", "gdansk", "wroclaw", "lodz")
        .contains(words.plain(word));
  }

  private boolean isDigits(int word) {
    for (int i = words.start(word); i < words.end(word); i++) {
      if (!text.isDigit(i)) {
        return false;
      }
    }
    return true;
  }

  /** 12 High Street. */
  private int road(int word) {
    if (words.length(word) > 5) {
      return word;
    }
    int at = word + 1;
    while (at - word <= 3 && words.isFollowedBy(at - 1, " ") && words.isProper(at)) {
      if (at > word + 1 && ROADS.contains(words.plain(at))) {
        return at + 1;
      }
      at++;
    }
    return word;
  }
}
