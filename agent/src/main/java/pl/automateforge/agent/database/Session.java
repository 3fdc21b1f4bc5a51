package pl.automateforge.agent.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open connection. Used by one thread at a time, but cut by any. */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final Connection connection;
  private final @Nullable Dial dial;
  private final boolean verified;
  private long usedAt = System.nanoTime();

  Session(Connection connection, @Nullable Dial dial, boolean verified) {
    this.connection = connection;
    this.dial = dial;
    this.verified = verified;
  }

  Connection connection() {
    return connection;
  }

  boolean verified() {
    return verified;
  }

  void used() {
    usedAt = System.nanoTime();
  }

  long idleNanos() {
    return System.nanoTime() - usedAt;
  }

  /** Ends whatever it waits for, by taking its sockets away; a file's statement is interrupted. */
  void cut() {
    if (dial != null) {
      dial.close();
      return;
    }
    try {
      connection.unwrap(org.sqlite.SQLiteConnection.class).getDatabase().interrupt();
    } catch (SQLException e) {
      LOG.debug("a statement could not be interrupted: {}", e.getErrorCode());
    }
  }

  void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("a connection closed with error {}", e.getErrorCode());
    } finally {
      if (dial != null) {
        dial.close();
      }
    }
  }
}
