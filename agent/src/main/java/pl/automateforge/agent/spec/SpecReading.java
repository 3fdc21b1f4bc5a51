package pl.automateforge.agent.spec;

import java.util.List;
import java.util.Optional;
import pl.automateforge.agent.spec.Problem.Severity;

/**
 * What came of reading a spec.
 *
 * @param loaded empty exactly where there is an error
 * @param problems errors and warnings in the order of the file
 */
public record SpecReading(Optional<LoadedSpec> loaded, List<Problem> problems) {
  public SpecReading {
    problems = List.copyOf(problems);
  }

  /** What refuses the spec. */
  public List<Problem> errors() {
    return of(Severity.ERROR);
  }

  /** What does not refuse it. */
  public List<Problem> warnings() {
    return of(Severity.WARNING);
  }

  private List<Problem> of(Severity severity) {
    return problems.stream().filter(p -> p.severity() == severity).toList();
  }
}
