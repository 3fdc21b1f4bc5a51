package pl.automateforge.agent.run;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

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
    Running running = new Running(Thread.currentThread());
    running.go();
    return running;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** A running limit. Used by the thread it was started for. */
  final class Running implements AutoCloseable {
    private final Thread thread;
    private volatile boolean expired;
    private @Nullable Lap lap;

    private Running(Thread thread) {
      this.thread = thread;
    }

    /** Whether it was this limit that interrupted. */
    boolean expired() {
      return expired;
    }

    /** Waiting for others is not the item's own time: the limit begins anew with {@link #go}. */
    void rest() {
      if (lap != null) {
        lap.end();
        lap = null;
      }
    }

    void go() {
      lap = new Lap(this);
      lap.future = executor.schedule(lap, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      rest();
    }
  }

  /** One stretch of time; it either expires or ends, never both. */
  private static final class Lap implements Runnable {
    private final Running running;
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable ScheduledFuture<?> future;

    Lap(Running running) {
      this.running = running;
    }

    @Override
    public void run() {
      if (over.compareAndSet(false, true)) {
        running.expired = true;
        running.thread.interrupt();
      }
    }

    void end() {
      over.set(true);
      if (future != null) {
        future.cancel(false);
      }
    }
  }
}
