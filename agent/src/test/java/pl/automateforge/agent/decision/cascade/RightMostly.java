package pl.automateforge.agent.decision.cascade;

import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;

/**
 * Stands for a model that knows the right label of each text and gives it so often; otherwise any
 * other one. The same text gets the same answer for the same seed, whoever asks and when.
 */
final class RightMostly implements Decider {
  private final Map<String, String> truth;
  private final String[] labels;
  private final ToDoubleFunction<String> accuracy;
  private final long seed;

  /**
   * @param accuracy of a text how likely its right label is given
   */
  RightMostly(Map<String, String> truth, ToDoubleFunction<String> accuracy, long seed) {
    this.truth = Map.copyOf(truth);
    SortedSet<String> sorted = new TreeSet<>(truth.values());
    this.labels = sorted.toArray(String[]::new);
    this.accuracy = accuracy;
    this.seed = seed;
  }

  String answer(String text) {
    Random random = new Random(seed * 1_000_003 + text.hashCode());
    random.nextInt();
    String right = truth.getOrDefault(text, labels[0]);
    if (random.nextDouble() < accuracy.applyAsDouble(text)) {
      return right;
    }
    String other = right;
    while (other.equals(right)) {
      other = labels[random.nextInt(labels.length)];
    }
    return other;
  }

  @Override
  public Decision decide(Content content) {
    String answer = answer(content.text(Content.Part.Kind.BODY));
    return new Decision.Answer(answer, 0.9, false, "stand-in", Map.of(), Decision.Usage.NONE);
  }

  @Override
  public String name() {
    return "stand-in:right-mostly";
  }

  @Override
  public String revision() {
    return "1";
  }

  @Override
  public CheckResult check() {
    return new CheckResult.Fine("it stands in");
  }

  @Override
  public void close() {}
}
