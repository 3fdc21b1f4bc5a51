package pl.automateforge.agent.mail;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a server refused a login, by what it said and who it is, and what a person can do. */
final class LoginFailures {
  private static final Pattern SPACED_APP_PASSWORD =
      Pattern.compile("\\s*[a-z]{4}(\\s+[a-z]{4}){3}\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern OUTSIDE_SPACE = Pattern.compile("^\\s.*|.*\\s$", Pattern.DOTALL);
  private static final String GOOGLE_APP_PASSWORD =
      "turn on 2-step verification of the Google account, make an app password at"
          + " myaccount.google.com/apppasswords, and bind its 16 letters without spaces; or use"
          + " auth: {type: oauth2, …}";
  private static final String MICROSOFT =
      "Microsoft 365 accepts no passwords for IMAP any more: use auth: {type: oauth2, …} with an"
          + " application that may IMAP.AccessAsApp or IMAP.AccessAsUser.All, and let the mailbox"
          + " allow IMAP (Set-CASMailbox -ImapEnabled $true)";

  private LoginFailures() {}

  static MailException disabled(MailServer server) {
    return login(
        server,
        "the server takes no login over this connection (LOGINDISABLED)",
        "write tls: required or starttls, so that the password is encrypted",
        null);
  }

  static MailException noTokens(MailServer server) {
    return login(
        server,
        "the server knows no login by token (AUTH=XOAUTH2)",
        "use auth: {type: password, …}, or let the server's owner turn XOAUTH2 on",
        null);
  }

  /** What the server said, when it refused. */
  static MailException explain(MailServer server, @Nullable String said, Throwable cause) {
    String answer = ServerText.shown(said);
    String low = answer.toLowerCase(Locale.ROOT);
    MailException limit = Throttles.of(server, answer, cause);
    if (limit != null) {
      return limit;
    }
    if (low.contains("[unavailable]") || low.contains("temporary") || low.contains("[inuse]")) {
      return new MailException(
          MailException.Kind.BROKEN,
          server.shown() + ": the server cannot log anybody in now: " + answer,
          "wait; where it lasts, ask the server's owner",
          cause);
    }
    return login(
        server,
        "the server refused the login" + (answer.isEmpty() ? "" : ": " + answer),
        cure(server, low),
        cause);
  }

  private static String cure(MailServer server, String said) {
    if (said.contains("application-specific password")) {
      return GOOGLE_APP_PASSWORD;
    }
    if (said.contains("not enabled for imap") || said.contains("imap access is disabled")) {
      return "turn IMAP on in the mailbox's settings (Gmail: Settings, Forwarding and POP/IMAP; in"
          + " Google Workspace an administrator allows it)";
    }
    if (said.contains("web login required") || said.contains("log in via your web browser")) {
      return "log in to the account once with a browser, confirm that it was you, and try again";
    }
    return server.login() instanceof MailLogin.Password password
        ? ofPassword(server, password)
        : ofToken(server);
  }

  private static String ofPassword(MailServer server, MailLogin.Password login) {
    String password = login.password().value();
    if (password.isEmpty()) {
      return "bind the password: it is empty";
    }
    if (SPACED_APP_PASSWORD.matcher(password).matches()) {
      return "the bound password has the spaces of an app password as it is displayed: bind its 16"
          + " letters without spaces";
    }
    if (OUTSIDE_SPACE.matcher(password).matches()) {
      return "the bound password begins or ends with a space: bind it without";
    }
    if (isMicrosoft(server)) {
      return MICROSOFT;
    }
    if (isGoogle(server)) {
      return GOOGLE_APP_PASSWORD;
    }
    return "check the login name (often the whole address) and the password, by logging in to the"
        + " webmail with them; some providers want IMAP turned on or a password of its own for it";
  }

  private static String ofToken(MailServer server) {
    if (isMicrosoft(server)) {
      return "give the application IMAP.AccessAsApp with an administrator's consent, register its"
          + " service principal in Exchange (New-ServicePrincipal) and give that FullAccess to the"
          + " mailbox; with a refresh token, let the user consent to IMAP.AccessAsUser.All";
    }
    if (isGoogle(server)) {
      return "let the account's owner consent again, with the scope https://mail.google.com/";
    }
    return "check that username is the mailbox's own login name and that scope covers IMAP; where the"
        + " consent was withdrawn, make a new refresh token";
  }

  private static boolean isMicrosoft(MailServer server) {
    String host = server.host().toLowerCase(Locale.ROOT);
    return host.endsWith("office365.com") || host.endsWith("outlook.com");
  }

  private static boolean isGoogle(MailServer server) {
    String host = server.host().toLowerCase(Locale.ROOT);
    return host.endsWith("gmail.com") || host.endsWith("googlemail.com");
  }

  private static MailException login(
      MailServer server, String sentence, String cure, @Nullable Throwable cause) {
    return new MailException(
        MailException.Kind.LOGIN, server.shown() + ": " + sentence, cure, cause);
  }
}
