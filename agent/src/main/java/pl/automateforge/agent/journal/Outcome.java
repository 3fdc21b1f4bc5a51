package pl.automateforge.agent.journal;

import java.util.Locale;

/** How an item ended, or where it is with a person. */
public enum Outcome {
  DONE,
  SKIPPED,
  ESCALATED,
  FAILED;

  /** The lower-case word of reports and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
