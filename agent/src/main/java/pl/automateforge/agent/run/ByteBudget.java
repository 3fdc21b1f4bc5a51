package pl.automateforge.agent.run;

import java.util.concurrent.Semaphore;

/**
 * How many bytes of messages may be in memory at once; one message larger than the whole budget
 * gets it alone.
 */
final class ByteBudget {
  private static final int UNIT = 1024;

  private final int units;
  private final Semaphore semaphore;

  ByteBudget(long bytes) {
    units = Math.clamp(bytes / UNIT, 1024, Integer.MAX_VALUE);
    semaphore = new Semaphore(units, true);
  }

  void take(int bytes) throws InterruptedException {
    semaphore.acquire(unitsOf(bytes));
  }

  void give(int bytes) {
    semaphore.release(unitsOf(bytes));
  }

  private int unitsOf(int bytes) {
    return Math.clamp((bytes + UNIT - 1) / UNIT, 1, units);
  }
}
