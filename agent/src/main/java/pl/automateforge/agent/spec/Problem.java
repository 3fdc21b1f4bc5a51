package pl.automateforge.agent.spec;

import java.util.Comparator;
import java.util.Locale;

/**
 * One thing that is wrong with a spec, or worth knowing about it.
 *
 * @param line 1-based; 0 where the problem has no place in the file
 * @param column 1-based, in characters
 * @param path the place as keys, such as {@code categories[2].priority}; empty for the whole file
 * @param message what stands there, what was expected, and a "did you mean" where one is near;
 *     never a secret
 */
public record Problem(Severity severity, int line, int column, String path, String message)
    implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::path)
          .thenComparing(Problem::message)
          .thenComparing(Problem::severity);

  /** An error refuses the spec, a warning does not. */
  public enum Severity {
    ERROR,
    WARNING
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** For people: {@code line 3, column 7: error: type: documents: not yet available …}. */
  @Override
  public String toString() {
    String place = line == 0 ? "" : "line " + line + ", column " + column + ": ";
    String at = path.isEmpty() ? "" : path + ": ";
    return place + severity.name().toLowerCase(Locale.ROOT) + ": " + at + message;
  }
}
