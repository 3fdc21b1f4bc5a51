package pl.automateforge.agent.run;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Says once that work is to end in good order: what is in flight is finished or handed back.
 * Whoever waits for it can be woken before.
 */
public final class StopSignal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean stopped;
  private boolean woken;

  /** Asks for the end. May be called often, from any thread. */
  public void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends one wait that is under way, or the next one; nothing is asked to end. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the end was asked for. */
  public boolean stopped() {
    lock.lock();
    try {
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the end is asked for, somebody wakes the waiting one, or the time is over; true
   * where the end was asked for.
   */
  public boolean await(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (!stopped && !woken && left > 0) {
        left = changed.awaitNanos(left);
      }
      woken = false;
      return stopped;
    } finally {
      lock.unlock();
    }
  }
}
