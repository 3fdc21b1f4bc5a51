package pl.automateforge.agent.decision.local;

import java.util.stream.IntStream;

/**
 * Finds the separating weights of one category against all others: a linear support vector machine
 * with squared hinge loss, by dual coordinate descent with shrinking (Hsieh, Chang, Lin, Keerthi,
 * Sundararajan: A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML 2008), the
 * algorithm that LIBLINEAR runs as solver 1.
 *
 * <p>Of its own because the rows stay in flat arrays here, a third of the memory that objects take,
 * and because a solution can be continued on a part of the rows, which makes cross-validation
 * cheap. Deterministic with its seed. Not safe for use by more than one thread.
 */
final class DualSolver {
  private static final double TOLERANCE = 0.1;
  private static final double CLOSE = 0.1;
  private static final double NEGLIGIBLE = 1e-12;

  private final SparseRows rows;
  private final byte[] sign;
  private final double[] diagonal;
  private final double[] curvature;
  private final double[] alpha;
  private final float[] weights;
  private long random;

  /**
   * Starts from zero.
   *
   * @param sign 1 for the category's own rows, -1 for all others
   * @param cost of a wrong row of the others
   * @param ownCost of a wrong row of the category, which has fewer
   */
  DualSolver(SparseRows rows, byte[] sign, double cost, double ownCost, long seed) {
    this.rows = rows;
    this.sign = sign;
    this.random = seed;
    this.alpha = new double[rows.count()];
    this.weights = new float[rows.columns()];
    this.diagonal = new double[rows.count()];
    this.curvature = new double[rows.count()];
    for (int row = 0; row < rows.count(); row++) {
      diagonal[row] = 0.5 / (sign[row] > 0 ? ownCost : cost);
      curvature[row] = rows.squaredLength(row) + diagonal[row];
    }
  }

  private DualSolver(DualSolver start, int[] without) {
    this.rows = start.rows;
    this.sign = start.sign;
    this.random = start.random;
    this.diagonal = start.diagonal;
    this.curvature = start.curvature;
    this.alpha = start.alpha.clone();
    this.weights = start.weights.clone();
    for (int row : without) {
      if (alpha[row] != 0) {
        rows.addTo(weights, row, (float) (-alpha[row] * sign[row]));
        alpha[row] = 0;
      }
    }
  }

  /**
   * The rows that the solution rests on or nearly so. The others lie so far on their side that
   * taking a few rows away does not bring them to the border.
   */
  int[] closeRows() {
    return IntStream.range(0, rows.count())
        .filter(row -> alpha[row] > 0 || rows.dot(row, weights) * sign[row] - 1 < CLOSE)
        .toArray();
  }

  /** A solver that continues from this one's solution as if these rows had never been there. */
  DualSolver without(int[] heldOut) {
    return new DualSolver(this, heldOut);
  }

  /** The weights of the columns; this solver's own array. */
  float[] weights() {
    return weights;
  }

  /**
   * Solves over the rows given, at most {@code passes} times over them.
   *
   * @throws InterruptedException where the thread was interrupted
   */
  DualSolver solve(int[] over, int passes) throws InterruptedException {
    int[] order = over.clone();
    Bounds bounds = Bounds.OPEN;
    int active = order.length;
    for (int pass = 0; pass < passes; pass++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("training was stopped");
      }
      Pass done = pass(order, active, bounds);
      active = done.active;
      if (done.spread() > TOLERANCE) {
        bounds = done.next();
      } else if (active == order.length) {
        return this;
      } else {
        active = order.length;
        bounds = Bounds.OPEN;
      }
    }
    return this;
  }

  private Pass pass(int[] order, int active, Bounds bounds) {
    shuffle(order, active);
    Pass pass = new Pass(active);
    int at = 0;
    while (at < pass.active) {
      int row = order[at];
      double gradient = rows.dot(row, weights) * sign[row] - 1 + diagonal[row] * alpha[row];
      if (alpha[row] == 0 && gradient > bounds.highest) {
        swap(order, at, --pass.active);
        continue;
      }
      double projected = alpha[row] == 0 ? Math.min(gradient, 0) : gradient;
      pass.see(projected);
      if (Math.abs(projected) > NEGLIGIBLE) {
        step(row, gradient);
      }
      at++;
    }
    return pass;
  }

  private void step(int row, double gradient) {
    double before = alpha[row];
    alpha[row] = Math.max(before - gradient / curvature[row], 0);
    rows.addTo(weights, row, (float) ((alpha[row] - before) * sign[row]));
  }

  private void shuffle(int[] order, int active) {
    for (int i = 0; i < active - 1; i++) {
      random = random * 6364136223846793005L + 1442695040888963407L;
      swap(order, i, i + (int) ((random >>> 33) % (active - i)));
    }
  }

  private static void swap(int[] order, int a, int b) {
    int kept = order[a];
    order[a] = order[b];
    order[b] = kept;
  }

  /** A row at zero whose gradient lies above is left out: it would stay at zero. */
  private record Bounds(double highest) {
    static final Bounds OPEN = new Bounds(Double.POSITIVE_INFINITY);
  }

  private static final class Pass {
    private int active;
    private double highest = Double.NEGATIVE_INFINITY;
    private double lowest = Double.POSITIVE_INFINITY;

    Pass(int active) {
      this.active = active;
    }

    void see(double projected) {
      highest = Math.max(highest, projected);
      lowest = Math.min(lowest, projected);
    }

    double spread() {
      return highest - lowest;
    }

    Bounds next() {
      return highest <= 0 ? Bounds.OPEN : new Bounds(highest);
    }
  }
}
