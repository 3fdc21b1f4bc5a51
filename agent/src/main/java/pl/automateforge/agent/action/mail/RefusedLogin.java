package pl.automateforge.agent.action.mail;

import jakarta.mail.AuthenticationFailedException;
import java.util.Locale;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.MailLogin;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.spec.MailSpec;

/** Why a server that sends refused a login, and what a person can do. */
final class RefusedLogin {
  private RefusedLogin() {}

  static MailException explain(MailServer server, AuthenticationFailedException e) {
    String said = String.valueOf(e.getMessage());
    SmtpAnswer no = SmtpAnswer.inText(said, "the login");
    return new MailException(
        MailException.Kind.LOGIN,
        server.shown() + ": " + (no == null ? "the server refused the login" : no.sentence()),
        no == null || no.cure().isEmpty() ? cure(server, said) : no.cure(),
        e);
  }

  /** The server speaks of no login at all. */
  static MailException notOffered(MailServer server) {
    return new MailException(
        MailException.Kind.LOGIN,
        server.shown() + ": the server takes no login over this connection",
        server.tls() == MailSpec.Tls.NONE
            ? "write tls: starttls or required, so that the password is encrypted"
            : "check host and port: servers that take mail of senders (587, 465) ask for a login,"
                + " those that take mail for themselves (25) do not",
        null);
  }

  private static String cure(MailServer server, String said) {
    String host = server.host().toLowerCase(Locale.ROOT);
    boolean password = server.login() instanceof MailLogin.Password;
    if (host.endsWith("gmail.com") && password) {
      return "turn on 2-step verification of the Google account, make an app password, and bind its"
          + " 16 letters without spaces; or use auth oauth2";
    }
    if (host.endsWith("gmail.com")) {
      return "let the account's owner consent again, with the scope https://mail.google.com/";
    }
    if (host.endsWith("office365.com") || host.endsWith("outlook.com")) {
      return password
          ? "use auth oauth2, or let the tenant's admin allow authenticated SMTP for this mailbox"
          : "let the token's scope cover SMTP.Send, and allow authenticated SMTP for this mailbox";
    }
    return said.toLowerCase(Locale.ROOT).contains("no authentication mechanisms")
        ? "the server takes no login over this connection: write tls: starttls or required"
        : "check mail.smtp.auth: login name (often the whole address) and password";
  }
}
