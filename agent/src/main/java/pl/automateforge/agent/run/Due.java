package pl.automateforge.agent.run;

import java.time.Instant;

/** A due run as the ledger knows it: one row for each due instant. */
public record Due(Instant at, State state) {
  /** What became of it. */
  public enum State {
    /** It has neither started nor been given up. */
    PLANNED,
    /** A run began for it. */
    STARTED,
    /** No run began for it, and none will. */
    MISSED
  }
}
