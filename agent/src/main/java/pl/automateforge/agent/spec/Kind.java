package pl.automateforge.agent.spec;

/** One of several kinds, told apart by the word that {@code type} holds. */
public interface Kind {
  /** The word that {@code type} holds: the record's name in lower case with hyphens. */
  default String type() {
    return Words.hyphenated(getClass().getSimpleName());
  }
}
