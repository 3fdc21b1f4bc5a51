package pl.automateforge.agent.action.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An SMTP server that writes down what is really sent to it, and answers as a test wants. */
final class ScriptedSmtp implements AutoCloseable {
  /** Instead of an answer the connection ends. */
  static final String HANG_UP = "";

  /** Instead of an answer comes nothing, for ever. */
  static final String SILENCE = "…";

  /** Every command line, without its line end, of all connections; never a line of a mail. */
  final List<String> commands = new CopyOnWriteArrayList<>();

  /** What was taken by a final answer of 250. */
  final List<Taken> taken = new CopyOnWriteArrayList<>();

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private volatile String extensions = "250-AUTH PLAIN LOGIN XOAUTH2\r\n";

  /** A mail and its envelope, as they came over the wire; dots are unstuffed. */
  record Taken(String from, List<String> to, String data) {}

  ScriptedSmtp() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** How a command is answered that begins so; {@code .} is the end of a mail. */
  ScriptedSmtp answer(String command, String reply) {
    answers.put(command.toUpperCase(Locale.ROOT), reply);
    return this;
  }

  ScriptedSmtp extensions(String lines) {
    extensions = lines;
    return this;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
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
    try (socket) {
      new Talk(socket).run();
    } catch (IOException e) {
      // The client went away; what it had sent is written down.
    }
  }

  private final class Talk {
    private final InputStream in;
    private final OutputStream out;
    private String from = "";
    private List<String> to = new ArrayList<>();

    Talk(Socket socket) throws IOException {
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    }

    void run() throws IOException {
      if (!say(answers.getOrDefault("GREETING", "220 sink.acme.example ESMTP"))) {
        return;
      }
      String line;
      while ((line = line()) != null) {
        commands.add(line);
        if (!handle(line)) {
          return;
        }
      }
    }

    private boolean handle(String line) throws IOException {
      String upper = line.toUpperCase(Locale.ROOT);
      String scripted = scripted(upper);
      if (scripted != null) {
        return say(scripted);
      }
      if (upper.startsWith("EHLO")) {
        return say("250-sink.acme.example\r\n" + extensions + "250 8BITMIME");
      } else if (upper.startsWith("AUTH LOGIN")) {
        say("334 VXNlcm5hbWU6");
        line();
        say("334 UGFzc3dvcmQ6");
        line();
        return say("235 2.7.0 in");
      } else if (upper.startsWith("AUTH PLAIN") && upper.length() < 12) {
        say("334 ");
        line();
        return say("235 2.7.0 in");
      } else if (upper.startsWith("AUTH")) {
        return say("235 2.7.0 in");
      } else if (upper.startsWith("MAIL FROM:")) {
        from = line.substring(10);
      } else if (upper.startsWith("RCPT TO:")) {
        to.add(line.substring(8));
      } else if (upper.startsWith("RSET")) {
        to = new ArrayList<>();
      } else if (upper.startsWith("DATA")) {
        return data();
      } else if (upper.startsWith("QUIT")) {
        say("221 2.0.0 bye");
        return false;
      }
      return say("250 2.0.0 ok");
    }

    private boolean data() throws IOException {
      say("354 go on");
      StringBuilder data = new StringBuilder();
      String line;
      while ((line = line()) != null && !line.equals(".")) {
        data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      }
      String end = line == null ? HANG_UP : answers.getOrDefault(".", "250 2.0.0 queued as 4F");
      if (end.startsWith("250") || (line != null && end.equals(HANG_UP))) {
        taken.add(new Taken(from, List.copyOf(to), data.toString()));
      }
      to = new ArrayList<>();
      return say(end);
    }

    private @Nullable String scripted(String upper) {
      return answers.entrySet().stream()
          .filter(entry -> upper.startsWith(entry.getKey()) && !entry.getKey().equals("."))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }

    private boolean say(String reply) throws IOException {
      if (reply.equals(HANG_UP)) {
        return false;
      }
      if (!reply.equals(SILENCE)) {
        out.write((reply + "\r\n").getBytes(ISO_8859_1));
        out.flush();
      }
      return true;
    }

    /** Up to CRLF; a bare CR or LF stays in the line, where a test sees it. */
    private @Nullable String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      int before = -1;
      int b;
      while ((b = in.read()) >= 0) {
        if (before == '\r' && b == '\n') {
          String text = line.toString(ISO_8859_1);
          return text.substring(0, text.length() - 1);
        }
        line.write(b);
        before = b;
      }
      return null;
    }
  }
}
