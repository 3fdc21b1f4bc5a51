package pl.automateforge.agent.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says once that work is to end in good order: what is in flight is finished or handed back. */
public final class StopSignal {
  private final CountDownLatch asked = new CountDownLatch(1);

  /** Asks for the end. May be called often, from any thread. */
  public void stop() {
    asked.countDown();
  }

  /** Whether the end was asked for. */
  public boolean stopped() {
    return asked.getCount() == 0;
  }

  /** Waits until the end is asked for, or the time is over; true where it was asked for. */
  public boolean await(Duration atMost) throws InterruptedException {
    return asked.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
