package pl.automateforge.agent.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Addresses that no setting can allow: metadata services of clouds, and what is no single host. */
final class ForbiddenAddresses {
  private static final String METADATA = "it is a cloud's metadata address, which is never allowed";
  private static final String LINK_LOCAL =
      "it is link-local, where clouds keep their metadata, which is never allowed";
  private static final String MULTICAST = "it is a multicast address, not a host";
  private static final Map<Cidr, String> RULES = rules();

  private ForbiddenAddresses() {}

  /** Why the address, or an IPv4 address inside it, is forbidden; empty where it is not. */
  static Optional<String> rule(InetAddress address) {
    Optional<String> own = ruleOf(address);
    if (own.isPresent()) {
      return own;
    }
    return embedded(address.getAddress()).stream()
        .flatMap(inner ->
            ruleOf(inner).map(why -> "it holds " + inner.getHostAddress() + ": " + why).stream())
        .findFirst();
  }

  private static Optional<String> ruleOf(InetAddress address) {
    if (address.isAnyLocalAddress()) {
      return Optional.empty();
    }
    return RULES.entrySet().stream()
        .filter(rule -> rule.getKey().contains(address))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<Cidr, String> rules() {
    Map<Cidr, String> rules = new LinkedHashMap<>();
    rules.put(Cidr.of("169.254.0.0/16"), LINK_LOCAL);
    rules.put(Cidr.of("fe80::/10"), LINK_LOCAL);
    rules.put(Cidr.of("100.100.100.200"), METADATA);
    rules.put(Cidr.of("168.63.129.16"), METADATA);
    rules.put(Cidr.of("192.0.0.192"), METADATA);
    rules.put(Cidr.of("fd00:ec2::/32"), METADATA);
    rules.put(Cidr.of("fd20:ce::254"), METADATA);
    rules.put(Cidr.of("224.0.0.0/4"), MULTICAST);
    rules.put(Cidr.of("ff00::/8"), MULTICAST);
    rules.put(Cidr.of("255.255.255.255"), "it is the broadcast address, not a host");
    rules.put(Cidr.of("0.0.0.0/8"), "0.0.0.0/8 holds no host");
    return rules;
  }

  /** The IPv4 addresses that gateways and tunnels would read out of an IPv6 address. */
  private static List<InetAddress> embedded(byte[] v6) {
    List<InetAddress> found = new ArrayList<>();
    if (v6.length != 16) {
      return found;
    }
    if (starts(v6, 0x20, 0x02)) {
      found.add(v4(v6, 2, 3, 4, 5)); // 6to4
    }
    if (starts(v6, 0x20, 0x01, 0, 0)) {
      found.add(v4(v6, 4, 5, 6, 7)); // Teredo: the server, then the client inverted
      found.add(inverted(v6));
    }
    if (starts(v6, 0, 0x64, 0xff, 0x9b, 0, 1)) {
      found.add(v4(v6, 6, 7, 9, 10)); // NAT64 for local use, by its /48
    }
    if (endsInV4(v6)) {
      found.add(v4(v6, 12, 13, 14, 15));
    }
    return found;
  }

  private static boolean endsInV4(byte[] v6) {
    boolean nat64 = starts(v6, 0, 0x64, 0xff, 0x9b);
    boolean isatap = (v6[8] & 0xfd) == 0 && v6[9] == 0 && v6[10] == 0x5e && v6[11] == (byte) 0xfe;
    boolean translated = starts(v6, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0);
    boolean mapped = starts(v6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff);
    boolean compatible = starts(v6, new int[12]) && (v6[12] | v6[13]) != 0;
    return nat64 || isatap || translated || mapped || compatible;
  }

  private static boolean starts(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress inverted(byte[] v6) {
    byte[] copy = v6.clone();
    for (int i = 12; i < 16; i++) {
      copy[i] = (byte) ~copy[i];
    }
    return v4(copy, 12, 13, 14, 15);
  }

  private static InetAddress v4(byte[] v6, int a, int b, int c, int d) {
    try {
      return InetAddress.getByAddress(new byte[] {v6[a], v6[b], v6[c], v6[d]});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
