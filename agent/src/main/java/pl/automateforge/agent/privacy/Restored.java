package pl.automateforge.agent.privacy;

/** What became of a text whose tokens were to be put back. */
public sealed interface Restored {
  /** Every token was known and unchanged. */
  record Whole(String text) implements Restored {
    /** Says nothing of the text, which holds personal data. */
    @Override
    public String toString() {
      return "whole, " + text.length() + " characters";
    }
  }

  /**
   * A token came back changed; a person has to look.
   *
   * @param detail what is wrong and where, without anything of the text
   */
  record Changed(String detail) implements Restored {}
}
