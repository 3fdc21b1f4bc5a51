package pl.automateforge.agent.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. What many threads ask for at the same time goes to disk together, so
 * that one forced write serves them all; each of them still gets its own entries as a whole or not
 * at all.
 */
final class JournalWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
  private static final int BATCH = 256;
  private static final int QUEUE = 4096;
  private static final long LITTLE = 64L << 20;

  private record Pending(List<? extends Entry> entries, CompletableFuture<Boolean> done) {}

  private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Pending end = new Pending(List.of(), new CompletableFuture<>());
  private final Connection connection;
  private final Statements sql;
  private final FactStore store;
  private final Clock clock;
  private final Scrub scrub;
  private final Thread thread;
  private final Path file;
  private boolean failing;
  private volatile boolean closed;

  JournalWriter(Connection connection, Path file, SealedTexts sealing, Clock clock)
      throws SQLException {
    this.connection = connection;
    this.file = file;
    this.clock = clock;
    this.sql = new Statements(connection);
    this.store = new FactStore(connection, sql, sealing);
    this.scrub = new Scrub(connection);
    this.thread = Thread.ofPlatform().name("journal").daemon(true).start(this::work);
  }

  /**
   * Returns once the entries are durable. An interrupt does not cut it short: what was begun is
   * known to be written or not.
   */
  void commit(List<? extends Entry> entries) {
    if (closed) {
      throw new JournalException("the journal is closed");
    }
    Pending pending = new Pending(List.copyOf(entries), new CompletableFuture<>());
    putUninterruptibly(pending);
    if (closed && !thread.isAlive()) {
      // It came behind the last batch: nobody is left to write it.
      pending.done.completeExceptionally(new SQLException("the journal is closed"));
    }
    try {
      pending.done.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new JournalException(
          "the journal " + file + " cannot be written: " + cause.getMessage() + room(), cause);
    }
  }

  /** How much room there is, where that may be why. */
  private String room() {
    try {
      long free = Files.getFileStore(file).getUsableSpace();
      return free > LITTLE ? "" : " (" + free / 1024 + " KB are free on its disk)";
    } catch (IOException _) {
      return "";
    }
  }

  private void putUninterruptibly(Pending pending) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          queue.put(pending);
          return;
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void work() {
    List<Pending> batch = new ArrayList<>(BATCH);
    boolean ending = false;
    while (!ending) {
      batch.clear();
      try {
        batch.add(queue.take());
      } catch (InterruptedException _) {
        continue;
      }
      queue.drainTo(batch, BATCH - 1);
      ending = batch.remove(end);
      write(batch);
    }
    List<Pending> late = new ArrayList<>();
    queue.drainTo(late);
    late.forEach(p -> p.done.completeExceptionally(new SQLException("the journal is closed")));
    end.done.complete(true);
  }

  private void write(List<Pending> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      transaction(batch);
      if (batch.stream()
          .flatMap(p -> p.entries.stream())
          .anyMatch(Entry.Emptying.class::isInstance)) {
        scrub.due();
      }
      scrub.ifDue();
      batch.forEach(p -> p.done.complete(true));
    } catch (SQLException | RuntimeException | Error e) {
      if (batch.size() == 1) {
        if (!failing) {
          LOG.error("The journal {} cannot be written: {}", file, e.getMessage());
        }
        failing = true;
        batch.getFirst().done.completeExceptionally(e);
      } else {
        // One of them may be the only one at fault: each gets its own transaction.
        batch.forEach(p -> write(List.of(p)));
      }
    }
  }

  private void transaction(List<Pending> batch) throws SQLException {
    FactStore.Position before = store.position();
    sql.update("begin immediate");
    try {
      for (Pending pending : batch) {
        for (Entry entry : pending.entries) {
          store.write(entry, clock.instant());
        }
      }
      if (batch.stream().allMatch(pending -> pending.entries.isEmpty())) {
        store.rememberWritten(clock.instant());
      }
      store.rememberHead();
      sql.update("commit");
      failing = false;
    } catch (SQLException | RuntimeException | Error e) {
      store.rewind(before);
      undo(e);
      throw e;
    }
  }

  /** A statement that failed is not to be used again: all of them are made anew. */
  private void undo(Throwable failure) {
    try {
      sql.close();
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("rollback");
      }
    } catch (SQLException e) {
      // After a full disk the database has rolled back by itself, and says so by refusing to.
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    putUninterruptibly(end);
    end.done.join();
    try {
      sql.close();
      connection.close();
    } catch (SQLException e) {
      LOG.warn("The journal did not close cleanly: {}", e.getMessage());
    }
    thread.interrupt();
  }
}
