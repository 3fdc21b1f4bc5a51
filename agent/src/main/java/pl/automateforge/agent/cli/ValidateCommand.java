package pl.automateforge.agent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.spec.Problem;
import pl.automateforge.agent.spec.SpecReader;
import pl.automateforge.agent.spec.SpecReading;

@Command(
    name = "validate",
    description = "Says every problem of a spec with line and column, and the version's hash.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "SPEC", description = "the agent's YAML file")
  private Path file;

  @Option(names = "--json", description = "one JSON object, for programs")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Console console = Console.of(command);
    SpecReading reading = SpecReader.read(file);
    if (json) {
      console.result(JSON.writeValueAsString(object(reading)));
    } else {
      words(reading, console);
    }
    return reading.loaded().isPresent() ? ExitCode.DONE : ExitCode.INVALID;
  }

  private void words(SpecReading reading, Console console) {
    reading.problems().forEach(problem -> console.say(SpecFiles.line(file, problem)));
    reading
        .loaded()
        .ifPresentOrElse(
            loaded -> console.result(loaded.spec().name() + " " + loaded.version()),
            () -> console.say(file + " is not valid: " + SpecFiles.errors(reading.problems())));
  }

  private ObjectNode object(SpecReading reading) {
    ObjectNode node = JSON.createObjectNode();
    node.put("valid", reading.loaded().isPresent());
    node.put("name", reading.loaded().map(l -> l.spec().name()).orElse(null));
    node.put("version", reading.loaded().map(l -> l.version().value()).orElse(null));
    ArrayNode problems = node.putArray("problems");
    for (Problem problem : reading.problems()) {
      problems
          .addObject()
          .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
          .put("line", problem.line())
          .put("column", problem.column())
          .put("path", problem.path())
          .put("message", problem.message());
    }
    return node;
  }
}
