package pl.automateforge.agent.spec;

import java.util.Comparator;

/**
 * One thing that is wrong with a spec, or worth knowing about it.
 *
 * @param line 1-based; 0 where the problem has no place in the file
 * @param column 1-based
 * @param path the place as keys, such as {@code categories[2].priority}
 * @param message what stands there, what was expected, and a "did you mean" where one is near
 */
public record Problem(Severity severity, int line, int column, String path, String message)
    implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::path)
          .thenComparing(Problem::message);

  /** An error refuses the spec, a warning does not. */
  public enum Severity {
    ERROR,
    WARNING
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }
}
