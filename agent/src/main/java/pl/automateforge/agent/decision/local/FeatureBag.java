package pl.automateforge.agent.decision.local;

import java.util.Arrays;

/** The distinct features of one text in ascending order, and how often each occurs. */
final class FeatureBag {
  private final long[] features;
  private final int[] counts;

  FeatureBag(long[] features, int[] counts) {
    this.features = features;
    this.counts = counts;
  }

  long[] features() {
    return features;
  }

  int[] counts() {
    return counts;
  }

  static FeatureBag of(Tokens tokens) {
    Collector collector = new Collector();
    TextFeatures.emit(tokens, collector);
    return collector.toBag();
  }

  int size() {
    return features.length;
  }

  private static final class Collector implements TextFeatures.Sink {
    private long[] seen = new long[512];
    private int size;

    @Override
    public void accept(long feature, int firstToken, int secondToken) {
      if (size == seen.length) {
        seen = Arrays.copyOf(seen, size * 2);
      }
      seen[size++] = feature;
    }

    FeatureBag toBag() {
      Arrays.sort(seen, 0, size);
      int[] counts = new int[size];
      int distinct = 0;
      for (int i = 0; i < size; i++) {
        if (i == 0 || seen[i] != seen[i - 1]) {
          seen[distinct++] = seen[i];
        }
        counts[distinct - 1]++;
      }
      return new FeatureBag(Arrays.copyOf(seen, distinct), Arrays.copyOf(counts, distinct));
    }
  }
}
