package pl.automateforge.agent.decision.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeldOutTests {
  private static final boolean[] ALL = {true, true};

  @Test
  void findsTheSmallestConfidenceThatDemonstratesThePrecision() {
    // 0.9: 100 of 100; 0.8: 100 of 102; 0.7: 100 of 112
    HeldOut heldOut = answers(new int[] {100, 2, 10}, new double[] {0.9, 0.8, 0.7}, 100);
    Reach.Demonstrated reach = demonstrated(heldOut, 0.92);
    assertThat(reach.threshold()).isEqualTo(0.8f);
    assertThat(reach.answers()).isEqualTo(102);
    assertThat(reach.right()).isEqualTo(100);
    assertThat(reach.share()).isEqualTo(102 / 112.0);
    assertThat(demonstrated(heldOut, 0.95).threshold()).isEqualTo(0.9f);
  }

  /** 72 of 72 is all right, and demonstrates 94.9 %. */
  @Test
  void wantsAPrecisionDemonstratedNotOnlyObserved() {
    assertThat(answers(new int[] {72}, new double[] {0.99}, 72).reach(0.95, 0, ALL))
        .isEqualTo(
            new Reach.NotDemonstrated(
                "its surest answers demonstrate no more than 94.9 % in 5-fold cross-validation on"
                    + " 72 examples"));
    assertThat(answers(new int[] {73}, new double[] {0.99}, 73).reach(0.95, 0, ALL))
        .isInstanceOf(Reach.Demonstrated.class);
  }

  /** Whoever takes one of the answers at 0.9 takes them all. */
  @Test
  void takesAnswersOfTheSameConfidenceTogether() {
    HeldOut heldOut = answers(new int[] {140}, new double[] {0.9}, 100);
    assertThat(heldOut.reach(0.95, 0, ALL)).isInstanceOf(Reach.NotDemonstrated.class);
  }

  @Test
  void neverGoesBelowTheLeastConfidence() {
    HeldOut heldOut = answers(new int[] {80, 80}, new double[] {0.9, 0.6}, 160);
    assertThat(demonstrated(heldOut, 0.9).threshold()).isEqualTo(0.6f);
    Reach.Demonstrated bounded = (Reach.Demonstrated) heldOut.reach(0.9, 0.7, ALL);
    assertThat(bounded.threshold()).isEqualTo(0.9f);
    assertThat(bounded.share()).isEqualTo(0.5);
  }

  @Test
  void countsOnlyAnswersThatAreGiven() {
    HeldOut heldOut = answers(new int[] {200}, new double[] {0.9}, 200);
    assertThat(heldOut.reach(0.9, 0, new boolean[] {false, false}))
        .isEqualTo(new Reach.NotDemonstrated("none of its answers counts"));
    Reach.Demonstrated half =
        (Reach.Demonstrated) heldOut.reach(0.9, 0, new boolean[] {true, false});
    assertThat(half.share()).isEqualTo(0.5);
  }

  /** What is demonstrated on one half of many answers must hold on the other, nearly always. */
  @Test
  void claimsNoMoreThanIsTrue() {
    int broken = 0;
    Random random = new Random(11);
    for (int round = 0; round < 400; round++) {
      double slope = 0.2 + 0.3 * random.nextDouble();
      float[] confidences = new float[800];
      boolean[] right = new boolean[800];
      for (int i = 0; i < 800; i++) {
        confidences[i] = 1 - i / 800f;
        right[i] = random.nextDouble() < 1 - slope * (1 - confidences[i]);
      }
      Reach reach = new HeldOut(confidences, new int[800], right).reach(0.9, 0, ALL);
      if (reach instanceof Reach.Demonstrated sure) {
        double truth = 1 - slope * (1 - sure.threshold()) / 2;
        broken += truth < 0.9 ? 1 : 0;
      }
    }
    assertThat(broken).isLessThan(20);
  }

  private static Reach.Demonstrated demonstrated(HeldOut heldOut, double precision) {
    return (Reach.Demonstrated) heldOut.reach(precision, 0, ALL);
  }

  /** So many answers at each confidence, labels taking turns; the first {@code right} are right. */
  private static HeldOut answers(int[] counts, double[] confidences, int right) {
    int size = Arrays.stream(counts).sum();
    float[] all = new float[size];
    int[] labels = new int[size];
    boolean[] hits = new boolean[size];
    int at = 0;
    for (int step = 0; step < counts.length; step++) {
      for (int i = 0; i < counts[step]; i++) {
        all[at] = (float) confidences[step];
        labels[at] = at % 2;
        hits[at] = at < right;
        at++;
      }
    }
    return new HeldOut(all, labels, hits);
  }
}
