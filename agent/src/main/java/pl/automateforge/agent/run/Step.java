package pl.automateforge.agent.run;

import java.time.Instant;

/** What comes after one step of an item. */
sealed interface Step {
  /** This run is through with the item: it ended, or it is with a person. */
  record Through() implements Step {}

  /**
   * Come back at an instant.
   *
   * @param held the provider's gate holds every item: wait as long as the run lasts
   */
  record Again(Instant at, boolean held) implements Step {}

  /** No item that needs a decision can go on in this run. */
  record Halt(String cause, String cure) implements Step {}

  /** Goes on with the next step at once. */
  record On() implements Step {}
}
