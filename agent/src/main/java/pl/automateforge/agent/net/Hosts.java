package pl.automateforge.agent.net;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Host names and literal addresses in the one form that rules are compared in. */
final class Hosts {
  private static final String OCTET = "(?:0|[1-9]\\d{0,2})";
  private static final Pattern DOTTED_QUAD = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern NUMERIC_LABEL = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");

  private Hosts() {}

  /** Lower case, ASCII, without the root's dot; the text itself where it is no name. */
  static String normalized(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    try {
      return IDN.toASCII(name).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  /** The address that a host in its one plain spelling is; empty for a name. */
  static Optional<InetAddress> literal(String host) {
    if (!DOTTED_QUAD.matcher(host).matches() && host.indexOf(':') < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether resolvers disagree about this host: a number that is no plain dotted address, such as
   * {@code 0x7f.1}, {@code 2130706433} or {@code 010.0.0.1}.
   */
  static boolean isAmbiguousNumber(String host) {
    if (host.indexOf(':') >= 0) {
      return literal(host).isEmpty();
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String lastLabel = name.substring(name.lastIndexOf('.') + 1);
    return NUMERIC_LABEL.matcher(lastLabel).matches() && literal(host).isEmpty();
  }
}
