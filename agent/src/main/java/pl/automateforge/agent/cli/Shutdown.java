package pl.automateforge.agent.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.run.StopSignal;

/**
 * Turns the system's wish to end into a stop in good order, and keeps the process alive until the
 * work is through.
 */
final class Shutdown implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  /** A stop waits so long for items in flight; service managers commonly kill after 90 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CountDownLatch through = new CountDownLatch(1);
  private final Thread hook;

  Shutdown(StopSignal stop) {
    hook =
        new Thread(
            () -> {
              stop.stop();
              try {
                if (!through.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                  LOG.warn("items are still in flight; the next start goes on with them");
                }
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    through.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process ends already: the hook has done its part.
    }
  }
}
