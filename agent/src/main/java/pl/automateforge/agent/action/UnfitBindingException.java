package pl.automateforge.agent.action;

import java.util.List;
import java.util.stream.Collectors;
import pl.automateforge.agent.spec.Problem;

/** What the environment bound cannot, or must not, be used. */
public final class UnfitBindingException extends Exception {
  private final transient List<Problem> problems;
  private final boolean unsafe;

  public UnfitBindingException(List<Problem> problems, boolean unsafe) {
    super(
        problems.stream()
            .map(problem -> problem.path() + ": " + problem.message())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
    this.unsafe = unsafe;
  }

  /** All of them, in the spec's order; they have no line, since an environment has none. */
  public List<Problem> problems() {
    return problems;
  }

  /** Whether one of them is the egress policy's refusal, not a mere mistake. */
  public boolean unsafe() {
    return unsafe;
  }
}
