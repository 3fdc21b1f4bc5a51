package pl.automateforge.agent.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.X509ExtendedTrustManager;
import pl.automateforge.agent.net.Egress;

/**
 * The one place that connects to mail servers. For any number of threads.
 *
 * <p>A socket goes to an address that the policy checked, by no proxy, and speaks TLS as the spec
 * wants it: the certificate is trusted and bears the host's name, or its key is the pinned one. All
 * of a server's answer to one command is bounded.
 */
public final class MailSockets implements AutoCloseable {
  private final Egress egress;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final Clock clock;
  private final X509ExtendedTrustManager trust;
  private final ScheduledExecutorService watchdog;

  /**
   * @param connectTimeout of each address that is tried
   * @param readTimeout how long a server may be silent when it should speak
   */
  public MailSockets(Egress egress, Duration connectTimeout, Duration readTimeout, Clock clock) {
    this(egress, connectTimeout, readTimeout, clock, MailTls.systemTrust());
  }

  /** As the other, but with certificates that the system does not trust. */
  public MailSockets(
      Egress egress,
      Duration connectTimeout,
      Duration readTimeout,
      Clock clock,
      X509ExtendedTrustManager trust) {
    this.egress = egress;
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    this.clock = clock;
    this.trust = trust;
    var timer =
        new ScheduledThreadPoolExecutor(
            2, Thread.ofPlatform().daemon().name("mail-watchdog").factory());
    timer.setRemoveOnCancelPolicy(true);
    this.watchdog = Executors.unconfigurableScheduledExecutorService(timer);
  }

  /** A line to this server; nothing is connected yet. */
  public MailLine line(MailServer server) {
    return new MailLine(this, server);
  }

  Egress egress() {
    return egress;
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration readTimeout() {
    return readTimeout;
  }

  Clock clock() {
    return clock;
  }

  X509ExtendedTrustManager trust() {
    return trust;
  }

  ScheduledExecutorService watchdog() {
    return watchdog;
  }

  /** Ends the watchdog; lines that are open lose their deadlines, so close them before. */
  @Override
  public void close() {
    watchdog.shutdownNow();
  }
}
