package pl.automateforge.agent.run;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.source.Source;

/** Listens at the source while it may, and remembers that something came. */
final class Ear implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ear.class);

  private final Source source;
  private final Runnable wake;
  private final AtomicBoolean news = new AtomicBoolean();
  private Source.@Nullable Listening listening;

  /**
   * Hears nothing yet.
   *
   * @param wake ends a wait of the loop
   */
  Ear(Source source, Runnable wake) {
    this.source = source;
    this.wake = wake;
  }

  /** Listens from here on, or no longer. One thread calls. */
  void open(boolean listen) {
    if (listen && listening == null) {
      listening = source.listen(this::heard).orElse(null);
      if (listening != null) {
        LOG.info("The source is listened to: new items start a run at once.");
      }
    } else if (!listen) {
      close();
    }
  }

  private void heard() {
    news.set(true);
    wake.run();
  }

  /** Looks again soon, as if something had come. */
  void again() {
    news.set(true);
  }

  /** Whether something came since the last time this was asked. */
  boolean news() {
    return news.getAndSet(false);
  }

  @Override
  public void close() {
    if (listening != null) {
      listening.close();
      listening = null;
      LOG.info("The source is not listened to any more.");
    }
  }
}
