package pl.automateforge.agent.action.mail;

import jakarta.mail.MessagingException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectResult;

/**
 * A server's no to a mail. Its words are not repeated, as they like to hold addresses: the code and
 * the enhanced code say enough.
 *
 * @param code 400 to 599
 * @param enhanced such as {@code 5.7.30}; empty where the server gave none
 * @param what was refused
 */
record SmtpAnswer(int code, String enhanced, String what) {
  private static final Pattern ENHANCED = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");
  private static final Pattern CODE = Pattern.compile("\\s*([45]\\d\\d)\\b");
  private static final int DEEPEST = 20;

  /** The worst no behind a failure; null where no server said no. */
  static @Nullable SmtpAnswer behind(MessagingException failure) {
    SmtpAnswer worst = null;
    Exception at = failure;
    for (int i = 0; i < DEEPEST && at != null; i++) {
      SmtpAnswer here = of(at);
      if (here != null && (worst == null || here.code > worst.code)) {
        worst = here;
      }
      at = at instanceof MessagingException mail ? mail.getNextException() : null;
    }
    return worst;
  }

  /** The meaning of a code to a command. */
  static @Nullable SmtpAnswer of(int code, @Nullable String said, String what) {
    if (code < 400 || code > 599) {
      return null;
    }
    Matcher enhanced = ENHANCED.matcher(said == null ? "" : said);
    return new SmtpAnswer(code, enhanced.find() ? enhanced.group() : "", what);
  }

  /** The no that a text begins with; null where it begins with none. */
  static @Nullable SmtpAnswer inText(String said, String what) {
    Matcher code = CODE.matcher(said);
    return code.lookingAt() ? of(Integer.parseInt(code.group(1)), said, what) : null;
  }

  private static @Nullable SmtpAnswer of(Exception failure) {
    return switch (failure) {
      case SMTPAddressFailedException e -> of(e.getReturnCode(), e.getMessage(), "a recipient");
      case SMTPSenderFailedException e -> of(e.getReturnCode(), e.getMessage(), "the sender");
      case SMTPSendFailedException e -> of(e.getReturnCode(), e.getMessage(), what(e.getCommand()));
      default -> null;
    };
  }

  private static String what(@Nullable String command) {
    return command != null && command.startsWith("MAIL") ? "the sender" : "the mail";
  }

  EffectResult result() {
    return code >= 500
        ? new EffectResult.Refused(sentence() + cureAfter("; "))
        : new EffectResult.NotNow(sentence() + cureAfter("; "), null);
  }

  String sentence() {
    return String.format(
        Locale.ROOT,
        "the server refused %s: %d%s; nothing was sent",
        what,
        code,
        enhanced.isEmpty() ? "" : " " + enhanced);
  }

  /** What a person can do. */
  String cure() {
    return switch (enhanced) {
      case "5.7.30", "5.7.139" ->
          "Microsoft 365 has basic authentication for sending switched off: use auth oauth2, or let"
              + " the tenant's admin allow authenticated SMTP for this mailbox";
      case "5.7.60", "5.7.8" ->
          "the login may not send so: check name and password, and that mail.smtp.from is the login's"
              + " own address or one that it may send as";
      case "5.1.1", "5.1.10", "5.1.2" -> "see that the address is written right in the spec";
      case "5.2.2", "4.2.2" -> "the recipient's mailbox is full";
      default -> "";
    };
  }

  private String cureAfter(String separator) {
    return cure().isEmpty() ? "" : separator + cure();
  }
}
