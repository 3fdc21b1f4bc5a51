package pl.automateforge.agent.mail;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to a folder over connections of its own, through every fault, until it is closed. */
final class MailboxListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MailboxListener.class);

  private final MailServer server;
  private final MailSockets sockets;
  private final String folder;
  private final Runnable news;
  private final ImapEar.EarTimes times;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable MailLine open;

  MailboxListener(
      MailServer server,
      MailSockets sockets,
      String folder,
      Runnable news,
      ImapEar.EarTimes times) {
    this.server = server;
    this.sockets = sockets;
    this.folder = folder;
    this.news = news;
    this.times = times;
  }

  MailboxListener start() {
    Thread.ofVirtual().name("mail-ear-" + server.host()).start(this::run);
    return this;
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void run() {
    int failures = 0;
    while (!isClosed()) {
      long start = System.nanoTime();
      try {
        listen();
      } catch (MailException e) {
        boolean lastedLong = System.nanoTime() - start > times.retryAtMost().toNanos();
        failures = lastedLong ? 1 : failures + 1;
        if (!isClosed()) {
          LOG.info("Listening to '{}' broke and begins again: {}", folder, e.getMessage());
        }
      } finally {
        cut();
      }
      pause(failures);
    }
  }

  private void pause(int failures) {
    long first = times.retry().toMillis();
    long wait = Math.min(times.retryAtMost().toMillis(), first << Math.min(20, failures));
    try {
      if (closed.await(wait, TimeUnit.MILLISECONDS)) {
        LOG.debug("Listening to '{}' ended.", folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }

  private void listen() throws MailException {
    MailLine line = sockets.line(server);
    open = line;
    Duration connecting = sockets.connectTimeout().plus(times.answer());
    var ear = new ImapEar(ImapWire.open(line, connecting), line, times);
    line.silence(times.poll().plus(times.answer()));
    ear.open(folder);
    // some may have come while nobody listened
    tell();
    while (!isClosed()) {
      if (ear.next()) {
        tell();
      }
    }
  }

  private void tell() {
    try {
      news.run();
    } catch (RuntimeException e) {
      LOG.error("Whoever was told of news failed.", e);
    }
  }

  private void cut() {
    MailLine line = open;
    if (line != null) {
      line.cut();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    cut();
  }
}
