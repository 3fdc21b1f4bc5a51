package pl.automateforge.agent.decision.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTests {
  private static final double TRUE_TEMPERATURE = 0.4;

  @Test
  void findsTheTemperatureThatTheLabelsFollow() {
    Random random = new Random(2);
    float[][] scores = new float[6_000][4];
    int[] labels = new int[scores.length];
    for (int row = 0; row < scores.length; row++) {
      for (int label = 0; label < 4; label++) {
        scores[row][label] = (float) random.nextGaussian();
      }
      labels[row] = draw(scores[row], random);
    }
    Calibration calibration = Calibration.fit(scores, labels);
    assertThat(calibration.measured()).isTrue();
    assertThat(calibration.temperature()).isCloseTo(TRUE_TEMPERATURE, within(0.03));
    assertThat(calibration.error()).isLessThan(0.03);
  }

  @Test
  void isHardlySureWhereScoresSayNothing() {
    Random random = new Random(2);
    float[][] scores = new float[1_000][2];
    int[] labels = new int[scores.length];
    for (int row = 0; row < scores.length; row++) {
      scores[row][0] = (float) random.nextGaussian();
      labels[row] = random.nextInt(2);
    }
    Calibration calibration = Calibration.fit(scores, labels);
    assertThat(calibration.accuracy()).isBetween(0.45, 0.55);
    assertThat(calibration.confidence(new float[] {1, 0}, 0)).isBetween(0.5, 0.6);
  }

  @Test
  void keepsADoubtWhereAllWentRight() {
    float[][] scores = new float[60][];
    int[] labels = new int[60];
    for (int row = 0; row < 60; row++) {
      labels[row] = row % 2;
      scores[row] = row % 2 == 0 ? new float[] {0.9f, -0.9f} : new float[] {-0.9f, 0.9f};
    }
    Calibration calibration = Calibration.fit(scores, labels);
    assertThat(calibration.accuracy()).isEqualTo(1);
    assertThat(calibration.confidence(new float[] {0.9f, -0.9f}, 0))
        .isCloseTo(61.0 / 62, within(0.002));
  }

  @Test
  void staysModestWithoutMeasurement() {
    assertThat(Calibration.UNMEASURED.confidence(new float[] {5, -5}, 0))
        .isEqualTo(Calibration.MODEST);
    assertThat(Calibration.UNMEASURED.confidence(new float[] {0, 0, 0}, 0))
        .isCloseTo(1.0 / 3, within(1e-9));
  }

  private static int draw(float[] scores, Random random) {
    double left = random.nextDouble();
    for (int label = 0; label < scores.length - 1; label++) {
      left -= Math.exp(Softmax.logProbability(scores, label, TRUE_TEMPERATURE));
      if (left < 0) {
        return label;
      }
    }
    return scores.length - 1;
  }
}
