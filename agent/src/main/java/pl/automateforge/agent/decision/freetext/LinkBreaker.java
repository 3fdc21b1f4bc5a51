package pl.automateforge.agent.decision.freetext;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Breaks, visibly, what a program that shows a text could turn into a link: addresses with a
 * scheme, names of hosts, mail addresses, numbers of machines. What the spec names stays whole.
 */
final class LinkBreaker {
  private static final Set<String> WEB = Set.of("http", "https");
  private static final Set<String> BROKEN_WEB = Set.of("hxxp", "hxxps");

  /** Without slashes behind them. */
  private static final Set<String> BARE_SCHEMES =
      Set.of(
          "javascript",
          "vbscript",
          "livescript",
          "mocha",
          "jscript",
          "mailto",
          "tel",
          "sms",
          "smsto",
          "mms",
          "mmsto",
          "callto",
          "sip",
          "sips",
          "skype",
          "facetime",
          "facetime-audio",
          "xmpp",
          "whatsapp",
          "viber",
          "tg",
          "signal",
          "slack",
          "msteams",
          "zoommtg",
          "intent",
          "market",
          "magnet",
          "bitcoin",
          "ethereum",
          "geo",
          "cid",
          "mid",
          "jar",
          "view-source",
          "blob",
          "filesystem",
          "about",
          "feed",
          "webcal",
          "ircs",
          "nntp",
          "ldap",
          "ldaps",
          "urn",
          "vscode",
          "search-ms",
          "spotify",
          "steam",
          "itms",
          "itms-apps",
          "file",
          "ftp",
          "wtai",
          "http",
          "https");

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
  private static final String ENDS_AUTHORITY = "/\\?#\"'<>(){}[]|^`,;!*";
  private static final String ENDS_PATH = "\"<>(){}[]|^`\\:@";

  /** What ends with a name's dot and one of these is a file, unless somebody gave the word out. */
  private static final Set<String> FILES =
      Set.of(
          "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "txt", "csv", "xml",
          "json", "html", "htm", "jpg", "jpeg", "png", "gif", "tif", "tiff", "eml", "msg", "rtf",
          "xades", "sig", "asc", "yaml", "yml");

  /** Of Polish, and as it happens the name of a host too. */
  private static final Set<String> ABBREVIATIONS = Set.of("m.in");

  private final KnownNames known;

  LinkBreaker(KnownNames known) {
    this.known = known;
  }

  String broken(String text) {
    return new Scan(new Shadow(text)).run();
  }

  /** One look at one text, from left to right. */
  private final class Scan {
    private final Shadow text;
    private final StringBuilder out;
    private int at;

    Scan(Shadow text) {
      this.text = text;
      this.out = new StringBuilder(text.length() + 32);
    }

    String run() {
      while (at < text.length()) {
        int token = DataToken.end(text, at);
        if (token > at) {
          copy(token);
        } else if (isPart(text.at(at))) {
          word();
        } else if (isShare()) {
          out.append("\\ ");
          at++;
        } else {
          copy(at + 1);
        }
      }
      return out.toString();
    }

    /** A word with dots inside, and whatever it is the beginning of. */
    private void word() {
      int end = endOfName(at);
      char next = text.at(end);
      if (next == ':' && scheme(end)) {
        return;
      }
      if (next == '@' && isPart(text.at(end + 1))) {
        address(end);
      } else {
        name(end);
      }
    }

    /** A scheme ends here; false where it begins no address. */
    private boolean scheme(int colon) {
      int begin = colon;
      while (begin > at && text.at(begin - 1) != '.' && text.at(begin - 1) != '_') {
        begin--;
      }
      String scheme = text.read(begin, colon);
      int slashes = endOfSlashes(colon + 1);
      boolean web = WEB.contains(scheme) || BROKEN_WEB.contains(scheme);
      boolean slashed = slashes - colon > (web ? 1 : 2);
      if (!SCHEME.matcher(scheme).matches() || !(slashed || isBareScheme(scheme, colon + 1))) {
        return false;
      }
      breakDots(begin, false);
      if (WEB.contains(scheme) && isKnownAuthority(colon, slashes)) {
        copy(endOfAuthority(slashes));
        path();
      } else if (scheme.equals("mailto") && isKnownAddress(colon + 1)) {
        copy(endOfName(endOfName(colon + 1) + 1));
      } else if (web) {
        out.append(scheme.endsWith("s") ? "hxxps" : "hxxp");
        at = colon;
        copy(Math.max(slashes, colon + 1));
      } else {
        copy(colon);
        out.append("[:]").append("([:".indexOf(text.at(colon + 1)) >= 0 ? " " : "");
        at = colon + 1;
        copy(Math.max(slashes, colon + 1));
      }
      return true;
    }

    private boolean isBareScheme(String scheme, int next) {
      char c = text.at(next);
      if (scheme.equals("data")) {
        // The word means a date, too.
        return c == ';' || c == ',' || Character.isLetter(c);
      }
      boolean known = BARE_SCHEMES.contains(scheme) || scheme.startsWith("ms-");
      return known && !Character.isWhitespace(c) && next < text.length();
    }

    private boolean isKnownAuthority(int colon, int from) {
      if (from - colon != 3 || text.character(colon) != ':' || text.character(from - 1) != '/') {
        return false;
      }
      int end = endOfAuthority(from);
      if (text.at(end) == '\\' || isMoreBehind(end)) {
        return false;
      }
      return known.host(PORT.matcher(text.written(from, end)).replaceFirst(""));
    }

