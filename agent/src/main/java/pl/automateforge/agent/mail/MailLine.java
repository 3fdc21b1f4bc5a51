package pl.automateforge.agent.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.net.Destination;
import pl.automateforge.agent.spec.MailSpec;

/**
 * One connection to one mail server: its socket, its deadlines, and what its failures mean. One
 * thread speaks over it at a time; any thread may cut it.
 */
public final class MailLine implements AutoCloseable {
  /** More than this in answer to one command is no mail server's answer. */
  static final int ANSWER_BYTES = 32 * 1024 * 1024;

  private final MailSockets sockets;
  private final MailServer server;
  private final MailTls tls;
  private volatile @Nullable LineSocket socket;
  private volatile boolean cut;
  private volatile boolean late;

  MailLine(MailSockets sockets, MailServer server) {
    this.sockets = sockets;
    this.server = server;
    this.tls = new MailTls(server, sockets.trust(), sockets.clock());
  }

  /** The server at the other end. */
  public MailServer server() {
    return server;
  }

  /**
   * What Angus needs to connect through this line and no other way.
   *
   * @param protocol {@code imap} or {@code smtp}: the encrypted ones are plain to Angus, as its
   *     socket is encrypted already
   */
  public Properties properties(String protocol) {
    String prefix = "mail." + protocol + ".";
    var properties = new Properties();
    properties.put(prefix + "socketFactory", new LineSocketFactory(this));
    properties.put(prefix + "ssl.socketFactory", new StartTlsFactory(this));
    properties.put(prefix + "executor.writetimeout", sockets.watchdog());
    properties.setProperty(prefix + "socketFactory.fallback", "false");
    properties.setProperty(prefix + "connectiontimeout", millis(sockets.connectTimeout()));
    properties.setProperty(prefix + "timeout", millis(sockets.readTimeout()));
    properties.setProperty(prefix + "writetimeout", millis(sockets.readTimeout()));
    properties.setProperty(prefix + "ssl.enable", "false");
    // checked by our own factory, which knows the pin
    properties.setProperty(prefix + "ssl.checkserveridentity", "false");
    boolean startTls = server.tls() == MailSpec.Tls.STARTTLS;
    properties.setProperty(prefix + "starttls.enable", String.valueOf(startTls));
    properties.setProperty(prefix + "starttls.required", String.valueOf(startTls));
    properties.setProperty(prefix + "sasl.enable", "false");
    properties.setProperty(
        prefix + "auth.mechanisms",
        server.login() instanceof MailLogin.OAuth ? "XOAUTH2" : "PLAIN LOGIN");
    properties.setProperty(prefix + "usesocketchannels", "false");
    properties.setProperty(prefix + "finalizecleanclose", "false");
    return properties;
  }

  private static String millis(Duration duration) {
    return String.format(
        Locale.ROOT, "%d", Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE - 1));
  }

  /** Cuts the line unless the deadline is closed within this time. */
  public Deadline within(Duration time) {
    return after(
        time,
        () -> {
          late = true;
          cut();
        });
  }

  /** Does something quick unless the deadline is closed within this time. */
  Deadline after(Duration time, Runnable then) {
    var deadline = new Deadline();
    Runnable once =
        () -> {
          if (deadline.pass()) {
            then.run();
          }
        };
    try {
      deadline.timedBy(sockets.watchdog().schedule(once, time.toMillis(), TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      // the sockets were closed: without a watchdog nothing may wait
      cut();
    }
    return deadline;
  }

  /** Whether a deadline passed and cut the line. */
  public boolean late() {
    return late;
  }

  /** The server's certificate; empty before TLS and without it. */
  public Optional<X509Certificate> certificate() {
    return tls.certificate();
  }

  /** How long the server may say nothing from now on; deadlines hold besides. */
  void silence(Duration longest) throws MailException {
    LineSocket connected = socket;
    try {
      if (connected != null) {
        connected.setSoTimeout(Math.toIntExact(longest.toMillis()));
      }
    } catch (SocketException e) {
      throw explain(e);
    }
  }

  /** What a failure over this line means. */
  public MailException explain(Throwable failure) {
    return MailFailures.explain(this, failure);
  }

  Socket connect() throws IOException {
    boolean plain = server.tls() == MailSpec.Tls.NONE;
    IOException failure = new UnknownHostException(server.host());
    for (InetAddress address :
        sockets.egress().allowed(new Destination(server.host(), plain, server.receivesContent()))) {
      try {
        return connect(address);
      } catch (IOException e) {
        failure = e;
        if (cut || MailFailures.isAboutTheCertificate(e)) {
          break;
        }
      }
    }
    throw failure;
  }

  private Socket connect(InetAddress address) throws IOException {
    Socket plain = new Socket(Proxy.NO_PROXY);
    keep(new LineSocket(plain, ANSWER_BYTES));
    try {
      plain.connect(
          new InetSocketAddress(address, server.port()),
          Math.toIntExact(Math.min(sockets.connectTimeout().toMillis(), Integer.MAX_VALUE)));
      plain.setTcpNoDelay(true);
      plain.setKeepAlive(true);
      plain.setSoTimeout(
          Math.toIntExact(Math.min(sockets.readTimeout().toMillis(), Integer.MAX_VALUE)));
      return server.tls() == MailSpec.Tls.REQUIRED
          ? secured(plain)
          : keep(
              new LineSocket(
                  plain,
                  ANSWER_BYTES,
                  Greeting.awaited(
                      plain,
                      sockets.connectTimeout(),
                      probe -> keep(new LineSocket(probe, ANSWER_BYTES)))));
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** TLS over a socket that is connected already. */
  Socket secured(Socket connected) throws IOException {
    LineSocket before = socket;
    if (before != null) {
      before.carriesTls();
    }
    return keep(new LineSocket(tls.over(connected), ANSWER_BYTES));
  }

  private LineSocket keep(LineSocket opened) throws IOException {
    socket = opened;
    if (cut) {
      opened.close();
      throw new IOException("the connection was given up");
    }
    return opened;
  }

  /** Closes the socket, whatever goes on over it. May be called twice. */
  public void cut() {
    cut = true;
    LineSocket open = socket;
    if (open != null) {
      open.abandon();
    }
  }

  /** As {@link #cut}. */
  @Override
  public void close() {
    cut();
  }
}
