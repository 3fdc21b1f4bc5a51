package pl.automateforge.agent.action.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One mail address, strictly read: a dot-atom of ASCII, {@code @}, and a domain of at least two
 * labels. Quoted local parts, comments, routes, groups and address literals are none.
 *
 * @param local as written
 * @param domain in lower case, an international one in Punycode
 */
public record MailAddress(String local, String domain) {
  private static final int LONGEST = 254;
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int LONGEST_LOCAL = 64;

  public MailAddress {
    if (local.length() > LONGEST_LOCAL
        || !LOCAL.matcher(local).matches()
        || !DOMAIN.matcher(domain).matches()
        || local.length() + 1 + domain.length() > LONGEST) {
      throw new IllegalArgumentException("no mail address such as office@acme.example");
    }
  }

  /** Empty where the text is not exactly one address. */
  public static Optional<MailAddress> of(String text) {
    int at = text.lastIndexOf('@');
    if (at <= 0 || text.length() > LONGEST || !LineSafe.is(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new MailAddress(text.substring(0, at), ascii(text.substring(at + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same mailbox, as far as anyone but its own server can tell: case does not count. */
  boolean isSameAs(MailAddress other) {
    return domain.equals(other.domain) && local.equalsIgnoreCase(other.local);
  }

  /** {@code local@domain}. */
  @Override
  public String toString() {
    return local + "@" + domain;
  }

  private static String ascii(String domain) {
    String lower = domain.toLowerCase(Locale.ROOT);
    if (lower.chars().allMatch(c -> c < 0x80)) {
      return lower;
    }
    String ascii = IDN.toASCII(lower, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    // Where the mapping changed a letter, the name may belong to somebody else.
    if (!IDN.toUnicode(ascii).equals(lower)) {
      throw new IllegalArgumentException("a domain that reads in two ways");
    }
    return ascii;
  }
}
