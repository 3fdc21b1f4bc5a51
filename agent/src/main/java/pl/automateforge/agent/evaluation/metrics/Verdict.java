package pl.automateforge.agent.evaluation.metrics;

/** The three answers to "is the goal met?". */
public enum Verdict {
  /** The whole interval lies on the goal's good side. */
  DEMONSTRATED("demonstrated"),
  /** The observed value meets the goal, but its interval reaches to the other side. */
  NOT_DEMONSTRATED("not demonstrated"),
  /** The observed value itself lies on the wrong side. */
  MISSED("missed");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** As reports for programs write it. */
  public String words() {
    return words;
  }
}
