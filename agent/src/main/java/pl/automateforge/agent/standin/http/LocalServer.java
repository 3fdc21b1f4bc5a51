package pl.automateforge.agent.standin.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 server on 127.0.0.1, and on nothing else. Each connection has a virtual thread that
 * reads, asks the handler and answers, so a handler may block. Closing ends all connections.
 */
public final class LocalServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);
  private static final int BACKLOG = 1024;
  private static final long RETRY_NANOS = Duration.ofMillis(50).toNanos();

  private final ServerSocket listener;
  private final Handler handler;
  private final int maxBody;
  private final Duration pause;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private LocalServer(ServerSocket listener, Handler handler, int maxBody, Duration pause) {
    this.listener = listener;
    this.handler = handler;
    this.maxBody = maxBody;
    this.pause = pause;
  }

  /**
   * Starts to serve.
   *
   * @param port 0 for any that is free
   * @param maxBody bytes of a request's body
   * @param pause before each byte of a reply that travels slowly
   * @throws IOException where the port cannot be had
   */
  public static LocalServer start(int port, int maxBody, Duration pause, Handler handler)
      throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
      listener.bind(new InetSocketAddress(loopback, port), BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw new IOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
    LocalServer server = new LocalServer(listener, handler, maxBody, pause);
    Thread.ofPlatform().name("standin-accept-" + server.port()).daemon(true).start(server::accept);
    return server;
  }

  /** The port it serves. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The address it serves, without a slash at its end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual()
            .start(() -> {
              new Connection(socket, handler, maxBody, pause).run();
              open.remove(socket);
            });
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.warn("cannot accept a connection: {}", e.toString());
          LockSupport.parkNanos(RETRY_NANOS);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
