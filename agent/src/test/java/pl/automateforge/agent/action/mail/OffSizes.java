package pl.automateforge.agent.action.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * Stands before a real server and lets it speak of each mail as if it were larger than its bytes
 * are, as servers do that store mail in another form: in what it tells and in what it searches.
 */
final class OffSizes implements AutoCloseable {
  private static final long OFF = 100;
  private static final Pattern ASKED = Pattern.compile("(?<=(LARGER|SMALLER) )\\d+");
  private static final Pattern TOLD = Pattern.compile("(?<=RFC822\\.SIZE )\\d+");

  private final ServerSocket entrance;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final int port;

  OffSizes(int port) throws IOException {
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = port;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        open.addAll(List.of(client, server));
        Thread.ofVirtual().start(() -> pass(client, server, ASKED, -OFF));
        Thread.ofVirtual().start(() -> pass(server, client, TOLD, OFF));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void pass(Socket from, Socket to, Pattern sizes, long more) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String changed =
            sizes
                .matcher(line)
                .replaceAll(
                    size -> Long.toString(Math.max(0, Long.parseLong(size.group()) + more)));
        out.write(changed.getBytes(ISO_8859_1));
        out.flush();
      }
    } catch (IOException e) {
      // one side went away
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = 0;
    while (b != '\n' && (b = in.read()) >= 0) {
      line.write(b);
    }
    return line.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
