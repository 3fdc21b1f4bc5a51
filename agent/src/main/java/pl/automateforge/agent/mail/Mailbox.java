package pl.automateforge.agent.mail;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One account's mailbox, and the owner of its connections: one to work over, and one to listen.
 * Nothing is connected until it is needed. For any number of threads: works take turns, in the
 * order in which they came.
 *
 * <p>After any doubt the connection is closed, and the next work begins with a fresh one. No work
 * is ever repeated by itself, but for {@link #read}.
 */
public final class Mailbox implements AutoCloseable {
  /** A connection that was idle so long is asked whether it lives before it is used. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  /** A token's session is left so long before the token ends. */
  private static final Duration BEFORE_THE_END = Duration.ofMinutes(2);

  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final MailServer server;
  private final MailSockets sockets;
  private final Clock clock;
  private final ReentrantLock turn = new ReentrantLock(true);
  private @Nullable Connection kept;
  private long lastUsed;
  private volatile @Nullable MailLine open;
  private volatile @Nullable X509Certificate certificate;
  private final AtomicReference<@Nullable MailboxListener> ear = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * @param sockets outlive the mailbox
   */
  public Mailbox(MailServer server, MailSockets sockets, Clock clock) {
    this.server = server;
    this.sockets = sockets;
    this.clock = clock;
  }

  /** What is done in a mailbox while it is ours. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    /** Does it; the session must not be kept. */
    T on(ImapSession session) throws IOException;
  }

  private record Connection(
      ImapWire wire, MailLine line, ImapSession session, @Nullable Instant tokenEnds) {}

  /** The server and the login. */
  public MailServer server() {
    return server;
  }

  /** The server's certificate as the last connection saw it; empty before, and without TLS. */
  public Optional<X509Certificate> certificate() {
    return Optional.ofNullable(certificate);
  }

  /**
   * Works in the mailbox, after whoever came before.
   *
   * @param deadline for waiting, connecting and working together; then the connection is cut
   * @throws MailException where the server fails it
   * @throws IOException what the work throws by itself
   */
  public <T extends @Nullable Object> T work(Duration deadline, Work<T> work) throws IOException {
    return inTurn(deadline, left -> once(left, work));
  }

  /**
   * Works in the mailbox, without changing anything there: where a connection that was kept turns
   * out to be broken, the work is done again over a fresh one.
   *
   * @param deadline as for {@link #work}
   */
  public <T extends @Nullable Object> T read(Duration deadline, Work<T> work) throws IOException {
    return inTurn(
        deadline,
        left -> {
          boolean wasKept = kept != null;
          try {
            return once(left, work);
          } catch (MailException e) {
            if (wasKept && mayBeTheConnections(e) && !closed) {
              drop();
              return once(left, work);
            }
            throw e;
          }
        });
  }

  /** A folder that cannot be opened may be one that was made anew under a kept connection. */
  private static boolean mayBeTheConnections(MailException e) {
    return e.kind() == MailException.Kind.BROKEN || e.kind() == MailException.Kind.FOLDER;
  }

  /**
   * Listens to a folder over the second connection, through every fault, until it is closed or the
   * mailbox is. There is one listener at a time.
   *
   * @param news called from a thread of the mailbox: some mail may have come; also each time that
   *     listening begins, as some may have come before
   */
  public Ear listen(String folder, Runnable news) {
    return listen(folder, news, ImapEar.EarTimes.DEFAULT);
  }

  Ear listen(String folder, Runnable news, ImapEar.EarTimes times) {
    var listener = new MailboxListener(server, sockets, folder, news, times);
    MailboxListener last = ear.getAndSet(listener);
    if (last != null) {
      last.close();
    }
    if (closed) {
      listener.close();
    }
    listener.start();
    return listener::close;
  }

  /** Somebody listens. */
  @FunctionalInterface
  public interface Ear extends AutoCloseable {
    /** Listens no longer. May be called twice. */
    @Override
    void close();
  }

  @FunctionalInterface
  private interface Turn<T extends @Nullable Object> {
    T take(Duration left) throws IOException;
  }

  private <T extends @Nullable Object> T inTurn(Duration deadline, Turn<T> work)
      throws IOException {
    long start = System.nanoTime();
    try {
      if (!turn.tryLock(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new MailException(
            MailException.Kind.TIMEOUT,
            server.shown() + ": other work in the mailbox took too long",
            "wait; where it lasts, raise limits.itemTimeout or lower limits.itemsPerRun");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MailException(
          MailException.Kind.CLOSED, server.shown() + ": interrupted", "run again", e);
    }
    try {
      Duration left = deadline.minusNanos(System.nanoTime() - start);
      return work.take(left.isPositive() ? left : Duration.ofMillis(1));
    } finally {
      turn.unlock();
    }
  }

  private <T extends @Nullable Object> T once(Duration deadline, Work<T> work) throws IOException {
    Connection connection = connected(deadline);
    boolean sound = false;
    try (Deadline within = connection.line().within(deadline)) {
      T result = work.on(connection.session());
      sound = !within.passed();
      lastUsed = System.nanoTime();
      return result;
    } catch (MailException e) {
      sound = e.leavesConnectionSound() && !connection.line().late();
      throw e;
    } finally {
      if (!sound) {
        drop();
      }
    }
  }

  private Connection connected(Duration deadline) throws MailException {
    if (closed) {
      throw isClosed();
    }
    Connection now = kept;
    if (now != null && stillGood(now)) {
      return now;
    }
    drop();
    return connect(deadline);
  }

  private Connection connect(Duration deadline) throws MailException {
    MailLine line = sockets.line(server);
    open = line;
    try {
      ImapWire wire = openTwiceWhereTheTokenWasOld(line, deadline);
      MailLine used = open == null ? line : open;
      var made = new Connection(wire, used, new ImapSession(wire, used), tokenEnds());
      kept = made;
      certificate = used.certificate().orElse(null);
      if (closed) {
        drop();
        throw isClosed();
      }
      return made;
    } catch (MailException e) {
      open = null;
      throw e;
    }
  }

  private ImapWire openTwiceWhereTheTokenWasOld(MailLine line, Duration deadline)
      throws MailException {
    try {
      return ImapWire.open(line, deadline);
    } catch (MailException e) {
      if (e.kind() != MailException.Kind.LOGIN || !(server.login() instanceof MailLogin.OAuth)) {
        throw e;
      }
      MailLine again = sockets.line(server);
      open = again;
      return ImapWire.open(again, deadline);
    }
  }

  private @Nullable Instant tokenEnds() {
    return server.login() instanceof MailLogin.OAuth oauth
        ? oauth.tokens().expires().orElse(null)
        : null;
  }

  private boolean stillGood(Connection connection) {
    Instant end = connection.tokenEnds();
    if (end != null && !clock.instant().isBefore(end.minus(BEFORE_THE_END))) {
      return false;
    }
    if (System.nanoTime() - lastUsed < FRESH.toNanos()) {
      return true;
    }
    try (Deadline _ = connection.line().within(FRESH)) {
      connection.session().noop();
      return true;
    } catch (MailException e) {
      return false;
    }
  }

  private void drop() {
    Connection gone = kept;
    kept = null;
    open = null;
    if (gone != null) {
      gone.line().cut();
    }
  }

  private MailException isClosed() {
    return new MailException(
        MailException.Kind.CLOSED, server.shown() + ": the mailbox was closed", "run again");
  }

  /** Cuts what is under way, and closes. May be called twice. */
  @Override
  public void close() {
    closed = true;
    MailboxListener listener = ear.getAndSet(null);
    if (listener != null) {
      listener.close();
    }
    if (turn.tryLock()) {
      try {
        Connection last = kept;
        if (last != null) {
          last.wire().leave(GOODBYE);
        }
        drop();
      } finally {
        turn.unlock();
      }
    } else {
      MailLine busy = open;
      if (busy != null) {
        busy.cut();
      }
    }
  }
}
