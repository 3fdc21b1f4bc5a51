package pl.automateforge.agent.decision.local;

/**
 * The features a model knows, numbered in ascending order of their hashes, and how much each tells:
 * the rarer, the more (inverse document frequency).
 */
final class Vocabulary {
  private final long[] features;
  private final float[] idf;
  private final float unknownIdf;
  private final int textLimit;
  private final int[] index;

  private Vocabulary(long[] features, float[] idf, float unknownIdf, int textLimit, int[] index) {
    this.features = features;
    this.idf = idf;
    this.unknownIdf = unknownIdf;
    this.textLimit = textLimit;
    this.index = index;
  }

  /** Ascending. */
  long[] features() {
    return features;
  }

  /** Of each feature. */
  float[] idf() {
    return idf;
  }

  /** Of a feature that no example has. */
  float unknownIdf() {
    return unknownIdf;
  }

  /** How many characters of a text are read, in training and after. */
  int textLimit() {
    return textLimit;
  }

  static Vocabulary of(long[] features, float[] idf, float unknownIdf, int textLimit) {
    return new Vocabulary(features, idf, unknownIdf, textLimit, index(features));
  }

  /** Numbers the features that occur often enough in {@code texts} texts. */
  static Vocabulary of(FeatureCounts counts, int texts, int minimum, int most, int textLimit) {
    long[] features = counts.frequent(minimum, most);
    float[] idf = new float[features.length];
    for (int i = 0; i < features.length; i++) {
      idf[i] = idf(texts, counts.count(features[i]));
    }
    return of(features, idf, idf(texts, 0), textLimit);
  }

  int size() {
    return features.length;
  }

  /** The feature's number; -1 where it is unknown. */
  int number(long feature) {
    int mask = index.length - 1;
    int slot = TextFeatures.spread(feature) & mask;
    while (index[slot] != 0) {
      int number = index[slot] - 1;
      if (features[number] == feature) {
        return number;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** The text's words, as far as they are read. */
  Tokens tokens(String text) {
    return Tokens.of(text, textLimit);
  }

  /** {@link StrictMath}: the last bit must be the same on every machine. */
  private static float idf(int texts, int occurrences) {
    return (float) (StrictMath.log((1.0 + texts) / (1.0 + occurrences)) + 1);
  }

  private static int[] index(long[] features) {
    int[] index = new int[Math.max(2, Integer.highestOneBit(Math.max(1, features.length)) * 4)];
    int mask = index.length - 1;
    for (int number = 0; number < features.length; number++) {
      int slot = TextFeatures.spread(features[number]) & mask;
      while (index[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      index[slot] = number + 1;
    }
    return index;
  }
}
