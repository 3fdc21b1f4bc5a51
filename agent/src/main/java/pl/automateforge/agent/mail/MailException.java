package pl.automateforge.agent.mail;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a mail server: the message says it in a sentence, the cure says what a
 * person can do. Neither holds a secret or the text of a mail.
 */
public final class MailException extends IOException {
  private final Kind kind;
  private final String cure;

  /** What kind of failure it is. */
  public enum Kind {
    /** The policy forbids the connection. */
    EGRESS,
    /** The host's name is not known. */
    HOST,
    /** No connection came about. */
    CONNECT,
    /** A deadline or a timeout passed. */
    TIMEOUT,
    /** The certificate is not the host's, has expired, or nobody known vouches for it. */
    CERTIFICATE,
    /** The encryption did not come about. */
    TLS,
    /** The login was refused. */
    LOGIN,
    /** Too many connections, or too many commands. */
    LIMIT,
    /** The mailbox is full. */
    QUOTA,
    /** A folder is missing or may not be used. */
    FOLDER,
    /** The server said no to a command, for another reason. */
    REFUSED,
    /** The connection broke, or the server closed it. */
    BROKEN,
    /** The server said what makes no sense, or more than is taken. */
    ANSWER,
    /** The owner was closed. */
    CLOSED
  }

  public MailException(Kind kind, String sentence, String cure, @Nullable Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
    this.cure = cure;
  }

  public MailException(Kind kind, String sentence, String cure) {
    this(kind, sentence, cure, null);
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** What a person can do about it. */
  public String cure() {
    return cure;
  }

  /** Whether the connection is as good as before: the server answered, and the answer is no. */
  boolean leavesConnectionSound() {
    return switch (kind) {
      case FOLDER, QUOTA, REFUSED -> true;
      case EGRESS, HOST, CONNECT, TIMEOUT, CERTIFICATE, TLS, LOGIN, LIMIT, BROKEN, ANSWER, CLOSED ->
          false;
    };
  }
}
