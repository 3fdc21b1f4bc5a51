package pl.automateforge.agent.action.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.mail.MailLogin;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.MailSockets;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.Privacy;
import pl.automateforge.agent.spec.Secret;

/** What a sender needs around it. */
final class SmtpLab implements AutoCloseable {
  static final MailAddress OFFICE = new MailAddress("biuro", "acme.example");
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T03:04:05Z"), ZoneOffset.UTC);

  final ScriptedSmtp smtp;
  final MailSockets sockets;

  SmtpLab() throws Exception {
    smtp = new ScriptedSmtp();
    Privacy privacy =
        new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null);
    sockets =
        new MailSockets(
            Egress.of(privacy), Duration.ofSeconds(5), Duration.ofSeconds(5), Clock.systemUTC());
  }

  SmtpSender sender() {
    return sender(smtp.port(), new MailLogin.Password("biuro", new Secret("hasło")), 10_000);
  }

  SmtpSender sender(int port, @Nullable MailLogin login, int millis) {
    MailServer server = new MailServer("127.0.0.1", port, MailSpec.Tls.NONE, null, login, true);
    return new SmtpSender(sockets, server, OFFICE, Duration.ofMillis(millis));
  }

  @Override
  public void close() throws java.io.IOException {
    sockets.close();
    smtp.close();
  }
}
