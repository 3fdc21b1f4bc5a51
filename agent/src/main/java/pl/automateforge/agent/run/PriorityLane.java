package pl.automateforge.agent.run;

import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One at a time, the most urgent first: the lane of effects of class D, so that a crash leaves at
 * most one of them in doubt.
 */
final class PriorityLane {
  private record Ticket(int priority, long arrival) implements Comparable<Ticket> {
    @Override
    public int compareTo(Ticket other) {
      return priority != other.priority
          ? Integer.compare(priority, other.priority)
          : Long.compare(arrival, other.arrival);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Ticket> waiting = new PriorityQueue<>();
  private long arrivals;
  private boolean taken;

  /** Waits for the lane; 1 goes before 2. */
  void enter(int priority) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Ticket mine = new Ticket(priority, arrivals++);
      waiting.add(mine);
      try {
        while (taken || !mine.equals(waiting.peek())) {
          changed.await();
        }
        taken = true;
      } finally {
        waiting.remove(mine);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      taken = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
