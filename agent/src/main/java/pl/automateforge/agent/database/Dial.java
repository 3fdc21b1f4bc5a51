package pl.automateforge.agent.database;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes the sockets of one connection, all to addresses that were checked, whatever name or
 * redirect a driver follows. Drivers make their socket factories from a class and a text, so an
 * open dial is found by its token. Closing it closes its sockets: the one way to end a driver's
 * wait for certain.
 */
final class Dial implements Closeable {
  private static final Map<String, Dial> OPEN = new ConcurrentHashMap<>();

  private final String token = UUID.randomUUID().toString();
  private final List<InetAddress> addresses;
  private final int port;
  private final Duration timeout;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  Dial(List<InetAddress> addresses, int port, Duration timeout) {
    this.addresses = List.copyOf(addresses);
    this.port = port;
    this.timeout = timeout;
    OPEN.put(token, this);
  }

  static Dial of(String token) throws IOException {
    Dial dial = OPEN.get(token);
    if (dial == null) {
      throw new IOException("a connection that was given up");
    }
    return dial;
  }

  String token() {
    return token;
  }

  /** A socket that is connected already. */
  Socket socket() throws IOException {
    IOException failure = new IOException("there is no address");
    for (InetAddress address : addresses) {
      Socket socket = new Dialed();
      sockets.add(socket);
      try {
        if (closed) {
          throw new IOException("the connection was given up");
        }
        ((Dialed) socket).dial(new InetSocketAddress(address, port), millis());
        return socket;
      } catch (IOException e) {
        sockets.remove(socket);
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }

  private int millis() {
    return Math.toIntExact(Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE));
  }

  @Override
  public void close() {
    closed = true;
    OPEN.remove(token);
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone either way.
      }
    }
  }

  /** Connected once, and deaf to where a driver would connect it. */
  private static final class Dialed extends Socket {
    Dialed() {
      super(Proxy.NO_PROXY);
    }

    void dial(SocketAddress checked, int millis) throws IOException {
      super.connect(checked, millis);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!isConnected()) {
        throw new IOException("only addresses that were checked are connected to");
      }
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }
  }
}
