package pl.automateforge.agent.net;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection was not opened because the egress policy forbids it. Nothing was sent. The message
 * names host, address and rule, and holds no path, query or secret.
 */
public final class EgressRefusedException extends IOException {
  private final String host;
  private final transient @Nullable InetAddress address;
  private final String rule;

  EgressRefusedException(String host, @Nullable InetAddress address, String rule) {
    super(sentence(host, address, rule));
    this.host = host;
    this.address = address;
    this.rule = rule;
  }

  /** Host, address and rule in a sentence: the same as the message. */
  public String sentence() {
    return sentence(host, address, rule);
  }

  /** The host as the address named it. */
  public String host() {
    return host;
  }

  /** The address that was refused; empty where the host itself was. */
  public Optional<InetAddress> address() {
    return Optional.ofNullable(address);
  }

  /** The rule in words. */
  public String rule() {
    return rule;
  }

  private static String sentence(String host, @Nullable InetAddress address, String rule) {
    String at =
        address == null || host.equals(address.getHostAddress())
            ? ""
            : " (" + address.getHostAddress() + ")";
    return "connection to " + host + at + " refused: " + rule;
  }
}
