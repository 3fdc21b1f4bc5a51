package pl.automateforge.agent.decision.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.spec.Example;
import pl.automateforge.agent.spec.Hashes;

class TrainerTests {

  /** Changes only with the revision of the pipeline: models must be the same on every machine. */
  @Test
  void makesTheSameBytesOnEveryMachine() throws Exception {
    assertThat(Hashes.sha256(bytes(OfficeMail.examples(), 1, 1)))
        .isEqualTo("7bc162e00b900a11bc2725add334b6d5550945888cb6102cdf3f584fe0a526d3");
  }

  @Test
  void makesTheSameBytesWithAnyNumberOfThreadsAndInAnyOrder() throws Exception {
    byte[] bytes = bytes(OfficeMail.examples(), 1, 1);
    List<Example> shuffled = new ArrayList<>(OfficeMail.examples());
    Collections.shuffle(shuffled, new Random(3));
    assertThat(bytes(OfficeMail.examples(), 1, 3)).isEqualTo(bytes);
    assertThat(bytes(shuffled, 1, 2)).isEqualTo(bytes);
    assertThat(bytes(OfficeMail.examples(), 2, 1)).isNotEqualTo(bytes);
  }

  @Test
  void learnsFromOneExampleOfEachLabel() throws Exception {
    List<Example> examples =
        List.of(new Example("czerwona róża", "flower"), new Example("szary wilk", "animal"));
    LocalModel model = new Trainer(TrainingSet.of(examples), 1, 1).train();
    assertThat(model.judge("róża").label()).isEqualTo("flower");
    assertThat(model.judge("wilk").label()).isEqualTo("animal");
  }

  @Test
  void learnsFromTextsWithoutWords() throws Exception {
    List<Example> examples = List.of(new Example("", "a"), new Example("...", "b"));
    LocalModel model = new Trainer(TrainingSet.of(examples), 1, 1).train();
    assertThat(model.judge("anything").confidence()).isEqualTo(0.5);
  }

  @Test
  void estimatesFromTextsHeldOutOfTraining() throws Exception {
    List<Example> noise = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      noise.add(new Example("w" + i + " v" + random.nextInt(40), i % 2 == 0 ? "a" : "b"));
    }
    Calibration calibration = new Trainer(TrainingSet.of(noise), 1, 2).train().calibration();
    assertThat(calibration.accuracy()).as("there is nothing to learn").isBetween(0.3, 0.7);
    assertThat(calibration.error()).as("and the confidence says so").isLessThan(0.15);
    assertThat(calibration.temperature()).isGreaterThan(0.5);
  }

  @Test
  void stopsWhenInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> bytes(OfficeMail.examples(), 1, 2))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void readsEndlessTextsWithinBounds() throws Exception {
    LocalModel model = new Trainer(TrainingSet.of(OfficeMail.examples()), 1, 2).train();
    String endless = "faktura " + "x".repeat(3_000_000);
    String many = "faktura " + "ﷺ urząd\u0300\u200b ".repeat(300_000);
    for (String text : List.of(endless, many, "\0".repeat(1_000_000) + "faktura")) {
      assertThat(model.judge(text).confidence()).isBetween(0.0, 1.0);
    }
  }

  @Property(tries = 300)
  void judgesAnyText(@ForAll String text) {
    LocalModel.Judgement judgement = Shared.MODEL.judge("faktura " + text);
    assertThat(judgement.confidence()).isBetween(1.0 / 3 - 1e-9, 1.0);
    assertThat(OfficeMail.CATEGORIES).contains(judgement.label());
    assertThat(judgement.words()).hasSizeLessThanOrEqualTo(4).allMatch(w -> w.length() <= 80);
  }

  private static byte[] bytes(List<Example> examples, long seed, int threads)
      throws InterruptedException {
    LocalModel model = new Trainer(TrainingSet.of(examples), seed, threads).train();
    return LocalModelCodec.encode(model, "revision", "key");
  }

  private static final class Shared {
    static final LocalModel MODEL = train();

    private static LocalModel train() {
      try {
        return new Trainer(TrainingSet.of(OfficeMail.examples()), 1, 2).train();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
