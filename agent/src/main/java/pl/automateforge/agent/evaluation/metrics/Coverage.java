package pl.automateforge.agent.evaluation.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a threshold of confidence buys: the surer the answers that are let through, the fewer of
 * them, and the more of these are right. One point for each confidence that occurs, from the
 * highest down.
 */
public record Coverage(List<Point> points) {
  public Coverage {
    points = List.copyOf(points);
  }

  /** An answer's confidence and whether it was right. */
  public record Sure(double confidence, boolean right) {}

  /**
   * Answers at or above a confidence.
   *
   * @param share of all answers
   * @param accuracy among them
   */
  public record Point(double threshold, double share, Proportion accuracy) {}

  /** The curve of these answers. */
  public static Coverage of(List<Sure> answers) {
    List<Sure> sorted = new ArrayList<>(answers);
    sorted.sort(Comparator.comparingDouble(Sure::confidence).reversed());
    List<Point> points = new ArrayList<>();
    long right = 0;
    for (int at = 0; at < sorted.size(); at++) {
      right += sorted.get(at).right() ? 1 : 0;
      boolean last =
          at + 1 == sorted.size() || sorted.get(at + 1).confidence() < sorted.get(at).confidence();
      if (last) {
        points.add(
            new Point(
                sorted.get(at).confidence(),
                (at + 1) / (double) sorted.size(),
                Proportion.of(right, at + 1)));
      }
    }
    return new Coverage(points);
  }

  /**
   * The lowest threshold at which the goal is demonstrated for the answers at or above it: what
   * lies below goes to a person. Empty where none demonstrates it.
   */
  public Optional<Point> lowest(Goal goal) {
    return points.reversed().stream()
        .filter(point -> goal.verdict(point.accuracy()) == Verdict.DEMONSTRATED)
        .findFirst();
  }
}
