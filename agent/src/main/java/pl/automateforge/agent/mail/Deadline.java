package pl.automateforge.agent.mail;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** A time by which a conversation must be over, else its sockets are closed. */
public final class Deadline implements AutoCloseable {
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicBoolean passed = new AtomicBoolean();
  private volatile Future<?> timer = java.util.concurrent.CompletableFuture.completedFuture(null);

  void timedBy(Future<?> scheduled) {
    timer = scheduled;
  }

  /** True where it passed only now. */
  boolean pass() {
    boolean first = over.compareAndSet(false, true);
    passed.compareAndSet(false, first);
    return first;
  }

  /** Whether it passed before it was closed. */
  public boolean passed() {
    return passed.get();
  }

  /** What was to be done is done. May be called twice. */
  @Override
  public void close() {
    over.set(true);
    timer.cancel(false);
  }
}
