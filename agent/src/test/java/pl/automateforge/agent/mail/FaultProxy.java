package pl.automateforge.agent.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Stands between a client and a server that speak lines over TCP, and spoils the conversation as it
 * is told. A fault holds for what is said from then on, over all connections.
 */
public final class FaultProxy implements AutoCloseable {
  private final ServerSocket entrance;
  private final int serverPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Fault fault = Fault.none();

  /** What is spoilt. */
  public sealed interface Fault {
    /** Nothing. */
    static Fault none() {
      return new Rewritten(line -> line);
    }

    /** Connections are closed as soon as they are made. */
    record Dropped() implements Fault {}

    /** Connections are taken, and nothing is ever said. */
    record Silent() implements Fault {}

    /** The greeting comes, and nothing after it. */
    record GreetingOnly() implements Fault {}

    /** What is under way is heard by nobody: neither side is told. */
    record HalfOpen() implements Fault {}

    /** The server's words come a byte at a time. */
    record Dripping(long millis) implements Fault {}

    /** The connection ends after so many bytes of the server's. */
    record CutAfter(long bytes, boolean reset) implements Fault {}

    /** Each of the server's words comes late. */
    record Delayed(long millis) implements Fault {}

    /** The server's lines are changed; an empty one is swallowed. Literals are lines as well. */
    record Rewritten(UnaryOperator<String> change) implements Fault {}
  }

  public FaultProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /** How many connections were made so far. */
  public int connections() {
    return connections.get();
  }

  public int openConnections() {
    return open.size();
  }

  public void set(Fault next) {
    fault = next;
  }

  /** Resets all connections there are. */
  public void resetAll() {
    for (Socket socket : open) {
      reset(socket);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // is gone already
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // closed, or one client that went away
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client) {
      if (fault instanceof Fault.Dropped) {
        return;
      }
      if (fault instanceof Fault.Silent) {
        // until the client gives up
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
        return;
      }
      try (Socket server = new Socket()) {
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
        Thread up = Thread.ofVirtual().start(() -> upwards(client, server));
        downwards(server, client);
        up.join();
      }
    } catch (IOException e) {
      reset(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private void upwards(Socket client, Socket server) {
    byte[] bytes = new byte[8192];
    try (server) {
      InputStream in = client.getInputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (!(fault instanceof Fault.HalfOpen)) {
          server.getOutputStream().write(bytes, 0, count);
        }
      }
    } catch (IOException e) {
      // one side is gone, so the other goes too
    }
  }

  private void downwards(Socket server, Socket client) throws IOException, InterruptedException {
    InputStream in = server.getInputStream();
    OutputStream out = client.getOutputStream();
    long sent = 0;
    int lines = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      lines++;
      switch (fault) {
        case Fault.Rewritten(UnaryOperator<String> change) -> write(out, change.apply(line));
        case Fault.GreetingOnly _ -> write(out, lines == 1 ? line : "");
        case Fault.HalfOpen _, Fault.Silent _ -> {
          // said to nobody
        }
        case Fault.Dripping(long millis) -> {
          for (byte b : line.getBytes(StandardCharsets.ISO_8859_1)) {
            out.write(b);
            out.flush();
            TimeUnit.MILLISECONDS.sleep(millis);
          }
        }
        case Fault.CutAfter(long bytes, boolean reset) -> {
          if (sent + line.length() > bytes) {
            write(out, line.substring(0, (int) Math.max(0, bytes - sent)));
            if (reset) {
              reset(client);
            } else {
              client.close();
            }
            return;
          }
          write(out, line);
        }
        case Fault.Delayed(long millis) -> {
          TimeUnit.MILLISECONDS.sleep(millis);
          write(out, line);
        }
        case Fault.Dropped _ -> {
          return;
        }
      }
      sent += line.length();
    }
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    int b = in.read();
    while (b >= 0) {
      line.append((char) b);
      if (b == '\n') {
        return line.toString();
      }
      b = in.read();
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    resetAll();
  }
}
