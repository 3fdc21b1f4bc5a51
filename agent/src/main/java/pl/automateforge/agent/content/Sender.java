package pl.automateforge.agent.content;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a message says it is from. A header that could be read as more than one address yields none:
 * a reply must never go to where an attacker wanted a lenient parser to look.
 *
 * @param display the header as a person reads it
 * @param address the bare address; empty where there is none or not exactly one
 * @param note what was odd; null where nothing was
 */
record Sender(String display, String address, @Nullable String note) {
  private static final int MAX_DISPLAY = 500;
  private static final int MAX_ADDRESS = 254;
  private static final Pattern BLANKS_AT_DOTS = Pattern.compile("\\s*([.@])\\s*");
  private static final Sender NONE = new Sender("", "", null);

  /** Reads all From headers of a message, as they stand. */
  static Sender of(List<String> headers) {
    if (headers.isEmpty()) {
      return NONE;
    }
    Sender first = of(headers.getFirst());
    for (String other : headers.subList(1, headers.size())) {
      if (!of(other).address().equalsIgnoreCase(first.address())) {
        return new Sender(first.display(), "", "several From headers with different addresses");
      }
    }
    return first;
  }

  private static Sender of(String header) {
    String bounded = Ascii.cut(header, 4_000);
    var mailbox = new Mailbox(EncodedWords.literal(bounded));
    String address = mailbox.address();
    String display = Clean.line(display(EncodedWords.decode(bounded)), MAX_DISPLAY);
    boolean valid = isAddress(address);
    String note = mailbox.note();
    if (note == null && !valid && !display.isEmpty()) {
      note = "the From header names no address";
    }
    return new Sender(display, valid ? address : "", note);
  }

  /** {@code "Jan Kowalski" <jan@x>} is read without its quotes. */
  private static String display(String decoded) {
    String text = decoded.strip();
    int close = text.indexOf('"', 1);
    boolean quotedName = text.startsWith("\"") && close > 1 && text.indexOf('<', close) > 0;
    return quotedName ? text.substring(1, close) + text.substring(close + 1) : text;
  }

  private static boolean isAddress(String address) {
    int at = address.lastIndexOf('@');
    if (at <= 0 || at == address.length() - 1 || address.length() > MAX_ADDRESS) {
      return false;
    }
    boolean quoted = address.startsWith("\"") && address.charAt(at - 1) == '"';
    for (int i = 0; i < address.length(); i++) {
      boolean inQuotes = i < at && quoted;
      if (i != at && !inQuotes && !isAddressPart(address.charAt(i))) {
        return false;
      }
    }
    return address
        .codePoints()
        .noneMatch(c -> Character.isISOControl(c) || new Invisible().takes(c, 'a'));
  }

  private static boolean isAddressPart(char c) {
    return !Character.isWhitespace(c) && "<>,;:\"()@\\".indexOf(c) < 0;
  }

  /** Finds the first mailbox of a header and what else there is. */
  private static final class Mailbox {
    private final String header;
    private final StringBuilder bare = new StringBuilder();
    private final StringBuilder angle = new StringBuilder();
    private int angles;
    private int mailboxes;
    private boolean textAfterAngle;

    Mailbox(String header) {
      this.header = header;
      scan();
    }

    String address() {
      if (angles > 1 || textAfterAngle) {
        return "";
      }
      String address = (angles == 1 ? angle : bare).toString().strip();
      int route = address.startsWith("@") ? address.indexOf(':') : -1;
      return BLANKS_AT_DOTS.matcher(address.substring(route + 1).strip()).replaceAll("$1");
    }

    @Nullable String note() {
      if (angles > 1 || textAfterAngle) {
        return "the From header can be read as more than one address";
      }
      return mailboxes > 1 ? "the From header names several addresses, the first one counts" : null;
    }

    private void scan() {
      int i = 0;
      while (i < header.length()) {
        char c = header.charAt(i);
        switch (c) {
          case '"' -> i = quoted(i);
          case '(' -> i = comment(i);
          case '<' -> i = angle(i);
          case ',', ';' -> {
            if (separates()) {
              countRest(i + 1);
              return;
            }
            bare.append(c);
          }
          case ':' -> startGroup();
          default -> other(c);
        }
        i++;
      }
      mailboxes = 1;
    }

    /** A comma in an unquoted name, as in {@code Kowalski, Jan <jan@x>}, separates nothing. */
    private boolean separates() {
      return angles > 0 || bare.indexOf("@") >= 0;
    }

    private void countRest(int from) {
      boolean more = header.indexOf('@', from) >= 0;
      mailboxes = more ? 2 : 1;
    }

    private void startGroup() {
      if (angles == 0 && bare.indexOf("@") < 0) {
        bare.setLength(0);
      } else {
        other(':');
      }
    }

    private void other(char c) {
      if (angles == 0) {
        bare.append(c);
      } else if (!Character.isWhitespace(c)) {
        textAfterAngle = true;
      }
    }

    private int quoted(int open) {
      int i = open + 1;
      while (i < header.length() && header.charAt(i) != '"') {
        i += header.charAt(i) == '\\' ? 2 : 1;
      }
      int end = Math.min(i, header.length() - 1);
      boolean isLocalPart = end + 1 < header.length() && header.charAt(end + 1) == '@';
      if (isLocalPart && angles == 0) {
        bare.append(header, open, end + 1);
      } else if (angles > 0) {
        textAfterAngle = true;
      }
      return end;
    }

    private int comment(int open) {
      int depth = 0;
      for (int i = open; i < header.length(); i++) {
        char c = header.charAt(i);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0) {
          return i;
        }
      }
      return header.length();
    }

    private int angle(int open) {
      angles++;
      int i = open + 1;
      boolean quoted = false;
      while (i < header.length() && (quoted || header.charAt(i) != '>')) {
        char c = header.charAt(i);
        quoted ^= c == '"';
        if (c == '(' && !quoted) {
          i = comment(i);
        } else if (angles == 1) {
          angle.append(c);
        }
        i++;
      }
      return i;
    }
  }
}
