package pl.automateforge.agent.decision.local;

/**
 * What each feature says for and against each label, in one byte each: the feature's scale times
 * -127 to 127. A feature's weights lie side by side.
 */
final class Weights {
  private final byte[] quantized;
  private final float[] scale;
  private final float[] bias;

  Weights(byte[] quantized, float[] scale, float[] bias) {
    this.quantized = quantized;
    this.scale = scale;
    this.bias = bias;
  }

  /** By feature, then label. */
  byte[] quantized() {
    return quantized;
  }

  /** Of each feature. */
  float[] scale() {
    return scale;
  }

  /** Of each label. */
  float[] bias() {
    return bias;
  }

  /** Rounds the solvers' weights, one array a label, whose last column is the bias. */
  static Weights of(float[][] solved) {
    int labels = solved.length;
    int features = solved[0].length - 1;
    byte[] quantized = new byte[features * labels];
    float[] scale = new float[features];
    for (int f = 0; f < features; f++) {
      float largest = 0;
      for (float[] weights : solved) {
        largest = Math.max(largest, Math.abs(weights[f]));
      }
      scale[f] = largest / Byte.MAX_VALUE;
      for (int label = 0; label < labels && largest > 0; label++) {
        quantized[f * labels + label] = (byte) Math.round(solved[label][f] / scale[f]);
      }
    }
    float[] bias = new float[labels];
    for (int label = 0; label < labels; label++) {
      bias[label] = solved[label][features];
    }
    return new Weights(quantized, scale, bias);
  }

  /** Each label's score of a text. */
  float[] score(TextVector text) {
    float[] scores = bias.clone();
    for (int i = 0; i < text.size(); i++) {
      int feature = text.numbers()[i];
      float factor = text.values()[i] * scale[feature];
      int from = feature * scores.length;
      for (int label = 0; label < scores.length; label++) {
        scores[label] += factor * quantized[from + label];
      }
    }
    return scores;
  }

  /** How much a feature speaks for one label rather than for another. */
  float difference(int feature, int label, int other) {
    int from = feature * bias.length;
    return scale[feature] * (quantized[from + label] - quantized[from + other]);
  }
}
