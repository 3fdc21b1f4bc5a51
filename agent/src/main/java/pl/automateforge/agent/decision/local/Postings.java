package pl.automateforge.agent.decision.local;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Sparse vectors by row and by feature, in flat arrays: 12 bytes an entry. */
final class Postings {
  /** After so many entries the features left, the least telling ones, change little. */
  private static final int MOST_ENTRIES = 100_000;

  private final int[] rowStart;
  private final int[] feature;
  private final int[] featureStart;
  private final int[] row;
  private final float[] weight;

  private Postings(int rows, int features, int entries) {
    this.rowStart = new int[rows + 1];
    this.feature = new int[entries];
    this.featureStart = new int[features + 1];
    this.row = new int[entries];
    this.weight = new float[entries];
  }

  static Postings of(List<TextVector> vectors, int features) {
    int entries = vectors.stream().mapToInt(TextVector::size).sum();
    Postings postings = new Postings(vectors.size(), features, entries);
    for (int r = 0; r < vectors.size(); r++) {
      postings.put(r, vectors.get(r));
    }
    postings.invert(vectors);
    return postings;
  }

  private void put(int r, TextVector vector) {
    int from = rowStart[r];
    System.arraycopy(vector.numbers(), 0, feature, from, vector.size());
    rowStart[r + 1] = from + vector.size();
    for (int number : vector.numbers()) {
      featureStart[number + 1]++;
    }
  }

  private void invert(List<TextVector> vectors) {
    for (int f = 1; f < featureStart.length; f++) {
      featureStart[f] += featureStart[f - 1];
    }
    int[] next = Arrays.copyOf(featureStart, featureStart.length - 1);
    for (int r = 0; r < vectors.size(); r++) {
      TextVector vector = vectors.get(r);
      for (int i = 0; i < vector.size(); i++) {
        int at = next[vector.numbers()[i]]++;
        row[at] = r;
        weight[at] = vector.values()[i];
      }
    }
  }

  /** The rows most like the vector and at least so like it, the likest first. */
  int[] likest(TextVector vector, int most, float least) {
    float[] likeness = new float[rowStart.length - 1];
    int left = MOST_ENTRIES;
    for (int i : tellingFirst(vector)) {
      int number = vector.numbers()[i];
      int from = featureStart[number];
      int to = featureStart[number + 1];
      left -= to - from;
      if (left < 0) {
        break;
      }
      float factor = vector.values()[i];
      for (int k = from; k < to; k++) {
        likeness[row[k]] += factor * weight[k];
      }
    }
    return highest(likeness, most, least);
  }

  /** What share of their features two rows have in common (Dice), however telling these are. */
  double common(int one, int other) {
    int common = 0;
    int i = rowStart[one];
    int j = rowStart[other];
    while (i < rowStart[one + 1] && j < rowStart[other + 1]) {
      int difference = feature[i] - feature[j];
      if (difference == 0) {
        common++;
        i++;
        j++;
      } else if (difference < 0) {
        i++;
      } else {
        j++;
      }
    }
    int all = rowStart[one + 1] - rowStart[one] + rowStart[other + 1] - rowStart[other];
    return all == 0 ? 1 : 2.0 * common / all;
  }

  /** The vector's entries, those found in the fewest rows first. */
  private int[] tellingFirst(TextVector vector) {
    long[] order = new long[vector.size()];
    for (int i = 0; i < order.length; i++) {
      int number = vector.numbers()[i];
      int rows = featureStart[number + 1] - featureStart[number];
      order[i] = (long) rows << Integer.SIZE | i;
    }
    Arrays.sort(order);
    return Arrays.stream(order).mapToInt(key -> (int) key).toArray();
  }

  private static int[] highest(float[] likeness, int most, float least) {
    int[] rows = new int[most];
    int count = 0;
    for (int r = 0; r < likeness.length; r++) {
      boolean fits = count < most || likeness[r] > likeness[rows[most - 1]];
      if (likeness[r] < least || !fits) {
        continue;
      }
      int at = count < most ? count++ : most - 1;
      while (at > 0 && likeness[rows[at - 1]] < likeness[r]) {
        rows[at] = rows[at - 1];
        at--;
      }
      rows[at] = r;
    }
    return IntStream.of(rows).limit(count).toArray();
  }
}
