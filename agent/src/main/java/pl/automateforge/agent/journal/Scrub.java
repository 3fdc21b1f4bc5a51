package pl.automateforge.agent.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what was emptied is not left in the journal's files: the write-ahead log still
 * holds the pages of before until it is copied back and cut off, and a journal of before texts were
 * sealed holds them in pages that were once freed. Belongs to the writer's thread.
 */
final class Scrub {
  private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);

  /** The name under which it is remembered that the whole file is to be written anew. */
  static final String DUE = "unscrubbed";

  /** How long readers may keep the log from being cut off; then it is tried again later. */
  private static final int PATIENCE_MILLIS = 500;

  private static final int BUSY_MILLIS = 10_000;

  private final Connection connection;
  private boolean due;

  Scrub(Connection connection) {
    this.connection = connection;
  }

  /** Ends what an earlier process could not. */
  void atStart() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (remembered(statement)) {
        vacuum(statement);
      }
    }
    truncate();
  }

  private static boolean remembered(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select 1 from meta where name = '" + DUE + "'")) {
      return rows.next();
    }
  }

  /** Without room for it the agent still works; what once lay plainly then lies there longer. */
  private static void vacuum(Statement statement) throws SQLException {
    try {
      statement.executeUpdate("vacuum");
    } catch (SQLException e) {
      LOG.warn(
          "Texts of before they were sealed may still lie in free pages of the journal, since it"
              + " could not be written anew: {}. The next start tries again.",
          e.getMessage());
      return;
    }
    statement.executeUpdate("delete from meta where name = '" + DUE + "'");
  }

  /** Something was emptied: the log is to be cut off. */
  void due() {
    due = true;
  }

  /** Cuts the log off where that is due; a reader that is in the way puts it off. */
  void ifDue() {
    if (due) {
      try {
        due = !truncate();
      } catch (SQLException e) {
        LOG.warn("The journal's log cannot be cut off yet: {}", e.getMessage());
      }
    }
  }

  private boolean truncate() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("pragma busy_timeout = " + PATIENCE_MILLIS);
      try (ResultSet rows = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
        return rows.next() && rows.getInt(1) == 0;
      } finally {
        statement.executeUpdate("pragma busy_timeout = " + BUSY_MILLIS);
      }
    }
  }
}
