package pl.automateforge.agent.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works off tasks on virtual threads, so many at once. A task that asks to come back later waits
 * here as a row of a queue: it holds no thread and no place among those at work.
 */
final class WorkQueue<T> {
  /**
   * How long a wait may be before the clock is looked at again: an injected clock need not run like
   * the machine's.
   */
  private static final Duration LOOK = Duration.ofMillis(20);

  private record Queued<T>(T task, Instant notBefore, long order) implements Comparable<Queued<T>> {
    @Override
    public int compareTo(Queued<T> other) {
      int byTime = notBefore.compareTo(other.notBefore);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /** How often work that should end is interrupted again. */
  private static final Duration NUDGE = Duration.ofSeconds(1);

  /** How long work may ignore being interrupted before this process gives up on itself. */
  private static final Duration STUCK = Duration.ofSeconds(60);

  /** How the work ended. */
  enum End {
    ALL_DONE,
    TIME_UP,
    STOPPED
  }

  private final Clock clock;
  private final int concurrency;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Queued<T>> queue = new PriorityQueue<>();
  private final Set<Thread> working = new HashSet<>();
  private @Nullable Throwable failure;
  private long order;

  WorkQueue(Clock clock, int concurrency) {
    this.clock = clock;
    this.concurrency = concurrency;
  }

  void add(T task, Instant notBefore) {
    lock.lock();
    try {
      queue.add(new Queued<>(task, notBefore, order++));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Works until nothing is left, the deadline is over, or a stop is asked for. Then nothing new
   * begins; what is at work has {@code grace} to end and is interrupted after that. Returns when no
   * thread is at work any more.
   *
   * @param work does one task, and says when to come back to it: null for never
   */
  End work(
      Function<T, @Nullable Instant> work, Instant deadline, BooleanSupplier stop, Duration grace)
      throws InterruptedException {
    End end;
    try {
      end = dispatch(work, deadline, stop);
    } finally {
      // Whatever ends the run, nobody is at work behind its back.
      drain(grace);
    }
    rethrow();
    return end;
  }

  private void rethrow() {
    switch (failure) {
      case null -> {}
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private End dispatch(Function<T, @Nullable Instant> work, Instant until, BooleanSupplier stop)
      throws InterruptedException {
    Instant deadline = until;
    Instant seen = clock.instant();
    lock.lockInterruptibly();
    try {
      while (true) {
        if (failure != null || stop.getAsBoolean()) {
          return End.STOPPED;
        }
        if (queue.isEmpty() && working.isEmpty()) {
          return End.ALL_DONE;
        }
        Instant now = clock.instant();
        if (now.isBefore(seen)) {
          // Nobody waits longer because the clock was set back.
          Duration back = Duration.between(now, seen);
          deadline = deadline.minus(back);
          bringForward(back);
        }
        seen = now;
        if (!now.isBefore(deadline)) {
          return End.TIME_UP;
        }
        Queued<T> head = queue.peek();
        if (head != null && working.size() < concurrency && !head.notBefore().isAfter(now)) {
          queue.remove();
          start(head.task(), work);
        } else {
          changed.await(LOOK.toNanos(), TimeUnit.NANOSECONDS);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void bringForward(Duration by) {
    List<Queued<T>> all = new ArrayList<>(queue);
    queue.clear();
    for (Queued<T> one : all) {
      boolean waits = one.notBefore().isAfter(Instant.EPOCH);
      queue.add(
          new Queued<>(
              one.task(), waits ? one.notBefore().minus(by) : one.notBefore(), one.order()));
    }
  }

  private void start(T task, Function<T, @Nullable Instant> work) {
    Thread thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                ended(task, work.apply(task), null);
              } catch (RuntimeException | Error e) {
                ended(task, null, e);
              }
            });
    working.add(thread);
    thread.start();
  }

  private void ended(T task, @Nullable Instant again, @Nullable Throwable thrown) {
    lock.lock();
    try {
      working.remove(Thread.currentThread());
      if (failure == null) {
        failure = thrown;
      }
      if (again != null) {
        queue.add(new Queued<>(task, again, order++));
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A nudge in mid-step may come while the item journals its end: a commit is not cut short by it.
   */
  private void drain(Duration grace) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = grace.toNanos();
      while (!working.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      long patience = STUCK.toNanos();
      while (!working.isEmpty()) {
        if (patience <= 0) {
          throw new IllegalStateException(
              working.size() + " items do not react to being stopped; the process has to end");
        }
        working.forEach(Thread::interrupt);
        patience -= NUDGE.toNanos() - changed.awaitNanos(NUDGE.toNanos());
      }
    } finally {
      lock.unlock();
    }
  }
}
