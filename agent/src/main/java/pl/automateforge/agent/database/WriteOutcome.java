package pl.automateforge.agent.database;

/** What came of a statement that changes something. No sentence holds a value. */
public sealed interface WriteOutcome {
  /**
   * It is committed.
   *
   * @param rows how many it touched, as the database counts
   */
  record Committed(long rows) implements WriteOutcome {}

  /** Nothing happened, and it may be tried again. */
  record NotNow(String cause) implements WriteOutcome {}

  /** Nothing happened, and the same again would come to the same. */
  record Refused(String cause) implements WriteOutcome {}

  /** The answer to the commit never came, so nobody knows. */
  record Unknown(String cause) implements WriteOutcome {}
}
