package pl.automateforge.agent.action.mail;

import java.io.IOException;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.mail.MailException;

/** What a failure in a mailbox means for an effect, and for a check. */
final class ImapResults {
  private ImapResults() {}

  /**
   * @param begun whether a command that changes something may have reached the server
   */
  static EffectResult of(IOException failure, boolean begun) {
    if (!(failure instanceof MailException mail)) {
      return notSure(String.valueOf(failure.getMessage()), begun);
    }
    return switch (mail.kind()) {
      case EGRESS, FOLDER -> new EffectResult.Refused(mail.getMessage() + "; " + mail.cure());
      case QUOTA, REFUSED -> new EffectResult.NotNow(mail.getMessage() + "; " + mail.cure(), null);
      case HOST, CONNECT, TIMEOUT, CERTIFICATE, TLS, LOGIN, LIMIT, BROKEN, ANSWER, CLOSED ->
          notSure(String.valueOf(mail.getMessage()), begun);
    };
  }

  static CheckResult.Failed failed(IOException failure) {
    return failure instanceof MailException mail
        ? new CheckResult.Failed(String.valueOf(mail.getMessage()), mail.cure())
        : new CheckResult.Failed(
            String.valueOf(failure.getMessage()), "see whether the mail server is well");
  }

  private static EffectResult notSure(String cause, boolean begun) {
    return begun ? new EffectResult.Unknown(cause) : new EffectResult.NotNow(cause, null);
  }
}
