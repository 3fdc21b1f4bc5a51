package pl.automateforge.agent.decision.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Makes a model from examples: counts features, solves one problem a label, continues each solution
 * on the parts of a cross-validation and calibrates on what was held out.
 *
 * <p>The labels' problems are independent and each has a seed of its own, so the result does not
 * depend on the number of threads.
 */
final class Trainer {
  private static final double COST = 1;
  private static final double OWN_COST = 2;
  private static final int PASSES = 60;
  private static final int FOLD_PASSES = 20;
  static final int PARTS = 5;

  private static final int MOST_CHARACTERS = 20_000;

  /** About 2.5 entries of 8 bytes a character: 100 MB at most. */
  private static final long CHARACTER_BUDGET = 5_000_000;

  private static final int MOST_FEATURES = 400_000;
  private static final int MOST_WEIGHTS = 24_000_000;

  /** From here on a feature of a single text is noise that only costs memory. */
  private static final int MANY_TEXTS = 1_000;

  /**
   * Measured on real sets: with 60 examples the confidence still reads 0 to 8 points high, from 200
   * on it is within 3 of the truth.
   */
  private static final int FEWEST_TO_MEASURE = 50;

  private final TrainingSet set;
  private final long seed;
  private final int threads;

  Trainer(TrainingSet set, long seed, int threads) {
    this.set = set;
    this.seed = seed;
    this.threads = threads;
  }

  /**
   * Trains.
   *
   * @throws InterruptedException where the thread was interrupted meanwhile
   */
  LocalModel train() throws InterruptedException {
    Vocabulary vocabulary = vocabulary();
    SparseRows rows = SparseRows.of(set.texts(), vocabulary);
    int labels = set.labels().size();
    float[][] scores = measurable() ? new float[set.size()][labels] : new float[0][];
    float[][] solved = solveAll(rows, scores);
    Calibration calibration =
        measurable() ? Calibration.fit(scores, set.labelOf()) : Calibration.UNMEASURED;
    return new LocalModel(
        set.labels(),
        set.support(),
        vocabulary,
        Weights.of(solved),
        calibration,
        HeldOut.of(scores, set.labelOf(), calibration));
  }

  private boolean measurable() {
    return set.size() >= FEWEST_TO_MEASURE
        && set.size() >= LocalModel.MEASURABLE * set.labels().size();
  }

  private Vocabulary vocabulary() {
    int limit = set.textLimit(MOST_CHARACTERS, CHARACTER_BUDGET);
    FeatureCounts counts = new FeatureCounts();
    for (String text : set.texts()) {
      counts.add(FeatureBag.of(Tokens.of(text, limit)));
    }
    int most = Math.min(MOST_FEATURES, MOST_WEIGHTS / set.labels().size());
    int minimum = set.size() >= MANY_TEXTS ? 2 : 1;
    return Vocabulary.of(counts, set.size(), minimum, most, limit);
  }

  private float[][] solveAll(SparseRows rows, float[][] heldOut) throws InterruptedException {
    Folds folds = Folds.of(set, PARTS);
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("local-model-", 0).factory());
    try {
      List<Future<float[]>> pending = new ArrayList<>();
      for (int label = 0; label < set.labels().size(); label++) {
        int own = label;
        pending.add(workers.submit(() -> solve(rows, own, folds, heldOut)));
      }
      float[][] solved = new float[pending.size()][];
      for (int label = 0; label < solved.length; label++) {
        solved[label] = pending.get(label).get();
      }
      return solved;
    } catch (ExecutionException e) {
      throw new IllegalStateException("training failed on " + set.size() + " examples", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private float[] solve(SparseRows rows, int label, Folds folds, float[][] heldOut)
      throws InterruptedException {
    byte[] sign = new byte[set.size()];
    for (int i = 0; i < sign.length; i++) {
      sign[i] = (byte) (set.labelOf()[i] == label ? 1 : -1);
    }
    DualSolver whole = new DualSolver(rows, sign, COST, OWN_COST, seed + label);
    whole.solve(IntStream.range(0, set.size()).toArray(), PASSES);
    int[] close = heldOut.length > 0 ? whole.closeRows() : new int[0];
    for (int part = 0; part < folds.parts() && heldOut.length > 0; part++) {
      int[] out = folds.in(part);
      int[] rest = folds.outside(part, close);
      float[] weights = whole.without(out).solve(rest, FOLD_PASSES).weights();
      for (int row : out) {
        heldOut[row][label] = (float) rows.dot(row, weights);
      }
    }
    return whole.weights();
  }
}
