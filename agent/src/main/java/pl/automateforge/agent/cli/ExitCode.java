package pl.automateforge.agent.cli;

/** What a command's end says to the shell. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** It ran, and the answer is no: a check failed, a target was missed, a run had failures. */
  static final int NO = 1;

  /** Wrong call, or an invalid file. */
  static final int INVALID = 2;

  /** Refused for safety: budget, lock held, data may not leave. */
  static final int REFUSED = 3;

  /** AutoForge's own fault. */
  static final int FAULT = 70;

  private ExitCode() {}
}
