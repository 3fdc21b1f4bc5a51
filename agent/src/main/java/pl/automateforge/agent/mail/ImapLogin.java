package pl.automateforge.agent.mail;

import java.io.IOException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.jspecify.annotations.Nullable;

/** Logs in, by the mechanisms that the spec allows and no other. */
final class ImapLogin {
  static final String NO_STARTTLS = "the server offers no STARTTLS";

  private final MailLine line;

  ImapLogin(MailLine line) {
    this.line = line;
  }

  ImapWire in(ImapWire wire) throws IOException, ProtocolException {
    wire.protect();
    MailLogin login = line.server().login();
    if (!wire.isAuthenticated() && login != null) {
      switch (login) {
        case MailLogin.Password password -> byPassword(wire, password);
        case MailLogin.OAuth oauth -> byToken(wire, oauth);
      }
    }
    wire.capability();
    if (wire.hasCapability("UTF8=ACCEPT")) {
      wire.enable("UTF8=ACCEPT");
    }
    return wire;
  }

  private void byPassword(ImapWire wire, MailLogin.Password login)
      throws MailException, ProtocolException {
    String password = login.password().value();
    try {
      if (wire.hasCapability("AUTH=PLAIN")) {
        wire.authplain(null, login.username(), password);
      } else if (wire.hasCapability("AUTH=LOGIN")) {
        wire.authlogin(login.username(), password);
      } else if (!wire.hasCapability("LOGINDISABLED")) {
        wire.login(login.username(), password);
      } else {
        throw LoginFailures.disabled(line.server());
      }
    } catch (CommandFailedException e) {
      throw LoginFailures.explain(line.server(), said(e), e);
    }
  }

  private void byToken(ImapWire wire, MailLogin.OAuth login) throws IOException, ProtocolException {
    if (!wire.hasCapability("AUTH=XOAUTH2")) {
      throw LoginFailures.noTokens(line.server());
    }
    String token = login.tokens().token();
    try {
      wire.authoauth2(login.username(), token);
    } catch (CommandFailedException e) {
      login.tokens().refused(token);
      throw LoginFailures.explain(line.server(), said(e), e);
    }
  }

  private static @Nullable String said(CommandFailedException e) {
    return e.getResponse() == null ? e.getMessage() : e.getResponse().getRest();
  }
}
