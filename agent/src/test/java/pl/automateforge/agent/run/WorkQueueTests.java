package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WorkQueueTests {
  private static final Duration GRACE = Duration.ofMillis(50);
  private final Clock clock = Clock.systemUTC();

  private Instant soon() {
    return clock.instant().plusSeconds(30);
  }

  @Test
  void worksOffEverythingWithNoMoreAtOnceThanAllowed() throws InterruptedException {
    WorkQueue<Integer> queue = new WorkQueue<>(clock, 7);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < 500; i++) {
      queue.add(i, clock.instant());
    }
    WorkQueue.End end =
        queue.work(
            _ -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              LockSupport.parkNanos(1);
              now.decrementAndGet();
              done.incrementAndGet();
              return null;
            },
            soon(),
            () -> false,
            GRACE);
    assertThat(end).isEqualTo(WorkQueue.End.ALL_DONE);
    assertThat(done).hasValue(500);
    assertThat(most.get()).isBetween(1, 7);
  }

  @Test
  void letsOthersWorkWhileATaskWaitsForItsTime() throws InterruptedException {
    WorkQueue<String> queue = new WorkQueue<>(clock, 1);
    List<String> order = new CopyOnWriteArrayList<>();
    AtomicBoolean first = new AtomicBoolean(true);
    queue.add("waits", clock.instant());
    queue.add("works", clock.instant().plusMillis(1));
    queue.work(
        task -> {
          order.add(task);
          return task.equals("waits") && first.getAndSet(false)
              ? clock.instant().plusMillis(60)
              : null;
        },
        soon(),
        () -> false,
        GRACE);
    assertThat(order).containsExactly("waits", "works", "waits");
  }

  @Test
  void beginsNothingNewOnceStoppedAndLetsWorkEnd() throws InterruptedException {
    WorkQueue<Integer> queue = new WorkQueue<>(clock, 1);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger done = new AtomicInteger();
    queue.add(1, clock.instant());
    queue.add(2, clock.instant());
    WorkQueue.End end =
        queue.work(
            _ -> {
              stop.set(true);
              done.incrementAndGet();
              return null;
            },
            soon(),
            stop::get,
            Duration.ofSeconds(10));
    assertThat(end).isEqualTo(WorkQueue.End.STOPPED);
    assertThat(done).hasValue(1);
  }

  @Test
  void interruptsWhatIsStillAtWorkAfterTheGrace() throws InterruptedException {
    WorkQueue<Integer> queue = new WorkQueue<>(clock, 1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    queue.add(1, clock.instant());
    WorkQueue.End end =
        queue.work(
            _ -> {
              try {
                never.await();
              } catch (InterruptedException _) {
                interrupted.set(true);
              }
              return null;
            },
            clock.instant().plusMillis(30),
            () -> false,
            GRACE);
    assertThat(end).isEqualTo(WorkQueue.End.TIME_UP);
    assertThat(interrupted).isTrue();
  }
}
