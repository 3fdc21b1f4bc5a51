package pl.automateforge.agent.net;

import java.net.InetAddress;

/**
 * A block of addresses.
 *
 * @param bits how many leading bits an address has in common with the base
 */
record Cidr(InetAddress base, int bits) {
  Cidr {
    int width = base.getAddress().length * Byte.SIZE;
    if (bits < 0 || bits > width) {
      throw new IllegalArgumentException(
          "/" + bits + " is no prefix length of " + base.getHostAddress() + ": 0 to " + width);
    }
  }

  static Cidr of(String written) {
    int slash = written.indexOf('/');
    String address = slash < 0 ? written : written.substring(0, slash);
    InetAddress base =
        Hosts.literal(address)
            .orElseThrow(() -> new IllegalArgumentException(address + " is no address"));
    int width = base.getAddress().length * Byte.SIZE;
    return new Cidr(base, slash < 0 ? width : prefix(written.substring(slash + 1)));
  }

  boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int prefix(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("/" + digits + " is no prefix length", e);
    }
  }
}
