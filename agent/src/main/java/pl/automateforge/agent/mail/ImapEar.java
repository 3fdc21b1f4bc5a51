package pl.automateforge.agent.mail;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;

/** One connection that listens to one folder, until it breaks. */
final class ImapEar {
  private final ImapWire wire;
  private final MailLine line;
  private final EarTimes times;

  ImapEar(ImapWire wire, MailLine line, EarTimes times) {
    this.wire = wire;
    this.line = line;
    this.times = times;
  }

  /** Opens the folder. */
  void open(String folder) throws MailException {
    try (Deadline _ = line.within(times.answer())) {
      new ImapSession(wire, line).selectAgain(folder);
    }
  }

  /** Waits for as long as one poll lasts; whether mail came. */
  boolean next() throws MailException {
    try {
      return wire.hasCapability("IDLE") ? idle() : poll();
    } catch (ProtocolException | RuntimeException e) {
      throw line.explain(e);
    }
  }

  /**
   * One IDLE, ended by us where the server says nothing. Many networks forget a connection that is
   * silent for some minutes, and tell neither side.
   */
  private boolean idle() throws ProtocolException, MailException {
    var asked = new AtomicBoolean();
    Runnable stop =
        () -> {
          if (asked.compareAndSet(false, true)) {
            wire.idleAbort();
          }
        };
    try (Deadline _ = line.within(times.poll().plus(times.answer()));
        Deadline _ = line.after(times.poll(), stop)) {
      wire.idleStart();
      boolean goesOn = true;
      while (goesOn) {
        Response said = wire.readIdleResponse();
        wire.note(said);
        goesOn = wire.processIdleResponse(said);
        if (goesOn && wire.hasArrived()) {
          stop.run();
        }
      }
    }
    return poll();
  }

  /** Asks whether the connection lives, and what is new. */
  private boolean poll() throws MailException {
    try (Deadline _ = line.within(times.answer())) {
      new ImapSession(wire, line).noop();
      return wire.takeArrived();
    }
  }

  /**
   * When an ear acts.
   *
   * @param poll how long it waits before it asks by itself
   * @param answer how long the server may take to answer
   * @param retry how long it waits at first before it connects again
   * @param retryAtMost how long at most
   */
  record EarTimes(Duration poll, Duration answer, Duration retry, Duration retryAtMost) {
    static final EarTimes DEFAULT =
        new EarTimes(
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofMinutes(2));
  }
}
