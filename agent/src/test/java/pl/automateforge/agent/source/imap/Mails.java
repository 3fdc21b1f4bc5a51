package pl.automateforge.agent.source.imap;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import pl.automateforge.agent.mail.DovecotServer;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.MailSockets;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.mail.TestCertificates;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.Privacy;
import pl.automateforge.agent.spec.SecretSlot;
import pl.automateforge.agent.spec.SourceSpec;

/** A mailbox on a real server, and sources over it. */
final class Mails implements AutoCloseable {
  static final ImapLimits LIMITS =
      new ImapLimits(5_000, 100, 1024 * 1024, 64 * 1024, Duration.ofSeconds(20), 2_000);

  final DovecotServer dovecot;
  final MailSockets sockets;

  Mails(Path folder) throws Exception {
    this(folder, Duration.ofSeconds(5));
  }

  Mails(Path folder, Duration timeout) throws Exception {
    DovecotServer.assumeInstalled();
    TestCertificates certificates = TestCertificates.forThisMachine(folder);
    dovecot =
        DovecotServer.start(
            folder.resolve("dovecot"), DovecotServer.Options.belowInbox(certificates));
    sockets =
        new MailSockets(
            Egress.of(
                new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null)),
            timeout,
            timeout,
            Clock.systemUTC(),
            certificates.trust());
    dovecot.makeFolder("INBOX");
  }

  Mailbox mailbox(MailServer server) {
    return new Mailbox(server, sockets, Clock.systemUTC());
  }

  static SourceSpec.Imap spec(String folder, boolean unseen, Duration since) {
    return new SourceSpec.Imap(
        new Endpoint("127.0.0.1"),
        993,
        MailSpec.Tls.REQUIRED,
        null,
        new Auth.Password(new Endpoint(DovecotServer.USER), new SecretSlot("${IMAP_PASSWORD}")),
        folder,
        new SourceSpec.MailFilter(unseen, since),
        true);
  }

  static ImapSource source(Mailbox mailbox, String folder) {
    return source(mailbox, folder, Clock.systemUTC());
  }

  static ImapSource source(Mailbox mailbox, String folder, Clock clock) {
    return ImapSource.of(spec(folder, false, Duration.ofDays(3)), mailbox, clock, LIMITS);
  }

  static byte[] mail(String subject) {
    return ("Subject: "
            + subject
            + "\r\nMessage-ID: <"
            + subject
            + "@acme.example>\r\n\r\nHello\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    sockets.close();
    dovecot.close();
  }
}
