package pl.automateforge.agent.journal;

/** Where a run stands, or how it ended. */
public enum RunState {
  /** It works, or its process died and nobody noticed yet. */
  RUNNING,
  /** Everything that could be done was done. */
  COMPLETED,
  /** A person or the system stopped it; what was in flight was finished or handed back. */
  STOPPED,
  /** The run's time was up; what was in flight was handed back. */
  TIMED_OUT,
  /** The source or the model could not be used; nothing was lost. */
  FAILED,
  /** Its sums do not balance: a fault of the agent's own. */
  BROKEN,
  /** Its process died; found by the next one. */
  INTERRUPTED
}
