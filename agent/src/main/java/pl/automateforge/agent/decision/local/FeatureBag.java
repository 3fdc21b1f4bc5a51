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

  /** Without parts of words and without pairs: few features, and enough to find like texts by. */
  static FeatureBag ofWords(Tokens tokens) {
    Collector collector = new Collector();
    TextFeatures.emitWords(
        tokens,
        (feature, times, first, second) -> {
          if (!TextFeatures.isPair(feature)) {
            collector.accept(feature, times, first, second);
          }
        });
    return collector.toBag();
  }

  int size() {
    return features.length;
  }

  /** Sorts features with their counts in the free bits: one array, no objects. */
  private static final class Collector implements TextFeatures.Sink {
    private static final long COUNT = (1L << TextFeatures.COUNT_BITS) - 1;

    private long[] seen = new long[512];
    private int size;

    @Override
    public void accept(long feature, int times, int first, int second) {
      if (size == seen.length) {
        seen = Arrays.copyOf(seen, size * 2);
      }
      seen[size++] = feature | Math.min(times, COUNT);
    }

    FeatureBag toBag() {
      Arrays.sort(seen, 0, size);
      int[] counts = new int[size];
      int distinct = 0;
      for (int i = 0; i < size; i++) {
        long feature = seen[i] & ~COUNT;
        int count = (int) (seen[i] & COUNT);
        if (distinct == 0 || feature != seen[distinct - 1]) {
          seen[distinct++] = feature;
        }
        counts[distinct - 1] += count;
      }
      return new FeatureBag(Arrays.copyOf(seen, distinct), Arrays.copyOf(counts, distinct));
    }
  }
}
