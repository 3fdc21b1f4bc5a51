package pl.automateforge.agent.database;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A database could not be asked, or did not answer as was wanted. The message is a sentence without
 * a secret and without values of rows or parameters.
 */
public final class DatabaseException extends IOException {
  private final Kind kind;
  private final String cure;

  /** What kind of failure it is. */
  public enum Kind {
    /** The egress policy forbids the connection; nothing was sent. */
    FORBIDDEN,
    /** No connection, no login, or no answer in time. */
    CONNECTION,
    /** The database refused the statement. */
    STATEMENT
  }

  DatabaseException(Kind kind, String message, String cure, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.cure = cure;
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** As {@link #getMessage()}, never null. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  /** What a person can do about it. */
  public String cure() {
    return cure;
  }
}
