package pl.automateforge.agent.decision.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.spec.Example;

class TrainingSetTests {

  @Test
  void dealsLabelsEvenlyAndKeepsEqualTextsTogether() {
    List<Example> examples = new ArrayList<>(OfficeMail.examples());
    examples.addAll(OfficeMail.examples());
    TrainingSet set = TrainingSet.of(examples);
    Folds folds = Folds.of(set, 5);
    int[] partOf = new int[set.size()];
    int[] all = IntStream.range(0, set.size()).toArray();
    for (int part = 0; part < 5; part++) {
      for (int i : folds.in(part)) {
        partOf[i] = part;
      }
      assertThat(folds.in(part).length + folds.outside(part, all).length).isEqualTo(set.size());
      long invoices = IntStream.of(folds.in(part)).filter(i -> set.labelOf()[i] == 0).count();
      assertThat(invoices).isBetween(22L, 28L);
    }
    for (int i = 1; i < set.size(); i++) {
      if (set.texts().get(i).equals(set.texts().get(i - 1))) {
        assertThat(partOf[i]).isEqualTo(partOf[i - 1]);
      }
    }
  }

  @Test
  void givesLongTextsTheRoomThatShortOnesLeave() {
    TrainingSet set =
        TrainingSet.of(
            List.of(
                new Example("x".repeat(10), "a"),
                new Example("x".repeat(100), "a"),
                new Example("x".repeat(900), "b")));
    assertThat(set.textLimit(20_000, 2_000)).isEqualTo(20_000);
    assertThat(set.textLimit(50, 2_000)).isEqualTo(50);
    int limit = set.textLimit(20_000, 500);
    assertThat(limit).isEqualTo(390);
    assertThat(set.texts().stream().mapToInt(t -> Math.min(limit, t.length())).sum())
        .isEqualTo(500);
  }

  @Test
  void keepsTheCommonestFeatures() {
    FeatureCounts counts = new FeatureCounts();
    for (int text = 0; text < 4; text++) {
      long[] features = new long[100_000 * (text + 1) / 4];
      Arrays.setAll(features, i -> (long) i << TextFeatures.COUNT_BITS);
      counts.add(new FeatureBag(features, new int[features.length]));
    }
    assertThat(counts.count(5L << TextFeatures.COUNT_BITS)).isEqualTo(4);
    assertThat(counts.count(60_000L << TextFeatures.COUNT_BITS)).isEqualTo(2);
    assertThat(counts.count(7)).isZero();
    assertThat(counts.frequent(2, 1_000_000)).hasSize(75_000).isSorted();
    long[] capped = counts.frequent(2, 30_000);
    assertThat(capped).hasSize(30_000).isSorted();
    assertThat(capped[29_999]).as("of the ties, the smaller ones").isEqualTo(29_999L << 8);
  }
}
