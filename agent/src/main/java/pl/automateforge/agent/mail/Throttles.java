package pl.automateforge.agent.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers that mean: too much, at least for now. */
final class Throttles {
  private Throttles() {}

  /** What the answer means; null where it is about something else. */
  static @Nullable MailException of(MailServer server, String answer, @Nullable Throwable cause) {
    String low = answer.toLowerCase(Locale.ROOT);
    if (low.contains("too many simultaneous connections")
        || low.contains("maximum number of connections")
        || low.contains("too many connections")
        || low.contains("user is authenticated but not connected")) {
      return limit(
          server,
          "the mailbox has too many connections: " + answer,
          "close mail programs that hold many connections to this mailbox, or wait; the agent uses"
              + " two at most",
          cause);
    }
    if (low.contains("throttled")
        || low.contains("[limit]")
        || low.contains("bandwidth limits")
        || low.contains("rate limit")) {
      return limit(
          server,
          "the server slows this mailbox down: " + answer,
          "wait; the next run goes on where this one stopped",
          cause);
    }
    if (low.contains("[overquota]") || low.contains("quota exceeded")) {
      return new MailException(
          MailException.Kind.QUOTA,
          server.shown() + ": the mailbox is full: " + answer,
          "make room in the mailbox, or raise its quota",
          cause);
    }
    return null;
  }

  private static MailException limit(
      MailServer server, String sentence, String cure, @Nullable Throwable cause) {
    return new MailException(
        MailException.Kind.LIMIT, server.shown() + ": " + sentence, cure, cause);
  }
}
