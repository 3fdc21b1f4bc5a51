package pl.automateforge.agent.run;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Interrupts a step that takes too long. One thread serves all items. */
final class ItemTimer implements AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;
  private final Duration limit;

  ItemTimer(Duration limit) {
    this.limit = limit;
    executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("item-timer").daemon(true).factory());
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Runs against the clock from now on, for the calling thread. */
  Running start() {
    Thread thread = Thread.currentThread();
    Running running = new Running(thread);
    running.future = executor.schedule(running, limit.toNanos(), TimeUnit.NANOSECONDS);
    return running;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** A running limit. */
  static final class Running implements Runnable, AutoCloseable {
    private final Thread thread;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile boolean expired;
    @org.jspecify.annotations.Nullable private ScheduledFuture<?> future;

    private Running(Thread thread) {
      this.thread = thread;
    }

    @Override
    public void run() {
      if (decided.compareAndSet(false, true)) {
        expired = true;
        thread.interrupt();
      }
    }

    /** Whether it was this limit that interrupted. */
    boolean expired() {
      return expired;
    }

    @Override
    public void close() {
      decided.set(true);
      if (future != null) {
        future.cancel(false);
      }
    }
  }
}
