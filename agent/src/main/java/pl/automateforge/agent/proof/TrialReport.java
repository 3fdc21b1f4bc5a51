package pl.automateforge.agent.proof;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a trial.
 *
 * @param nonce it was marked with
 * @param item its id; null where it never became one
 * @param journal the folder of the trial's own journal
 * @param steps in order
 * @param remains what was not or cannot be taken back, in sentences
 */
public record TrialReport(
    String nonce,
    @Nullable String item,
    Path journal,
    List<TrialStep> steps,
    List<String> remains) {
  public TrialReport {
    steps = List.copyOf(steps);
    remains = List.copyOf(remains);
  }

  /** Whether the decision led to an effect at all. */
  public boolean acted() {
    return steps.stream().noneMatch(step -> step.what().equals(TrialEffects.NONE));
  }

  /** Whether no step failed. */
  public boolean good() {
    return steps.stream().noneMatch(step -> step.result() == BoxResult.Result.FAILED);
  }
}
