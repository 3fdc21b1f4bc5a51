package pl.automateforge.agent.spec;

import java.util.List;

/**
 * A slot that an environment does not bind.
 *
 * @param usedAt where it stands, as keys
 * @param lookedIn the places that were looked at, with what was found there
 * @param hint {@code ; did you mean X?}, or empty
 */
public record MissingSlot(String name, List<String> usedAt, List<String> lookedIn, String hint) {
  public MissingSlot {
    usedAt = List.copyOf(usedAt);
    lookedIn = List.copyOf(lookedIn);
  }

  /** For people, in one sentence. */
  @Override
  public String toString() {
    return "the slot ${"
        + name
        + "} of "
        + String.join(", ", usedAt)
        + " is not bound; looked in "
        + String.join(", ", lookedIn)
        + hint;
  }
}
