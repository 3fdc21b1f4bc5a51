package pl.automateforge.agent.decision.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.decision.local.LabelledTexts;
import pl.automateforge.agent.decision.local.Reach;
import pl.automateforge.agent.spec.Example;

/** A short form of {@link CascadeBench}: the first labels of the set, and one seed. */
class CascadeSavingsTests {
  private static final int LABELS = 25;

  @TempDir private Path folder;

  @Test
  void savesCallsAndNoAccuracy(TestReporter reporter) throws Exception {
    Optional<List<Example>> all = LabelledTexts.file("banking77/train.csv");
    assumeTrue(all.isPresent(), "shared data banking77/train.csv is absent");
    List<String> labels =
        all.orElseThrow().stream().map(Example::label).distinct().limit(LABELS).toList();
    List<Example> some =
        all.orElseThrow().stream().filter(e -> labels.contains(e.label())).toList();
    CascadeTrial trial =
        CascadeTrial.of(
            LabelledTexts.holdOut(some, 1), List.of(), CascadeTrial.Setting.USUAL, 1, folder);
    reporter.publishEntry(trial.toString());
    assertThat(trial.own()).isGreaterThanOrEqualTo(trial.texts() * 6 / 10);
    assertThat(trial.right()).isGreaterThanOrEqualTo(trial.modelRight());
    assertThat((double) trial.ownRight() / trial.own()).isGreaterThan(0.94);
    assertThat(trial.reach())
        .isInstanceOfSatisfying(
            Reach.Demonstrated.class,
            sure ->
                assertThat((double) trial.own() / trial.texts())
                    .isBetween(sure.share() - 0.05, sure.share() + 0.05));
  }
}
