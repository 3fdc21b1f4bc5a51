package pl.automateforge.agent.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The few connections of one database. One that anything went wrong with is never used again. */
final class Sessions {
  private static final long TRUSTED_NANOS = Duration.ofMillis(500).toNanos();

  private final Connector connector;
  private final DatabaseAddress address;
  private final DatabaseUse use;
  private final Semaphore permits;
  private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Sessions(Connector connector, DatabaseAddress address, DatabaseUse use) {
    this.connector = connector;
    this.address = address;
    this.use = use;
    this.permits = new Semaphore(use.connections(), true);
  }

  /** Waits for a turn, at most as long as a statement may take; {@link #use} gives it back. */
  boolean permit() throws InterruptedException {
    return permits.tryAcquire(use.call().toMillis(), TimeUnit.MILLISECONDS);
  }

  <T> T use(Attempt attempt, Database.Work<T> work) throws SQLException, DatabaseException {
    try {
      Session session = take(attempt);
      boolean sound = false;
      try {
        if (!attempt.to(Attempt.Phase.EXECUTING)) {
          throw new SQLException("given up", "08000");
        }
        T done = work.on(session, attempt);
        sound = attempt.to(Attempt.Phase.COMMITTED);
        return done;
      } finally {
        giveBack(session, sound);
      }
    } finally {
      permits.release();
    }
  }

  private Session take(Attempt attempt) throws DatabaseException {
    for (Session session = idle.poll(); session != null; session = idle.poll()) {
      attempt.uses(session);
      if (session.idleNanos() < TRUSTED_NANOS || isValid(session)) {
        return session;
      }
      session.close();
    }
    if (closed) {
      throw Failures.connection(address.shown() + " was closed", "start the agent again", null);
    }
    return connector.open(attempt);
  }

  private boolean isValid(Session session) {
    try {
      boolean valid = session.connection().isValid(Connector.seconds(use.connect()));
      session.connection().rollback();
      return valid;
    } catch (SQLException e) {
      return false;
    }
  }

  private void giveBack(Session session, boolean sound) {
    // A file may be replaced by another one under the same name, which an open one would hide.
    if (sound && !closed && address.file() == null) {
      session.used();
      idle.push(session);
      if (closed) {
        close();
      }
    } else {
      session.close();
    }
  }

  void close() {
    closed = true;
    for (Session session = idle.poll(); session != null; session = idle.poll()) {
      session.close();
    }
  }
}
