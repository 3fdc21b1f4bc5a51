package pl.automateforge.agent.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.content.Reading;

/** An SMTP server that refuses every mail, and repeats what it was given while it does. */
public final class TalkativeSmtp implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final boolean atTheEnd;
  private final AtomicInteger refused = new AtomicInteger();

  /** One that refuses the recipient, or else the mail once it has it. */
  public TalkativeSmtp(boolean atTheEnd) throws IOException {
    this.atTheEnd = atTheEnd;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many mails it refused, at least. */
  public int refused() {
    return refused.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        OutputStream out = socket.getOutputStream()) {
      say(out, "220 sink.acme.example ESMTP");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        say(out, answer(line.strip(), in, out));
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  private String answer(String line, BufferedReader in, OutputStream out) throws IOException {
    String command = line.toUpperCase(Locale.ROOT);
    if (command.startsWith("EHLO")) {
      return "250-sink.acme.example\r\n250-AUTH PLAIN\r\n250 8BITMIME";
    }
    if (command.startsWith("AUTH")) {
      return "235 2.7.0 in";
    }
    if (command.startsWith("RCPT") && !atTheEnd) {
      refused.incrementAndGet();
      return "550 5.1.1 " + line.substring(8) + " nobody of that name, was " + line;
    }
    if (command.equals("DATA")) {
      say(out, "354 go on");
      StringBuilder mail = new StringBuilder();
      for (String next = in.readLine(); next != null && !next.equals("."); next = in.readLine()) {
        mail.append(next).append("\r\n");
      }
      refused.incrementAndGet();
      return "554 5.7.1 not wanted: " + words(mail.toString().getBytes(UTF_8));
    }
    return "250 2.0.0 ok";
  }

  /** What a person would read of it, in one line. */
  static String words(byte[] mail) {
    return switch (new ContentReader(ContentLimits.DEFAULT).read(mail, false)) {
      case Reading.Text text -> {
        String body = text.content().text(Content.Part.Kind.BODY);
        String all = text.content().subject() + " " + body;
        yield all.substring(0, Math.min(350, all.length())).replaceAll("\\s+", " ");
      }
      case Reading.Unreadable unreadable -> unreadable.reason();
    };
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
