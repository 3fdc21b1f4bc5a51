package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.Problem;
import pl.automateforge.agent.spec.SpecReader;
import pl.automateforge.agent.spec.SpecReading;

/** Reads specs for commands, and finds state folders. */
final class SpecFiles {
  private SpecFiles() {}

  /** The spec, or an end with every problem said. Warnings are said too. */
  static LoadedSpec load(Path file, Console console) {
    SpecReading reading = SpecReader.read(file);
    reading.problems().forEach(problem -> console.say(line(file, problem)));
    return reading
        .loaded()
        .orElseThrow(() ->
            new CommandException(
                ExitCode.INVALID, file + " is not valid: " + errors(reading.problems())));
  }

  static String errors(List<Problem> problems) {
    long errors = count(problems);
    return errors == 1 ? "1 error" : errors + " errors";
  }

  static long count(List<Problem> problems) {
    return problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR).count();
  }

  static String line(Path file, Problem problem) {
    String kind = problem.severity() == Problem.Severity.ERROR ? "error" : "warning";
    String place = problem.line() > 0 ? ":" + problem.line() + ":" + problem.column() : "";
    String path = problem.path().isEmpty() ? "" : problem.path() + ": ";
    return file + place + ": " + kind + ": " + path + problem.message();
  }

  /** Where an agent keeps its journal: the folder named, else one beside the spec. */
  static Path state(LoadedSpec loaded, @Nullable Path named) {
    return named != null
        ? named.toAbsolutePath()
        : loaded.folder().resolve(".autoforge").resolve(loaded.spec().name());
  }
}
