package pl.automateforge.agent.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;

/** Tells whether an address is this machine's own. */
@FunctionalInterface
interface ThisMachine {
  boolean has(InetAddress address);

  /**
   * By the network interfaces of the moment: they are read anew each time, as a lease or a tunnel
   * may change them. Read only when a connection is opened.
   */
  static ThisMachine byInterfaces() {
    return address ->
        address.isLoopbackAddress() || address.isAnyLocalAddress() || onAnInterface(address);
  }

  private static boolean onAnInterface(InetAddress address) {
    byte[] bytes = address.getAddress();
    try {
      // By bytes, since the scope of an IPv6 address takes part in equals.
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(own -> Arrays.equals(own.getAddress(), bytes));
    } catch (SocketException e) {
      return false;
    }
  }
}
