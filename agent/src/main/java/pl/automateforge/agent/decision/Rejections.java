package pl.automateforge.agent.decision;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells whether the service rejects certain items, or whatever this configuration sends. Five items
 * rejected in a row raise the suspicion; a message of our own settles it, since a sender could
 * write five that are rejected for themselves. Safe for all threads.
 */
public final class Rejections {
  /** So many in a row raise the suspicion. */
  public static final int SUSPICIOUS = 5;

  private final AtomicInteger inARow = new AtomicInteger();
  private final ReentrantLock probing = new ReentrantLock();
  private volatile int found;

  /** Asks the service something that nobody could reject for its content. */
  @FunctionalInterface
  public interface Probe {
    /** Whether that too is rejected; false as well where nobody could tell. */
    boolean rejected() throws InterruptedException;
  }

  /** Something was answered: the configuration is fine. */
  public void answered() {
    inARow.set(0);
  }

  /** How often the configuration was found at fault: to be taken before a request is sent. */
  public int found() {
    return found;
  }

  /**
   * An item was rejected.
   *
   * @param foundBefore {@link #found()} when its request was sent: those that were sent together
   *     share one probe
   * @return whether the configuration is at fault
   */
  public boolean add(int foundBefore, Probe probe) throws InterruptedException {
    if (inARow.incrementAndGet() < SUSPICIOUS) {
      return false;
    }
    probing.lockInterruptibly();
    try {
      if (found != foundBefore) {
        return true;
      }
      if (inARow.get() < SUSPICIOUS || !probe.rejected()) {
        return false;
      }
      found = foundBefore + 1;
      return true;
    } finally {
      probing.unlock();
    }
  }
}
