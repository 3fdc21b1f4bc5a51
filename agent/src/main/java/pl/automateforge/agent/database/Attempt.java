package pl.automateforge.agent.database;

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

  private Phase phase = Phase.CONNECTING;
  private Phase givenUpIn = Phase.CONNECTING;
  private long rows;
  private @Nullable Session session;
  private @Nullable Dial dial;

  void dials(Dial opened) {
    boolean late;
    synchronized (this) {
      dial = opened;
      late = phase == Phase.GIVEN_UP;
    }
    if (late) {
      cut();
    }
  }

  void uses(Session opened) {
    boolean late;
    synchronized (this) {
      session = opened;
      late = phase == Phase.GIVEN_UP;
    }
    if (late) {
      cut();
    }
  }

  /**
   * Goes on to the next phase.
   *
   * @return false where it was given up meanwhile
   */
  synchronized boolean to(Phase next) {
    if (phase == Phase.GIVEN_UP) {
      return false;
    }
    phase = next;
    return true;
  }

  synchronized Phase phase() {
    return phase;
  }

  synchronized void committed(long touched) {
    rows = touched;
    to(Phase.COMMITTED);
  }

  synchronized long rows() {
    return rows;
  }

  /** Ends it, unless it is committed already. */
  void giveUp() {
    synchronized (this) {
      givenUpIn = phase;
      if (phase == Phase.COMMITTED) {
        return;
      }
      phase = Phase.GIVEN_UP;
    }
    cut();
  }

  /** How far it had come when it was given up; CONNECTING also where it never got a connection. */
  synchronized Phase givenUpIn() {
    return givenUpIn;
  }

  private void cut() {
    Dial opened;
    Session used;
    synchronized (this) {
      opened = dial;
      used = session;
    }
    if (opened != null) {
      opened.close();
    }
    if (used != null) {
      used.cut();
    }
  }
}
