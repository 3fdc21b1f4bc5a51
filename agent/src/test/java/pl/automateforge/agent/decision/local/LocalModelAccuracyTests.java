package pl.automateforge.agent.decision.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import pl.automateforge.agent.spec.Example;

/** A short form of {@link LocalModelBench}: floors below what is measured there. */
class LocalModelAccuracyTests {

  @Test
  void tellsBankCustomersIntentsApart(TestReporter reporter) throws Exception {
    LabelledTexts texts = LabelledTexts.holdOut(given("banking77/train.csv"), 1);
    assertAtLeast(0.91, texts, reporter);
  }

  @Test
  void tellsManyIntentsApart(TestReporter reporter) throws Exception {
    List<Example> training = given("clinc150/small_train.csv");
    assertAtLeast(0.90, new LabelledTexts(training, given("clinc150/val.csv")), reporter);
  }

  @Test
  void tellsPolishSentimentsApart(TestReporter reporter) throws Exception {
    List<Example> training = given("wccrs_hotels/train.csv");
    assertAtLeast(0.83, new LabelledTexts(training, given("wccrs_hotels/dev.csv")), reporter);
  }

  private static List<Example> given(String path) {
    Optional<List<Example>> examples = LabelledTexts.file(path);
    assumeTrue(examples.isPresent(), "shared data " + path + " is absent");
    return examples.orElseThrow();
  }

  private static void assertAtLeast(double floor, LabelledTexts texts, TestReporter reporter)
      throws InterruptedException {
    LocalModel model = new Trainer(TrainingSet.of(texts.training()), 1, 2).train();
    Examination result = Examination.of(model, texts.examination());
    reporter.publishEntry(
        String.format(
            Locale.ROOT,
            "accuracy %.4f, calibration error %.3f, %.0f µs an item",
            result.accuracy(),
            result.error(),
            result.microseconds()));
    assertThat(result.accuracy()).isGreaterThanOrEqualTo(floor);
    assertThat(result.error()).as("calibration error").isLessThan(0.05);
    assertThat(model.calibration().accuracy())
        .as("its own estimate")
        .isBetween(result.accuracy() - 0.04, result.accuracy() + 0.04);
  }
}
