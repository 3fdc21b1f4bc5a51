package pl.automateforge.agent.run;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import pl.automateforge.agent.journal.Mode;

/**
 * The mode that an agent works in. It may change while a run is at work: the run then ends in good
 * order, and no effect begins any more under a mode that is over. Safe for any number of threads.
 */
public final class ModeSwitch {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile Mode mode;

  /** Begins with this mode. */
  public ModeSwitch(Mode first) {
    mode = first;
  }

  /** The mode at this moment. */
  public Mode now() {
    return mode;
  }

  /**
   * Does something that only production may do, such as journalling an intent; the mode does not
   * change meanwhile.
   *
   * @return false, and nothing is done, where the mode is another
   */
  boolean inProduction(Runnable action) {
    lock.readLock().lock();
    try {
      if (mode != Mode.PRODUCTION) {
        return false;
      }
      action.run();
      return true;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** From here on another mode. */
  void change(Mode to) {
    lock.writeLock().lock();
    try {
      mode = to;
    } finally {
      lock.writeLock().unlock();
    }
  }
}
