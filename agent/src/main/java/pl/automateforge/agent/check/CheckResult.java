package pl.automateforge.agent.check;

/** What a check found, in words for a person. */
public sealed interface CheckResult {
  /** What was found, in a sentence. */
  String detail();

  /** It works. */
  record Fine(String detail) implements CheckResult {}

  /**
   * It works now, and will not for long, or nobody can say how well.
   *
   * @param cure what a person can do about it
   */
  record Warning(String detail, String cure) implements CheckResult {}

  /**
   * It does not work.
   *
   * @param cure what a person can do about it
   */
  record Failed(String detail, String cure) implements CheckResult {}
}
