package pl.automateforge.agent.database;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How far one use of a connection came; the thread that waits for it may give it up. */
final class Attempt {

  enum Phase {
    /** Nothing of the statement was sent. */
    CONNECTING,
    /** The statement was sent, but nothing makes it last. */
    EXECUTING,
    /** The commit may have been sent. */
    COMMITTING,
    /** It is over: the database said so, and of a change that it is committed. */
    COMMITTED,
    /** Nobody waits for it any more; it must not go on. */
    GIVEN_UP
  }

  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);
  private volatile @Nullable Session session;
  private volatile @Nullable Dial dial;
  private volatile long rows;
  private volatile Phase givenUpIn = Phase.CONNECTING;

  void dials(Dial opened) {
    dial = opened;
    cutIfGivenUp();
  }

  void uses(Session opened) {
    session = opened;
    cutIfGivenUp();
  }

  /**
   * Goes on to the next phase.
   *
   * @return false where it was given up meanwhile
   */
  boolean to(Phase next) {
    Phase now = phase.get();
    return now != Phase.GIVEN_UP && phase.compareAndSet(now, next);
  }

  Phase phase() {
    return phase.get();
  }

  void committed(long touched) {
    rows = touched;
    to(Phase.COMMITTED);
  }

  long rows() {
    return rows;
  }

  /** Ends it, unless it is committed already. */
  void giveUp() {
    Phase before =
        phase.getAndUpdate(now -> now == Phase.COMMITTED ? Phase.COMMITTED : Phase.GIVEN_UP);
    givenUpIn = before;
    if (before != Phase.COMMITTED) {
      cut();
    }
  }

  /** How far it had come when it was given up; CONNECTING also where it never got a connection. */
  Phase givenUpIn() {
    return givenUpIn;
  }

  private void cutIfGivenUp() {
    if (phase.get() == Phase.GIVEN_UP) {
      cut();
    }
  }

  private void cut() {
    Dial opened = dial;
    Session used = session;
    if (opened != null) {
      opened.close();
    }
    if (used != null) {
      used.cut();
    }
  }
}
