package pl.automateforge.agent.standin.mail;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;

/** Takes what comes by SMTP for whomever; what is for the mailbox goes there too. Any thread. */
final class Outbox implements MessageDeliveryHandler {
  private static final int KEPT = 1_000;

  private final String mailbox;
  private final GreenMailUser owner;
  private final Clock clock;
  private final Deque<SentMail> sent = new ArrayDeque<>();
  private final IdentityHashMap<MovingMessage, Integer> recipientsLeft = new IdentityHashMap<>();

  Outbox(GreenMailUser owner, Clock clock) {
    this.mailbox = owner.getEmail();
    this.owner = owner;
    this.clock = clock;
  }

  /** Asked once for each recipient of a message. */
  @Override
  public GreenMailUser handle(MovingMessage message, MailAddress recipient) {
    synchronized (sent) {
      Integer left = recipientsLeft.remove(message);
      if (left == null) {
        record(message);
      }
      int more = (left == null ? message.getToAddresses().size() : left) - 1;
      if (more > 0) {
        recipientsLeft.put(message, more);
      }
    }
    return recipient.getEmail().equalsIgnoreCase(mailbox) ? owner : Nobody.INSTANCE;
  }

  /** The last ones, oldest first. */
  List<SentMail> sent() {
    synchronized (sent) {
      return List.copyOf(sent);
    }
  }

  private void record(MovingMessage message) {
    MailAddress from = message.getReturnPath();
    List<String> to =
        message.getToAddresses().stream().map(MailAddress::getEmail).sorted().toList();
    sent.addLast(
        new SentMail(
            clock.instant(),
            from == null ? "" : from.getEmail(),
            to,
            RawMail.of(message.getMessage())));
    if (sent.size() > KEPT) {
      sent.removeFirst();
    }
  }

  /** Somebody elsewhere: what is sent there is recorded, and that is all. */
  private enum Nobody implements GreenMailUser {
    INSTANCE;

    @Override
    public String getEmail() {
      return "";
    }

    @Override
    public String getLogin() {
      return "";
    }

    @Override
    public void deliver(MovingMessage message) {
      // It went out.
    }

    @Override
    public void deliver(MimeMessage message) {
      // It went out.
    }

    @Override
    public void create() {
      // There is nothing to make.
    }

    @Override
    public void delete() {
      // There is nothing to take away.
    }

    @Override
    public String getPassword() {
      return "";
    }

    @Override
    public void setPassword(String password) {
      // Nobody logs in.
    }

    @Override
    public void authenticate(String password) {
      throw new IllegalStateException("nobody logs in");
    }

    @Override
    public String getQualifiedMailboxName() {
      return "";
    }
  }
}
