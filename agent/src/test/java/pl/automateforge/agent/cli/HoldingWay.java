package pl.automateforge.agent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to an HTTP server that holds each request for a while: the request of a process that is
 * killed meanwhile never arrives, as one that was still to be sent.
 */
final class HoldingWay implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  private final ServerSocket door;
  private final int behind;
  private final int holdMillis;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private HoldingWay(ServerSocket door, int behind, Duration hold) {
    this.door = door;
    this.behind = behind;
    this.holdMillis = Math.toIntExact(hold.toMillis());
  }

  static HoldingWay to(int port, Duration hold) throws IOException {
    var way = new HoldingWay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port, hold);
    Thread.ofVirtual().start(way::accept);
    return way;
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + door.getLocalPort() + path);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> carry(client, server));
        Thread.ofVirtual().start(() -> bringBack(server, client));
      } catch (IOException e) {
        // the door was closed, or one caller was lost
      }
    }
  }

  private void carry(Socket client, Socket server) {
    byte[] bytes = new byte[CHUNK];
    try (client;
        server) {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      while (true) {
        client.setSoTimeout(0);
        int length = in.read(bytes);
        client.setSoTimeout(holdMillis);
        length = length < 0 ? -1 : heldWhileItLives(in, bytes, length);
        if (length < 0) {
          return;
        }
        out.write(bytes, 0, length);
      }
    } catch (IOException e) {
      // one end is gone, and so is what was held
    }
  }

  /** How much came until it was silent; -1 where it went away meanwhile. */
  private static int heldWhileItLives(InputStream in, byte[] bytes, int first) throws IOException {
    int length = first;
    try {
      while (length < bytes.length) {
        int more = in.read(bytes, length, bytes.length - length);
        if (more < 0) {
          return -1;
        }
        length += more;
      }
    } catch (SocketTimeoutException e) {
      // still there
    }
    return length;
  }

  private static void bringBack(Socket server, Socket client) {
    try (client;
        server) {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // one end is gone
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
