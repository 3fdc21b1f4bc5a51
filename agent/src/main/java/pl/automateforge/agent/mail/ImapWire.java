package pl.automateforge.agent.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.util.MailLogger;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.MailSpec;

/**
 * One IMAP connection. Angus' protocol is used without its store and folders: these open further
 * connections by themselves, and a mailbox has two at most.
 */
final class ImapWire extends IMAPProtocol {
  private final MailLine line;

  /** The size of the selected folder as the server last told; -1 where it did not. */
  private int exists = -1;

  private boolean arrived;

  private ImapWire(MailLine line, Properties properties) throws IOException, ProtocolException {
    super(
        "imap",
        line.server().host(),
        line.server().port(),
        properties,
        false,
        new MailLogger(
            ImapWire.class,
            "IMAP",
            false,
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.US_ASCII)));
    this.line = line;
  }

  /**
   * Connects and logs in.
   *
   * @param deadline for all of it
   */
  static ImapWire open(MailLine line, Duration deadline) throws MailException {
    try (Deadline _ = line.within(deadline)) {
      return new ImapLogin(line).in(new ImapWire(line, line.properties("imap")));
    } catch (IOException | ProtocolException | RuntimeException e) {
      line.cut();
      throw line.explain(e);
    }
  }

  /** Begins TLS where the spec wants it and the connection has none. */
  void protect() throws ProtocolException {
    if (line.server().tls() != MailSpec.Tls.STARTTLS) {
      return;
    }
    if (!hasCapability("STARTTLS")) {
      throw new ProtocolException(ImapLogin.NO_STARTTLS);
    }
    startTLS();
    capability();
  }

  /** Sends a command and returns all answers; fails where the last one is not OK. */
  Response[] ask(String command, @Nullable Argument arguments) throws ProtocolException {
    Response[] answers = command(command, arguments);
    for (Response answer : answers) {
      note(answer);
    }
    handleResult(answers[answers.length - 1]);
    return answers;
  }

  Response[] ask(String command) throws ProtocolException {
    return ask(command, null);
  }

  void note(@Nullable Response answer) {
    if (!(answer instanceof IMAPResponse untagged)) {
      return;
    }
    if (untagged.keyEquals("EXISTS")) {
      arrived |= untagged.getNumber() > exists;
      exists = untagged.getNumber();
    } else if (untagged.keyEquals("EXPUNGE")) {
      exists--;
    }
  }

  /** Whether a mail came into the selected folder that was not asked after yet. */
  boolean hasArrived() {
    return arrived;
  }

  /** As {@link #hasArrived}, and asks after it. */
  boolean takeArrived() {
    boolean some = arrived;
    arrived = false;
    return some;
  }

  void exists(int count) {
    exists = count;
    arrived = false;
  }

  /** A folder's name as an argument, in the server's encoding. */
  Argument name(String folder) {
    var argument = new Argument();
    if (supportsUtf8()) {
      argument.writeString(folder, StandardCharsets.UTF_8);
    } else {
      argument.writeString(BASE64MailboxEncoder.encode(folder), StandardCharsets.US_ASCII);
    }
    return argument;
  }

  /** Says goodbye where that is quick, and closes. */
  void leave(Duration deadline) {
    try (Deadline _ = line.within(deadline)) {
      logout();
    } catch (ProtocolException | RuntimeException e) {
      // a goodbye that fails is a goodbye
    } finally {
      line.cut();
    }
  }

  @Override
  protected void processGreeting(Response greeting) throws ProtocolException {
    if (greeting.isBYE()) {
      throw new ConnectionException(this, greeting);
    }
    super.processGreeting(greeting);
  }

  /** What the server can do, for messages. */
  List<String> capabilities() {
    return List.copyOf(getCapabilities().keySet());
  }
}