    /** Whether what looks like the host is but the name of a user, whose host comes behind. */
    private boolean isMoreBehind(int from) {
      int end = from;
      while (end < text.length()
          && !Character.isWhitespace(text.at(end))
          && "/?#\\".indexOf(text.at(end)) < 0) {
        if (text.at(end) == '@' || text.at(end) == '%') {
          return true;
        }
        end++;
      }
      return false;
    }

    /** What follows a known host, unless it leads further. */
    private void path() {
      if (text.character(at) != '/') {
        return;
      }
      int end = at;
      while (end < text.length()
          && !Character.isWhitespace(text.at(end))
          && (text.character(end) < 0x80 || Character.isLetter(text.character(end)))
          && "?#".indexOf(text.at(end)) < 0
          && ENDS_PATH.indexOf(text.at(end)) < 0
          && !(text.at(end) == '/' && text.at(end + 1) == '/')) {
        end++;
      }
      char then = text.at(end);
      boolean further = then == ':' || then == '@' || then == '/' || then == '\\';
      if (!further && end > at && text.read(at, end).indexOf('%') < 0) {
        copy(end);
      }
    }

    private boolean isKnownAddress(int from) {
      int sign = endOfName(from);
      if (sign == from || text.at(sign) != '@' || "+'=!&%*".indexOf(text.at(from - 1)) >= 0) {
        return false;
      }
      int end = endOfName(sign + 1);
      return text.character(sign) == '@'
          && text.at(end) != '@'
          && !endsInADomain(text.read(from, sign))
          && known.address(text.written(from, sign), text.written(sign + 1, end));
    }

    /** A word before the sign, a word behind it. */
    private void address(int sign) {
      if (isKnownAddress(at)) {
        copy(endOfName(sign + 1));
      } else {
        // What stands behind the sign is looked at next, and never taken for a host that is known.
        name(sign);
        copy(sign + 1);
      }
    }

    private void name(int end) {
      String read = text.read(at, end);
      if (read.indexOf('.') < 0 || ABBREVIATIONS.contains(read)) {
        copy(end);
      } else if (known.host(text.written(at, end))
          && text.at(at - 1) != '@'
          && text.at(end) != '@') {
        copy(end);
        path();
      } else if (isLink(read, end)) {
        breakDots(end, true);
      } else {
        copy(end);
      }
    }

    private boolean isLink(String read, int end) {
      if (NUMBERS.matcher(read).matches()) {
        return isMachine(read);
      }
      if (endsInADomain(read)) {
        return true;
      }
      String last = read.substring(read.lastIndexOf('.') + 1);
      char before = text.at(at - 1);
      boolean begins =
          read.startsWith("www.") || before == '@' || (before == '/' && text.at(at - 2) == '/');
      boolean follows =
          text.at(end) == '/' || (text.at(end) == ':' && Character.isDigit(text.at(end + 1)));
      boolean named =
          last.length() > 1 && Character.isLetter(last.charAt(0)) && !FILES.contains(last);
      return begins || (follows && named && isLettersOnly(last));
    }

    /** Whether the name, or some beginning of it, could be a host's. */
    private static boolean endsInADomain(String name) {
      String[] parts = name.split("\\.", -1);
      for (int i = 1; i < parts.length; i++) {
        if (TopLevelDomains.has(parts[i])) {
          return true;
        }
      }
      return false;
    }

    private static boolean isLettersOnly(String part) {
      return part.chars().allMatch(Character::isLetter);
    }

    private static boolean isMachine(String numbers) {
      for (String number : numbers.split("\\.")) {
        if (Integer.parseInt(number) > 255) {
          return false;
        }
      }
      return true;
    }

    /** Copies up to there, with dots broken. */
    private void breakDots(int end, boolean all) {
      while (at < end) {
        boolean between = isPart(text.at(at - 1)) && isPart(text.at(at + 1));
        if (text.at(at) == '.' && (all || between) && !isBroken()) {
          out.append("[.]");
          at++;
        } else {
          copy(at + 1);
        }
      }
    }

    private boolean isBroken() {
      return text.at(at - 1) == '[' && text.at(at + 1) == ']';
    }

    private int endOfName(int from) {
      int end = from;
      while (isPart(text.at(end))
          || (text.at(end) == '.' && end > from && isPart(text.at(end + 1)))) {
        end++;
      }
      return end;
    }

    private int endOfSlashes(int from) {
      int end = from;
      while (text.at(end) == '/' || text.at(end) == '\\') {
        end++;
      }
      return end;
    }

    private int endOfAuthority(int from) {
      int end = from;
      while (end < text.length()
          && !Character.isWhitespace(text.at(end))
          && ENDS_AUTHORITY.indexOf(text.at(end)) < 0
          && DataToken.end(text, end) == end) {
        end++;
      }
      return end;
    }

    /** Two backslashes and a name: a folder on another machine. */
    private boolean isShare() {
      return text.at(at) == '\\'
          && text.at(at + 1) == '\\'
          && text.at(at - 1) != '\\'
          && isPart(text.at(at + 2));
    }

    private void copy(int end) {
      out.append(text.written(at, end));
      at = end;
    }
  }

  /** What parts of names are made of; marks and joiners belong to the letter before. */
  private static boolean isPart(char c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.FORMAT;
  }
}
