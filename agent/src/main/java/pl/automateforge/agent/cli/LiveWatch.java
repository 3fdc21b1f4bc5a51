package pl.automateforge.agent.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;
import pl.automateforge.agent.run.RunObserver;

/** Notes when each item came to its end. Safe for all threads. */
final class LiveWatch implements RunObserver {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Instant> left = new LinkedHashMap<>();
  private boolean working;

  LiveWatch(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void runBegan(long run, long taken) {
    change(() -> working = true);
  }

  @Override
  public void runEnded(long run, RunState state, RunSums sums, long backlog) {
    change(() -> working = false);
  }

  @Override
  public void itemLeft(
      String item, @Nullable String category, @Nullable Outcome outcome, Duration took) {
    Instant now = clock.instant();
    if (outcome != null) {
      change(() -> left.putIfAbsent(item, now));
    }
  }

  private void change(Runnable what) {
    lock.lock();
    try {
      what.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many came to an end so far. */
  int count() {
    lock.lock();
    try {
      return left.size();
    } finally {
      lock.unlock();
    }
  }

  /** When each came to its end, by the item's id, in that order. */
  Map<String, Instant> left() {
    lock.lock();
    try {
      return new LinkedHashMap<>(left);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many came to an end; true where they did in time and before this is over. */
  boolean awaitCount(int count, Duration atMost, BooleanSupplier over) throws InterruptedException {
    return await(() -> left.size() >= count, atMost, over);
  }

  /** Waits until no run is at work. */
  boolean awaitRest(Duration atMost, BooleanSupplier over) throws InterruptedException {
    return await(() -> !working, atMost, over);
  }

  /** Lets so much time pass. */
  void pause(Duration time, BooleanSupplier over) throws InterruptedException {
    boolean _ = await(() -> false, time, over);
  }

  private boolean await(BooleanSupplier condition, Duration atMost, BooleanSupplier over)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long end = System.nanoTime() + atMost.toNanos();
      while (!condition.getAsBoolean()) {
        long rest = end - System.nanoTime();
        if (rest <= 0 || over.getAsBoolean()) {
          return false;
        }
        long _ = changed.awaitNanos(Math.min(rest, LOOK.toNanos()));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
