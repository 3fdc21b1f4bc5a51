package pl.automateforge.agent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.decision.Prices;
import pl.automateforge.agent.decision.budget.BudgetPlan;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.spec.Binder;
import pl.automateforge.agent.spec.Binding;
import pl.automateforge.agent.spec.BoundEndpoint;
import pl.automateforge.agent.spec.BoundSlot;
import pl.automateforge.agent.spec.Environment;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.MissingSlot;
import pl.automateforge.agent.spec.Problem;
import pl.automateforge.agent.spec.SpecReader;
import pl.automateforge.agent.spec.SpecReading;

@Command(
    name = "validate",
    description = {
      "Says every problem of a spec with line and column, and the version's hash.",
      "Says too where each slot would be bound from here. Touches no network."
    },
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
    List<Problem> refusals =
        reading
            .loaded()
            .map(loaded -> Prepared.refusals(loaded, Binder.literals(loaded)))
            .orElse(List.of());
    List<Problem> unusable = reading.loaded().map(Prepared::unusable).orElse(List.of());
    List<Problem> against = Stream.concat(unusable.stream(), refusals.stream()).toList();
    if (json) {
      console.result(JSON.writeValueAsString(object(reading, against)));
    } else {
      words(reading, against, !unusable.isEmpty(), console);
    }
    if (reading.loaded().isEmpty() || !unusable.isEmpty()) {
      return ExitCode.INVALID;
    }
    return refusals.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private void words(
      SpecReading reading, List<Problem> refusals, boolean unusable, Console console) {
    reading.problems().forEach(problem -> console.say(SpecFiles.line(file, problem)));
    refusals.forEach(problem -> console.say(SpecFiles.line(file, problem)));
    if (reading.loaded().isEmpty()) {
      console.say(file + " is not valid: " + SpecFiles.errors(reading.problems()));
      return;
    }
    LoadedSpec loaded = reading.loaded().get();
    slots(loaded, console);
    plan(loaded)
        .ifPresent(plan -> {
          plan.words().forEach(line -> console.say("budget: " + line));
          plan.warning().ifPresent(line -> console.say("warning: model.budget: " + line));
        });
    if (refusals.isEmpty()) {
      console.result(loaded.spec().name() + " " + loaded.version());
    } else {
      console.say(
          file + (unusable ? " is not valid: " : " is refused: ") + SpecFiles.errors(refusals));
    }
  }

  private static Optional<BudgetPlan> plan(LoadedSpec loaded) {
    return BudgetPlan.of(loaded, Prices.bundled(), LocalDate.now(ZoneOffset.UTC));
  }

  /** What this environment makes of it: a spec is as valid without any. */
  private static void slots(LoadedSpec loaded, Console console) {
    Binding binding = Binder.bind(loaded, Environment.of(loaded));
    binding.slots().stream()
        .filter(slot -> !slot.byDefault())
        .forEach(slot -> console.say("slot " + slot.name() + " is bound from " + slot.origin()));
    binding.missing().forEach(slot -> console.say(slot.toString()));
    List<BoundEndpoint> bound = new ArrayList<>(binding.endpoints());
    bound.removeAll(Binder.literals(loaded));
    List<Problem> here = new ArrayList<>(binding.problems());
    here.addAll(Prepared.refusals(loaded, bound));
    binding
        .bindings()
        .flatMap(bindings -> Keyring.problem(loaded.spec().privacy(), bindings))
        .ifPresent(here::add);
    here.forEach(problem ->
        console.say("warning: as bound here, " + problem.path() + ": " + problem.message()));
  }

  private static ObjectNode object(SpecReading reading, List<Problem> refusals) {
    ObjectNode node = JSON.createObjectNode();
    node.put("valid", reading.loaded().isPresent() && refusals.isEmpty());
    node.put("name", reading.loaded().map(l -> l.spec().name()).orElse(null));
    node.put("version", reading.loaded().map(l -> l.version().value()).orElse(null));
    ArrayNode problems = node.putArray("problems");
    Stream.concat(reading.problems().stream(), refusals.stream())
        .forEach(problem ->
            problems
                .addObject()
                .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
                .put("line", problem.line())
                .put("column", problem.column())
                .put("path", problem.path())
                .put("message", problem.message()));
    ArrayNode slots = node.putArray("slots");
    reading.loaded().ifPresent(loaded -> slots(loaded, slots));
    ArrayNode budget = node.putArray("budget");
    reading
        .loaded()
        .flatMap(ValidateCommand::plan)
        .ifPresent(plan -> {
          plan.words().forEach(budget::add);
          plan.warning().ifPresent(line -> budget.add("warning: " + line));
        });
    return node;
  }

  private static void slots(LoadedSpec loaded, ArrayNode slots) {
    Binding binding = Binder.bind(loaded, Environment.of(loaded));
    for (BoundSlot slot : binding.slots()) {
      slots.addObject().put("name", slot.name()).put("boundFrom", slot.origin());
    }
    for (MissingSlot slot : binding.missing()) {
      slots.addObject().put("name", slot.name()).putNull("boundFrom");
    }
  }
}
