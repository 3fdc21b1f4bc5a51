package pl.automateforge.agent.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Sockets that ask the policy about the very address they connect to. OkHttp never shows a literal
 * address to its {@code Dns}, so this is the one place that sees every connect.
 */
final class GuardedSockets extends SocketFactory {

  /**
   * Sees each address that passed, just before the connect; may refuse it for reasons of its own.
   */
  @FunctionalInterface
  interface Witness {
    void connecting(InetSocketAddress address) throws IOException;
  }

  private final EgressGuard guard;
  private final Witness witness;

  GuardedSockets(EgressGuard guard, Witness witness) {
    this.guard = guard;
    this.witness = witness;
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw onlyUnconnected();
  }

  private static SocketException onlyUnconnected() {
    return new SocketException("only unconnected sockets are made here");
  }

  private final class GuardedSocket extends Socket {
    GuardedSocket() {
      // Without this the socket would obey the system property socksProxyHost.
      super(Proxy.NO_PROXY);
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress target) || target.getAddress() == null) {
        throw new SocketException(endpoint + " is not resolved");
      }
      guard.check(target.getAddress());
      witness.connecting(target);
      super.connect(endpoint, timeout);
    }
  }
}
