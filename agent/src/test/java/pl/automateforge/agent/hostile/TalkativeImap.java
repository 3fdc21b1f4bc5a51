package pl.automateforge.agent.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before an IMAP server, takes no mail, and repeats the one that it was given. */
public final class TalkativeImap implements AutoCloseable {
  private static final Pattern APPEND =
      Pattern.compile("(?is)(\\S+) APPEND .*\\{(\\d+)(\\+?)}\\r?\\n");

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final int port;
  private final String no;

  /**
   * One before the server at this port.
   *
   * @param no how the answer begins: {@code NO}, {@code BAD} or {@code BYE}
   */
  public TalkativeImap(int port, String no) throws IOException {
    this.port = port;
    this.no = no;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many mails it refused. */
  public int refused() {
    return refused.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket box = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.addAll(List.of(client, box));
        Thread.ofVirtual().start(() -> answers(box, client));
        Thread.ofVirtual().start(() -> commands(client, box));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void answers(Socket box, Socket client) {
    try (box;
        client) {
      box.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // One of both went away.
    }
  }

  private void commands(Socket client, Socket box) {
    try (client;
        box) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        Matcher append = APPEND.matcher(line);
        if (append.matches()) {
          refuse(append, in, client.getOutputStream());
        } else {
          box.getOutputStream().write(line.getBytes(ISO_8859_1));
        }
      }
    } catch (IOException e) {
      // One of both went away.
    }
  }

  private void refuse(Matcher append, InputStream in, OutputStream out) throws IOException {
    if (append.group(3).isEmpty()) {
      out.write("+ go on\r\n".getBytes(UTF_8));
    }
    byte[] mail = in.readNBytes(Integer.parseInt(append.group(2)));
    line(in);
    refused.incrementAndGet();
    String tag = no.equals("BYE") ? "*" : append.group(1);
    String said = tag + " " + no + " not wanted: " + TalkativeSmtp.words(mail) + "\r\n";
    out.write(said.getBytes(UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0; c = in.read()) {
      line.write(c);
      if (c == '\n') {
        break;
      }
    }
    return line.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
