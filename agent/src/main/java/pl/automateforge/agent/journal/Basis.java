package pl.automateforge.agent.journal;

/** Why an item has the category it has. */
public enum Basis {
  /** The decider was sure enough. */
  ANSWER,
  /** The decider answered below the threshold: the fallback applies. */
  UNSURE,
  /** The model refused. */
  REFUSED,
  /** The answer was cut off. */
  CUT_OFF,
  /** What came back is not an answer within the spec. */
  NOT_AN_ANSWER,
  /** The service rejected the request for this item. */
  REJECTED,
  /** The model could not be reached often enough. */
  UNAVAILABLE,
  /** The item could not be read. */
  UNREADABLE,
  /** The budget does not hold what asking would cost, and the ladder of deciders ends here. */
  OVER_BUDGET,
  /** The same came from the same sender too often: nobody was asked. */
  LOOP,
  /** A person decided. */
  PERSON;

  /** Whether a decider was asked and said something: then it was paid for. */
  public boolean asked() {
    return switch (this) {
      case ANSWER, UNSURE, REFUSED, CUT_OFF, NOT_AN_ANSWER, REJECTED -> true;
      case UNAVAILABLE, UNREADABLE, OVER_BUDGET, LOOP, PERSON -> false;
    };
  }
}
