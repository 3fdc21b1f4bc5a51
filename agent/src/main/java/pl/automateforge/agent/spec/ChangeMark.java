package pl.automateforge.agent.spec;

/** How much a change of a spec's component voids, from the strongest to the weakest. */
public enum ChangeMark {
  /** Needs a new signature of the client. */
  MATERIAL,
  /** Goes out under the consent given in the protocol, when its regression passed. */
  MINOR,
  /** Voids no proof. */
  OPERATIONAL;

  /** The stronger of the two. */
  public ChangeMark or(ChangeMark other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
