package pl.automateforge.agent.decision.local;

import java.util.Arrays;

/** In how many texts each feature occurs: an open-addressing map without objects, bounded. */
final class FeatureCounts {
  /** Beyond so many distinct features, those seen only once so far are forgotten. */
  private static final int MOST = 2_000_000;

  private long[] keys = new long[1 << 16];
  private int[] counts = new int[1 << 16];
  private int size;

  /** Counts each feature of the text once. */
  void add(FeatureBag bag) {
    for (int i = 0; i < bag.size(); i++) {
      add(bag.features()[i], 1);
    }
    if (size > MOST) {
      rebuild(keys.length, 2);
    }
  }

  /**
   * Those found in at least {@code minimum} texts, at most {@code most} of them: the commonest, and
   * among equals those with the smaller hash. Ascending.
   */
  long[] frequent(int minimum, int most) {
    int threshold = minimum;
    while (countAtLeast(threshold + 1) > most) {
      threshold++;
    }
    int above = countAtLeast(threshold + 1);
    long[] ties = withCount(threshold, threshold);
    int kept = Math.min(ties.length, most - above);
    long[] all = Arrays.copyOf(withCount(threshold + 1, Integer.MAX_VALUE), above + kept);
    System.arraycopy(ties, 0, all, above, kept);
    Arrays.sort(all);
    return all;
  }

  int count(long feature) {
    return counts[slot(feature)];
  }

  private int countAtLeast(int minimum) {
    int n = 0;
    for (int count : counts) {
      n += count >= minimum ? 1 : 0;
    }
    return n;
  }

  private long[] withCount(int low, int high) {
    long[] found = new long[size];
    int n = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] >= Math.max(1, low) && counts[i] <= high) {
        found[n++] = keys[i];
      }
    }
    long[] exact = Arrays.copyOf(found, n);
    Arrays.sort(exact);
    return exact;
  }

  private void add(long feature, int by) {
    int slot = slot(feature);
    if (counts[slot] == 0) {
      keys[slot] = feature;
      size++;
    }
    counts[slot] += by;
    if (2 * size > keys.length) {
      rebuild(keys.length * 2, 1);
    }
  }

  private void rebuild(int capacity, int minimum) {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[capacity];
    counts = new int[capacity];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] >= minimum) {
        add(oldKeys[i], oldCounts[i]);
      }
    }
  }

  private int slot(long feature) {
    int mask = keys.length - 1;
    int slot = TextFeatures.spread(feature) & mask;
    while (counts[slot] != 0 && keys[slot] != feature) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
