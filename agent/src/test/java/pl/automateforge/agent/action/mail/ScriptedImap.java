package pl.automateforge.agent.action.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.jspecify.annotations.Nullable;

/**
 * An IMAP server that writes down each command as it really came, by the protocol's own rules for
 * lines and literals, and holds one mail whose UID is 1 for ever.
 */
final class ScriptedImap implements AutoCloseable {
  private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)(\\+?)}$");
  private static final Pattern COMMAND =
      Pattern.compile("([A-Z]+\\d+) ((?:UID )?[A-Z]+)(.*)", Pattern.DOTALL);

  /** A command without its tag; what a literal held stands in {@code literals}. */
  record Command(String verb, String rest, List<byte[]> literals) {}

  final List<Command> commands = new CopyOnWriteArrayList<>();

  /** Lines that are no command. */
  final List<String> strange = new CopyOnWriteArrayList<>();

  volatile List<String> folders = List.of("INBOX");
  volatile String capabilities = "IMAP4rev1 LITERAL+ MOVE UIDPLUS";

  /** The connection ends instead of an answer to this verb. */
  volatile String cutAt = "";

  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  ScriptedImap() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  List<String> verbs() {
    return commands.stream().map(Command::verb).toList();
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
      InputStream in = new BufferedInputStream(socket.getInputStream());
      socket.setTcpNoDelay(true);
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      say(out, "* OK [CAPABILITY " + capabilities + "] sink");
      out.flush();
      while (answered(in, out)) {
        out.flush();
      }
    } catch (IOException e) {
      // The client went away; what it had sent is written down.
    }
  }

  private boolean answered(InputStream in, OutputStream out) throws IOException {
    List<byte[]> literals = new CopyOnWriteArrayList<>();
    StringBuilder text = new StringBuilder();
    String line = line(in);
    while (line != null) {
      text.append(line);
      Matcher literal = LITERAL.matcher(line);
      if (!literal.find()) {
        break;
      }
      if (literal.group(2).isEmpty()) {
        say(out, "+ go on");
        out.flush();
      }
      literals.add(in.readNBytes(Integer.parseInt(literal.group(1))));
      line = line(in);
    }
    if (line == null) {
      return false;
    }
    Matcher command = COMMAND.matcher(text);
    if (!command.matches()) {
      strange.add(text.toString());
      return false;
    }
    commands.add(new Command(command.group(2), command.group(3), literals));
    if (command.group(2).equals(cutAt)) {
      return false;
    }
    answer(out, command.group(1), command.group(2));
    return !command.group(2).equals("LOGOUT");
  }

  private void answer(OutputStream out, String tag, String verb) throws IOException {
    String code = "";
    switch (verb) {
      case "CAPABILITY" -> say(out, "* CAPABILITY " + capabilities);
      case "LIST" -> {
        for (String folder : folders) {
          String name = BASE64MailboxEncoder.encode(folder);
          say(out, "* LIST () \"/\" \"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
      }
      case "SELECT" -> {
        say(out, "* 1 EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen \\Deleted \\Draft)");
        say(out, "* OK [PERMANENTFLAGS (\\Seen \\Deleted \\Draft \\*)] ok");
        say(out, "* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 2] ok");
        code = "[READ-WRITE] ";
      }
      case "UID FETCH" ->
          say(
              out,
              "* 1 FETCH (UID 1 RFC822.SIZE 10 INTERNALDATE \"02-Nov-2026 03:04:05 +0000\" FLAGS"
                  + " (\\Seen Faktura))");
      case "UID SEARCH" -> say(out, "* SEARCH");
      case "UID MOVE", "UID COPY" -> code = "[COPYUID 7 1 2] ";
      case "APPEND" -> code = "[APPENDUID 7 3] ";
      default -> {
        // Nothing but OK.
      }
    }
    say(out, tag + " OK " + code + verb.toLowerCase(Locale.ROOT) + " done");
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(ISO_8859_1));
  }

  private static @Nullable String line(InputStream in) throws IOException {
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
