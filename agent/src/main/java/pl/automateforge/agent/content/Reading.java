package pl.automateforge.agent.content;

/** What became of raw bytes. */
public sealed interface Reading {
  /** Text was found, or an honest emptiness. */
  record Text(Content content) implements Reading {}

  /**
   * It cannot be read; a person has to look.
   *
   * @param partial what was found all the same: sender and subject where the headers could be read
   */
  record Unreadable(String reason, Content partial) implements Reading {}
}
