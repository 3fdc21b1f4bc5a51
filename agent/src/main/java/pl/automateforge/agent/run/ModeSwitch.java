package pl.automateforge.agent.run;

import pl.automateforge.agent.journal.Mode;

/**
 * The mode that an agent works in. It may change while a run is at work: the run then ends in good
 * order, and no effect begins any more under a mode that is over. Safe for any number of threads.
 */
public final class ModeSwitch {
  private volatile Mode mode;

  /** Begins with this mode. */
  public ModeSwitch(Mode first) {
    mode = first;
  }

  /** The mode at this moment. */
  public Mode now() {
    return mode;
  }

  /** From here on another mode. Whoever calls has journalled it. */
  void change(Mode to) {
    mode = to;
  }
}
