package pl.automateforge.agent.standin.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a mail stand-in is set up. Ports of 0 are any that are free.
 *
 * @param pagePort of the page, which is on this machine only
 * @param bind the address that IMAP and SMTP listen on
 * @param user the login name, which is the mailbox's address too
 * @param mails how many lie there from the start
 * @param seed of the mails: the same one makes the same mails
 * @param every how often one more mail comes; null for never
 */
public record MailOptions(
    int imapPort,
    int smtpPort,
    int pagePort,
    String bind,
    String user,
    String password,
    int mails,
    long seed,
    @Nullable Duration every) {
  /** Free ports on this machine, an empty mailbox. */
  public static final MailOptions DEFAULT =
      new MailOptions(0, 0, 0, "127.0.0.1", "biuro@acme.example", "standin", 0, 2026, null);

  private static final int MOST = 9_999;

  public MailOptions {
    if (mails < 0 || mails > MOST) {
      throw new IllegalArgumentException("mails is 0 to " + MOST + ", not " + mails);
    }
    if (every != null && (every.isNegative() || every.isZero())) {
      throw new IllegalArgumentException("every is longer than nothing, not " + every);
    }
    if (user.isBlank() || password.isEmpty()) {
      throw new IllegalArgumentException("the mailbox needs a user and a password");
    }
  }

  /** With so many mails of this seed from the start. */
  public MailOptions withMails(int count, long newSeed) {
    return new MailOptions(
        imapPort, smtpPort, pagePort, bind, user, password, count, newSeed, every);
  }

  /** With one more mail each time this has passed. */
  public MailOptions withOneMore(@Nullable Duration interval) {
    return new MailOptions(
        imapPort, smtpPort, pagePort, bind, user, password, mails, seed, interval);
  }

  /** With this login. */
  public MailOptions withLogin(String name, String word) {
    return new MailOptions(imapPort, smtpPort, pagePort, bind, name, word, mails, seed, every);
  }

  /** On these ports. */
  public MailOptions withPorts(int imap, int smtp, int page) {
    return new MailOptions(imap, smtp, page, bind, user, password, mails, seed, every);
  }
}
