package pl.automateforge.agent.action.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.mail.Deadline;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.MailLine;
import pl.automateforge.agent.mail.MailLogin;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.MailSockets;

/**
 * Sends mails by one server under one sender's address: a connection and a transaction each. Safe
 * to use from many threads.
 */
public final class SmtpSender {
  private static final int DONE = 250;

  private final MailSockets sockets;
  private final MailServer server;
  private final MailAddress from;
  private final Duration timeout;

  /**
   * @param from the From and the envelope's sender of all mails
   * @param timeout of a whole send, login included
   */
  public SmtpSender(MailSockets sockets, MailServer server, MailAddress from, Duration timeout) {
    this.sockets = sockets;
    this.server = server;
    this.from = from;
    this.timeout = timeout;
  }

  /** The From and the envelope's sender. */
  public MailAddress from() {
    return from;
  }

  /** The server, and who we are there, for a person. */
  public String shown() {
    return server.shown();
  }

  MailServer server() {
    return server;
  }

  /**
   * Sends to all of them, or to none.
   *
   * @return Done, or Unknown only where the whole mail had gone out
   */
  EffectResult send(List<MailAddress> to, byte[] bytes) {
    RawMail mail = new RawMail(Session.getInstance(new Properties()), bytes);
    try (MailLine line = sockets.line(server);
        Deadline _ = line.within(timeout)) {
      try (Open open = open(line)) {
        open.transport.sendMessage(mail, envelope(to));
        return new EffectResult.Done(receipt(open.transport.getLastServerResponse()));
      } catch (MessagingException e) {
        SmtpAnswer no = SmtpAnswer.behind(e);
        return no != null ? no.result() : broken(line.explain(e), mail);
      }
    } catch (IOException e) {
      return broken(e, mail);
    }
  }

  private static EffectResult broken(IOException failure, RawMail mail) {
    return mail.written()
        ? new EffectResult.Unknown("no answer after the whole mail: " + failure.getMessage())
        : new EffectResult.NotNow("not sent: " + failure.getMessage(), null);
  }

  /** Logs in and asks whether mail from the sender would be taken; sends none. */
  CheckResult check() {
    long start = System.nanoTime();
    try (MailLine line = sockets.line(server);
        Deadline _ = line.within(timeout);
        Open open = open(line)) {
      int code = open.transport.simpleCommand("MAIL FROM:<" + from + ">");
      SmtpAnswer no = SmtpAnswer.of(code, open.transport.getLastServerResponse(), "the sender");
      if (no != null) {
        return new CheckResult.Failed(
            from + " may not send at " + server.shown() + ": " + no.sentence(),
            no.cure().isEmpty() ? "see that mail.smtp.from belongs to this login" : no.cure());
      }
      open.transport.simpleCommand("RSET");
      return new CheckResult.Fine(
          String.format(
              Locale.ROOT,
              "%s, may send as %s; answered in %d ms, no mail was sent",
              server.shown(),
              from,
              (System.nanoTime() - start) / 1_000_000));
    } catch (MailException e) {
      return new CheckResult.Failed(String.valueOf(e.getMessage()), e.cure());
    } catch (IOException | MessagingException e) {
      return new CheckResult.Failed(
          server.shown() + ": the conversation broke", "see whether the server is well");
    }
  }

  private Open open(MailLine line) throws IOException {
    return server.login() instanceof MailLogin.OAuth oauth
        ? openByToken(line, oauth)
        : open(line, server.login() instanceof MailLogin.Password p ? p.password().value() : null);
  }

  private Open openByToken(MailLine line, MailLogin.OAuth oauth) throws IOException {
    String token = oauth.tokens().token();
    try {
      return open(line, token);
    } catch (MailException e) {
      if (e.kind() == MailException.Kind.LOGIN) {
        oauth.tokens().refused(token);
      }
      throw e;
    }
  }

  private Open open(MailLine line, @Nullable String password) throws IOException {
    Properties properties = line.properties("smtp");
    properties.setProperty("mail.smtp.auth", String.valueOf(password != null));
    properties.setProperty("mail.smtp.from", from.toString());
    properties.setProperty("mail.smtp.localhost", from.domain());
    properties.setProperty("mail.smtp.sendpartial", "false");
    properties.setProperty("mail.smtp.allow8bitmime", "false");
    properties.setProperty("mail.smtp.quitwait", "false");
    SMTPTransport transport =
        new SMTPTransport(
            Session.getInstance(properties),
            new URLName("smtp", server.host(), server.port(), null, null, null));
    try {
      transport.connect(
          server.host(), server.port(), password == null ? null : server.account(), password);
      if (password != null && !transport.supportsExtension("AUTH")) {
        // The library goes on without a login then.
        transport.close();
        throw RefusedLogin.notOffered(server);
      }
      return new Open(transport);
    } catch (MessagingException e) {
      throw refusedLogin(e, line);
    }
  }

  private MailException refusedLogin(MessagingException e, MailLine line) {
    return e instanceof AuthenticationFailedException refused && !line.late()
        ? RefusedLogin.explain(server, refused)
        : line.explain(e);
  }

  private static Address[] envelope(List<MailAddress> to) {
    return to.stream()
        .map(address -> {
          InternetAddress one = new InternetAddress();
          // Not parsed again: the library's parser reads more than one address.
          one.setAddress(address.toString());
          return one;
        })
        .toArray(Address[]::new);
  }

  /** What the server calls the mail, as far as that is short and a word. */
  private static String receipt(@Nullable String said) {
    String line = said == null ? "" : said.strip();
    java.util.regex.Matcher queued =
        java.util.regex.Pattern.compile("(?i)queued as ([A-Za-z0-9.-]{1,40})").matcher(line);
    return "SMTP " + DONE + (queued.find() ? ", queued as " + queued.group(1) : "");
  }

  /** A connection that was logged in. */
  private record Open(SMTPTransport transport) implements AutoCloseable {
    @Override
    public void close() {
      try {
        transport.close();
      } catch (MessagingException e) {
        // What was said counts; how the goodbye went does not.
      }
    }
  }
}
