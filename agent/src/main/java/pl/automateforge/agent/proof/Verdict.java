package pl.automateforge.agent.proof;

import java.time.Instant;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.proof.BoxResult.Result;

/** What a prover says about a box. */
record Verdict(Result result, String detail, String evidence, Counterpart counterpart) {

  static Verdict passed(String detail, String evidence) {
    return new Verdict(Result.PASSED, detail, evidence, Counterpart.LOCAL);
  }

  static Verdict warning(String detail, String evidence) {
    return new Verdict(Result.WARNING, detail, evidence, Counterpart.LOCAL);
  }

  static Verdict failed(String detail, String evidence) {
    return new Verdict(Result.FAILED, detail, evidence, Counterpart.LOCAL);
  }

  static Verdict notDemonstrated(String detail) {
    return new Verdict(Result.NOT_DEMONSTRATED, detail, "", Counterpart.LOCAL);
  }

  Verdict against(Counterpart other) {
    return new Verdict(result, detail, evidence, other);
  }

  static Result result(CheckResult found) {
    return switch (found) {
      case CheckResult.Fine _ -> Result.PASSED;
      case CheckResult.Warning _ -> Result.WARNING;
      case CheckResult.Failed _ -> Result.FAILED;
    };
  }

  BoxResult of(Box box, Instant at) {
    return new BoxResult(box, result, detail, evidence, counterpart, at);
  }

  /** Looks at one thing; what it throws is a failure with its reason. */
  @FunctionalInterface
  interface Prover {
    Verdict prove() throws Exception;
  }
}
