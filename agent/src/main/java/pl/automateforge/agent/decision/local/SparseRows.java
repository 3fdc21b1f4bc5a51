package pl.automateforge.agent.decision.local;

import java.util.Arrays;
import java.util.List;

/** Sparse vectors one after the other in flat arrays: 8 bytes an entry. */
final class SparseRows {
  private final int[] start;
  private final int columns;
  private int[] column = new int[1 << 12];
  private float[] value = new float[1 << 12];

  private SparseRows(int rows, int columns) {
    this.start = new int[rows + 1];
    this.columns = columns;
  }

  /** The vectors of the texts; the last column is the constant 1 that carries the bias. */
  static SparseRows of(List<String> texts, Vocabulary vocabulary) {
    SparseRows rows = new SparseRows(texts.size(), vocabulary.size() + 1);
    for (int row = 0; row < texts.size(); row++) {
      FeatureBag bag = FeatureBag.of(vocabulary.tokens(texts.get(row)));
      rows.put(row, TextVector.of(bag, vocabulary));
    }
    return rows;
  }

  int count() {
    return start.length - 1;
  }

  int columns() {
    return columns;
  }

  double dot(int row, float[] weights) {
    double sum = 0;
    for (int k = start[row]; k < start[row + 1]; k++) {
      sum += value[k] * weights[column[k]];
    }
    return sum;
  }

  /** Adds a multiple of a row to the weights. */
  void addTo(float[] weights, int row, float factor) {
    for (int k = start[row]; k < start[row + 1]; k++) {
      weights[column[k]] += factor * value[k];
    }
  }

  double squaredLength(int row) {
    double sum = 0;
    for (int k = start[row]; k < start[row + 1]; k++) {
      sum += (double) value[k] * value[k];
    }
    return sum;
  }

  private void put(int row, TextVector vector) {
    int from = start[row];
    int to = from + vector.size() + 1;
    if (to > column.length) {
      int capacity = Math.max(to, column.length + (column.length >> 1));
      column = Arrays.copyOf(column, capacity);
      value = Arrays.copyOf(value, capacity);
    }
    System.arraycopy(vector.numbers(), 0, column, from, vector.size());
    System.arraycopy(vector.values(), 0, value, from, vector.size());
    column[to - 1] = columns - 1;
    value[to - 1] = 1;
    start[row + 1] = to;
  }
}
