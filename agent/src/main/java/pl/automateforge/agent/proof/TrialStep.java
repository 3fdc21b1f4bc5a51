package pl.automateforge.agent.proof;

/**
 * One step of a trial.
 *
 * @param what such as {@code source} or {@code effect tell-manager}
 * @param detail what was read back
 */
public record TrialStep(String what, BoxResult.Result result, String detail) {
  static TrialStep passed(String what, String detail) {
    return new TrialStep(what, BoxResult.Result.PASSED, detail);
  }

  static TrialStep failed(String what, String detail) {
    return new TrialStep(what, BoxResult.Result.FAILED, detail);
  }

  static TrialStep notDemonstrated(String what, String detail) {
    return new TrialStep(what, BoxResult.Result.NOT_DEMONSTRATED, detail);
  }
}
