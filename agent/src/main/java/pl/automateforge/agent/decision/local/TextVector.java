package pl.automateforge.agent.decision.local;

import java.util.Arrays;

/**
 * A text as a sparse vector of length at most one: log(1 + occurrences) times idf, each block of
 * features brought to the same length. Unknown features take part in the length but not in the
 * vector, so that a text of mostly unknown words has a short vector and an unsure verdict.
 */
final class TextVector {
  private final int[] numbers;
  private final float[] values;
  private final int[] counts;
  private final boolean wordsKnown;

  TextVector(int[] numbers, float[] values, int[] counts, boolean wordsKnown) {
    this.numbers = numbers;
    this.values = values;
    this.counts = counts;
    this.wordsKnown = wordsKnown;
  }

  /** Of the known features, ascending. */
  int[] numbers() {
    return numbers;
  }

  float[] values() {
    return values;
  }

  /** How often each occurs. */
  int[] counts() {
    return counts;
  }

  /** Whether a whole word or a stem is among them. */
  boolean wordsKnown() {
    return wordsKnown;
  }

  static TextVector of(FeatureBag bag, Vocabulary vocabulary) {
    Builder builder = new Builder(bag, vocabulary);
    return builder.build();
  }

  int size() {
    return numbers.length;
  }

  /** The value that one occurrence of the feature contributes; 0 where the text lacks it. */
  float valueOf(int number) {
    int at = Arrays.binarySearch(numbers, number);
    return at < 0 ? 0 : values[at] / counts[at];
  }

  private static final class Builder {
    private final FeatureBag bag;
    private final Vocabulary vocabulary;
    private final int[] numbers;
    private final float[] values;
    private final int[] counts;
    private int size;
    private boolean wordsKnown;

    Builder(FeatureBag bag, Vocabulary vocabulary) {
      this.bag = bag;
      this.vocabulary = vocabulary;
      this.numbers = new int[bag.size()];
      this.values = new float[bag.size()];
      this.counts = new int[bag.size()];
    }

    TextVector build() {
      int blocks = 0;
      int at = 0;
      while (at < bag.size()) {
        at = addBlock(at);
        blocks++;
      }
      float shared = blocks == 0 ? 0 : (float) (1 / Math.sqrt(blocks));
      for (int i = 0; i < size; i++) {
        values[i] *= shared;
      }
      return new TextVector(
          Arrays.copyOf(numbers, size),
          Arrays.copyOf(values, size),
          Arrays.copyOf(counts, size),
          wordsKnown);
    }

    private int addBlock(int from) {
      int block = TextFeatures.block(bag.features()[from]);
      int first = size;
      double squares = 0;
      int at = from;
      while (at < bag.size() && TextFeatures.block(bag.features()[at]) == block) {
        squares += add(at++);
      }
      float scale = (float) (1 / Math.sqrt(squares));
      for (int i = first; i < size; i++) {
        values[i] *= scale;
      }
      return at;
    }

    private double add(int at) {
      long feature = bag.features()[at];
      int number = vocabulary.number(feature);
      int count = bag.counts()[at];
      float frequency = count == 1 ? 1 : (float) (1 + StrictMath.log(count));
      if (number < 0) {
        float weight = frequency * vocabulary.unknownIdf();
        return (double) weight * weight;
      }
      float weight = frequency * vocabulary.idf()[number];
      numbers[size] = number;
      values[size] = weight;
      counts[size++] = count;
      wordsKnown |= TextFeatures.isWord(feature);
      return (double) weight * weight;
    }
  }
}
