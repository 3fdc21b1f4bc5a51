package pl.automateforge.agent.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One read-only connection to a journal; a lock lets one thread at a time use it. Whatever SQLite
 * says against it becomes a {@link JournalException}.
 */
final class ReadConnection implements AutoCloseable {
  private final Connection connection;
  private final Statements sql;
  private final ReentrantLock lock = new ReentrantLock();

  private ReadConnection(Connection connection) {
    this.connection = connection;
    this.sql = new Statements(connection);
  }

  /**
   * Opens the journal of a state folder.
   *
   * @throws JournalException where there is none
   */
  static ReadConnection open(Path state) {
    Path file = state.resolve(SqliteJournal.FILE);
    if (!Files.isRegularFile(file)) {
      throw new JournalException("there is no journal in " + state + ": no agent worked there yet");
    }
    try {
      Connection connection = SqliteJournal.connect(file, true);
      try {
        SqliteJournal.refuseEmpty(connection, file);
        refuseOther(Migrations.format(connection), file);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
      return new ReadConnection(connection);
    } catch (SQLException e) {
      throw new JournalException("cannot read the journal " + file + ": " + e.getMessage(), e);
    }
  }

  private static void refuseOther(int format, Path file) {
    if (format > Migrations.FORMAT) {
      throw Migrations.newer(file, format);
    }
    if (format < Migrations.FORMAT) {
      throw Migrations.older(file, format);
    }
  }

  /** Turns one row into a value. */
  @FunctionalInterface
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** Gives each row, in order; none of them is kept. */
  <T> void each(Mapper<T> mapper, Consumer<T> consumer, String query, @Nullable Object... values) {
    lock.lock();
    try {
      // Closing the rows ends the read transaction: the next read sees what was committed
      // meanwhile.
      try (ResultSet rows = sql.bind(query, values).executeQuery()) {
        while (rows.next()) {
          consumer.accept(mapper.map(rows));
        }
      }
    } catch (SQLException e) {
      throw unreadable(e);
    } finally {
      lock.unlock();
    }
  }

  /** All rows. */
  <T> List<T> list(Mapper<T> mapper, String query, @Nullable Object... values) {
    List<T> found = new ArrayList<>();
    each(mapper, found::add, query, values);
    return found;
  }

  /** The first row. */
  <T> Optional<T> one(Mapper<T> mapper, String query, @Nullable Object... values) {
    return list(mapper, query, values).stream().findFirst();
  }

  /** Everything read in {@code reading} is of one moment. */
  void snapshot(Runnable reading) {
    lock.lock();
    try {
      sql.update("begin");
      try {
        reading.run();
      } finally {
        sql.update("commit");
      }
    } catch (SQLException e) {
      throw unreadable(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!connection.isClosed()) {
        sql.close();
        connection.close();
      }
    } catch (SQLException e) {
      throw new JournalException("the journal did not close: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  private static JournalException unreadable(SQLException e) {
    String message = String.valueOf(e.getMessage());
    boolean damaged = message.contains("SQLITE_CORRUPT") || message.contains("SQLITE_NOTADB");
    return new JournalException(
        damaged
            ? "the journal is damaged ("
                + message
                + "): restore the state folder from a backup, or begin a new one in observation"
            : "the journal could not be read: " + message,
        e);
  }
}
