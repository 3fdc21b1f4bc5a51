package pl.automateforge.agent.journal;

/** Where an item stands. Each state says how work goes on from it after a stop or a crash. */
public enum ItemState {
  /** Known, not decided: read it and ask. */
  RECEIVED,
  /** Decided: the decision is replayed, never asked for again; effects that are not ended go on. */
  DECIDED,
  /** A person has to say something first: nothing happens until then. */
  WAITING,
  /** Nothing happens before an instant; afterwards it goes on where it stood. */
  HELD,
  /** The budget is spent: it goes on when there is a new one. */
  PAUSED,
  /** Ended; it has an outcome. */
  COMPLETED
}
