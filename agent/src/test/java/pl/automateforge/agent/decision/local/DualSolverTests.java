package pl.automateforge.agent.decision.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.spec.Example;

class DualSolverTests {
  private static final double COST = 1;
  private static final double OWN_COST = 2;

  private final List<String> texts = OfficeMail.examples().stream().map(Example::text).toList();
  private final Vocabulary vocabulary = vocabulary();
  private final SparseRows rows = SparseRows.of(texts, vocabulary);
  private final byte[] sign = noisySigns();
  private final int[] all = IntStream.range(0, texts.size()).toArray();

  @BeforeAll
  static void quiet() {
    Linear.disableDebugOutput();
  }

  @Test
  void comesAsLowAsLiblinear() throws Exception {
    float[] ours = solver().solve(all, 1_000).weights();
    double best = loss(liblinear(), all);
    assertThat(loss(ours, all)).isCloseTo(best, within(0.01 * best));
  }

  @Test
  void continuesAsIfTheHeldOutRowsHadNeverBeenThere() throws Exception {
    int[] out = IntStream.range(0, 40).toArray();
    int[] rest = IntStream.range(40, texts.size()).toArray();
    double afresh = loss(solver().solve(rest, 1_000).weights(), rest);
    DualSolver whole = solver().solve(all, 1_000);
    double before = loss(whole.weights(), all);
    double continued = loss(whole.without(out).solve(rest, 1_000).weights(), rest);
    assertThat(continued).isCloseTo(afresh, within(0.01 * afresh));
    int[] close = IntStream.of(whole.closeRows()).filter(row -> row >= 40).toArray();
    double onCloseRows = loss(whole.without(out).solve(close, 1_000).weights(), rest);
    assertThat(onCloseRows).isCloseTo(afresh, within(0.02 * afresh));
    assertThat(loss(whole.weights(), all)).as("left as it was").isEqualTo(before);
  }

  private DualSolver solver() {
    return new DualSolver(rows, sign, COST, OWN_COST, 11);
  }

  private Vocabulary vocabulary() {
    FeatureCounts counts = new FeatureCounts();
    texts.forEach(t -> counts.add(FeatureBag.of(Tokens.of(t, 1_000))));
    return Vocabulary.of(counts, texts.size(), 1, 100_000, 1_000);
  }

  /** A category with a fifth of its labels wrong: else every solver finds nothing to weigh. */
  private byte[] noisySigns() {
    Random random = new Random(4);
    byte[] signs = new byte[texts.size()];
    for (int i = 0; i < signs.length; i++) {
      boolean own = i < signs.length / 3;
      signs[i] = (byte) ((random.nextInt(5) == 0) != own ? 1 : -1);
    }
    return signs;
  }

  /** Half the squared length of the weights, plus the costs of the squared violations. */
  private double loss(float[] weights, int[] over) {
    double sum = 0;
    for (float weight : weights) {
      sum += 0.5 * weight * weight;
    }
    for (int row : over) {
      double violation = Math.max(0, 1 - sign[row] * rows.dot(row, weights));
      sum += (sign[row] > 0 ? OWN_COST : COST) * violation * violation;
    }
    return sum;
  }

  private float[] liblinear() {
    Problem problem = new Problem();
    problem.l = rows.count();
    problem.n = rows.columns();
    problem.bias = -1;
    problem.x = new Feature[rows.count()][];
    problem.y = new double[rows.count()];
    for (int row = 0; row < rows.count(); row++) {
      problem.x[row] = features(row);
      problem.y[row] = sign[row];
    }
    Parameter parameter = new Parameter(SolverType.L2R_L2LOSS_SVC_DUAL, COST, 10_000, 0.001);
    parameter.setWeights(new double[] {OWN_COST}, new int[] {1});
    Model model = Linear.train(problem, parameter);
    float[] weights = new float[rows.columns()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (model.getFeatureWeights()[i] * model.getLabels()[0]);
    }
    return weights;
  }

  private Feature[] features(int row) {
    TextVector vector = TextVector.of(FeatureBag.of(vocabulary.tokens(texts.get(row))), vocabulary);
    Feature[] features = new Feature[vector.size() + 1];
    for (int i = 0; i < vector.size(); i++) {
      features[i] = new FeatureNode(vector.numbers()[i] + 1, vector.values()[i]);
    }
    features[vector.size()] = new FeatureNode(rows.columns(), 1);
    return features;
  }
}
