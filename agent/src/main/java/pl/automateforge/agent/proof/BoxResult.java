package pl.automateforge.agent.proof;

import java.time.Instant;

/**
 * What was found about one box.
 *
 * @param detail in a sentence for a person
 * @param evidence what was seen, as it was seen; empty where nothing was
 * @param counterpart against what it was done
 */
public record BoxResult(
    Box box, Result result, String detail, String evidence, Counterpart counterpart, Instant at) {

  /** The answers that there are. */
  public enum Result {
    PASSED,
    WARNING,
    /** It was not shown: what would show it was not done, or does not apply. */
    NOT_DEMONSTRATED,
    FAILED
  }
}
