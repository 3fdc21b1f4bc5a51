package pl.automateforge.agent.journal;

/** What became of a due run. */
public enum DueState {
  /** It will be due. */
  COMING,
  /** It began. */
  BEGUN,
  /** It did not begin. */
  MISSED,
  /** The schedule changed before it was due. */
  WITHDRAWN
}
