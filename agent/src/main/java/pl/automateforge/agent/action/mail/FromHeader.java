package pl.automateforge.agent.action.mail;

import java.util.Optional;

/**
 * Reads a From header that names exactly one mailbox: {@code addr}, {@code <addr>} or {@code name
 * <addr>}, with comments and quoted names. Whatever some other reader may take for another address
 * is refused.
 */
final class FromHeader {
  private static final int LONGEST = 2_000;
  private static final int DEEPEST = 20;

  private final String value;
  private final StringBuilder bare = new StringBuilder();
  private String angle = "";
  private boolean closed;
  private boolean quoted;
  private int at;

  private FromHeader(String value) {
    this.value = value;
  }

  /** The one address; empty where there is none, or more than one, or any doubt. */
  static Optional<MailAddress> address(String value) {
    if (value.length() > LONGEST) {
      return Optional.empty();
    }
    FromHeader header = new FromHeader(value);
    return header.scan() ? header.found() : Optional.empty();
  }

  private Optional<MailAddress> found() {
    String name = bare.toString().strip();
    if (!closed) {
      return quoted ? Optional.empty() : MailAddress.of(name);
    }
    boolean secondAddress = name.indexOf('@') >= 0 && !name.equalsIgnoreCase(angle);
    return secondAddress ? Optional.empty() : MailAddress.of(angle);
  }

  private boolean scan() {
    while (at < value.length()) {
      char c = value.charAt(at);
      boolean fine =
          switch (c) {
            case '"' -> !closed && quoted();
            case '(' -> comment();
            case '<' -> !closed && angle();
            case '>', ')', ',', ';', ':', '\\' -> false;
            default -> other(c);
          };
      if (!fine) {
        return false;
      }
      at++;
    }
    return true;
  }

  private boolean other(char c) {
    if (closed) {
      return c == ' ' || c == '\t';
    }
    bare.append(c);
    return true;
  }

  private boolean quoted() {
    quoted = true;
    for (at++; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '"') {
        return true;
      }
    }
    return false;
  }

  private boolean comment() {
    int depth = 0;
    for (; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '(' && ++depth > DEEPEST) {
        return false;
      } else if (c == ')' && --depth == 0) {
        return true;
      }
    }
    return false;
  }

  private boolean angle() {
    int end = value.indexOf('>', at);
    if (end < 0) {
      return false;
    }
    angle = value.substring(at + 1, end);
    at = end;
    closed = true;
    return true;
  }
}
