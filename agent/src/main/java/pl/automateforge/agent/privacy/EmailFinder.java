package pl.automateforge.agent.privacy;

import java.util.Set;

/** Finds addresses of mail. For one text and one thread. */
final class EmailFinder {
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final String LOCAL_SIGNS = ".+-_'~";
  private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "svg", "webp");

  private final Folded text;
  private final Spans spans;

  EmailFinder(Folded text, Spans spans) {
    this.text = text;
    this.spans = spans;
  }

  /** Looks at the address around an at sign, and returns where to go on. */
  int find(int at) {
    return find(at, at + 1);
  }

  /** Looks at the address around an at sign written in words: {@code (at)}. */
  int inWords(int open) {
    char first = Letters.plain(text.at(open + 1));
    if (first != 'a' && first != 'm') {
      return open + 1;
    }
    for (String sign : new String[] {"(at)", "[at]", "{at}", "(malpa)", "[malpa]", "(a)"}) {
      int end = open + sign.length();
      if (end <= text.length() && Letters.plain(text.text(open, end)).equals(sign)) {
        int from = text.at(open - 1) == ' ' ? open - 1 : open;
        return find(from, text.at(end) == ' ' ? end + 1 : end);
      }
    }
    return open + 1;
  }

  private int find(int localEnd, int domainStart) {
    int start = local(localEnd);
    int from = text.at(domainStart) == '\n' ? domainStart + 1 : domainStart;
    int end = domain(from);
    if (start == localEnd || end < 0 || isPicture(from, end)) {
      return domainStart;
    }
    spans.add(text, start, end, PersonalData.EMAIL);
    return end;
  }

  private int local(int end) {
    int start = end;
    if (text.at(end - 1) == '"') {
      int floor = Math.max(0, end - LONGEST_LOCAL);
      start = end - 1;
      while (start > floor && text.at(start - 1) != '"' && text.at(start - 1) != '\n') {
        start--;
      }
      return start > floor && text.at(start - 1) == '"' ? start - 1 : end;
    }
    while (end - start < LONGEST_LOCAL && isLocal(text.at(start - 1))) {
      start--;
    }
    while (start < end && (text.at(start) == '\'' || text.at(start) == '.')) {
      start++;
    }
    return start;
  }

  private static boolean isLocal(char c) {
    return Letters.isDigit(c) || Letters.isLetter(c) || LOCAL_SIGNS.indexOf(c) >= 0;
  }

  /** Where the domain ends; -1 where there is none. */
  private int domain(int start) {
    int limit = start + LONGEST_DOMAIN;
    int at = start;
    int lastDot = -1;
    while (at < limit && (text.isWordPart(at) || text.at(at) == '-' || isDot(at))) {
      lastDot = text.at(at) == '.' ? at : lastDot;
      at++;
    }
    while (at > start && text.at(at - 1) == '-') {
      at--;
    }
    return lastDot > start && lastDot < at - 1 && text.isLetter(lastDot + 1) ? at : -1;
  }

  private boolean isDot(int at) {
    return text.at(at) == '.' && text.isWordPart(at - 1) && text.isWordPart(at + 1);
  }

  /** {@code logo@2x.png} is a file. */
  private boolean isPicture(int start, int end) {
    int dot = end - 1;
    while (text.at(dot) != '.') {
      dot--;
    }
    return text.isDigit(start)
        && dot - start <= 2
        && PICTURES.contains(Letters.plain(text.text(dot + 1, end)));
  }
}
