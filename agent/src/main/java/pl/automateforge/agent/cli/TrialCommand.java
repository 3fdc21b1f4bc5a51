package pl.automateforge.agent.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.UnfitBindingException;
import pl.automateforge.agent.health.Logging;
import pl.automateforge.agent.health.Redaction;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.proof.Trial;
import pl.automateforge.agent.proof.TrialReport;
import pl.automateforge.agent.proof.TrialStep;
import pl.automateforge.agent.run.Assembly;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.spec.EnvironmentBindings;
import pl.automateforge.agent.spec.LoadedSpec;

@Command(
    name = "trial",
    description = {
      "Takes one marked message all the way: into the real source, through decision and actions in"
          + " production, into log and journal; each step is read back, then it is cleaned up.",
      "No other message is touched. Stop the agent first. Exit code 1 where a step fails."
    },
    mixinStandardHelpOptions = true)
final class TrialCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "SPEC", description = "the agent's YAML file")
  private Path file;

  @Option(names = "--keep", description = "leave the message where it is")
  private boolean keep;

  @Option(
      names = "--yes",
      description =
          "send what cannot be taken back without asking; needed where nobody can be asked")
  private boolean yes;

  @Option(names = "--json", description = "one JSON object, for programs")
  private boolean json;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "the agent's state folder; .autoforge/NAME beside the spec by default")
  private @Nullable Path state;

  @Override
  public Integer call() throws Exception {
    Console console = Console.of(command);
    LoadedSpec loaded = SpecFiles.load(file, console);
    EnvironmentBindings bindings = Prepared.bind(loaded, console);
    Redaction redaction = new Redaction();
    bindings.secrets().forEach(redaction::add);
    Path folder = SpecFiles.state(loaded, state);
    Logging.start(loaded.spec().log(), redaction).ifPresent(console::say);
    Clock clock = Clock.systemUTC();
    try (StateLock _ = lock(loaded, folder, clock);
        Assembly parts = Assembly.parts(loaded, bindings, folder, clock, Release.number())) {
      agree(parts, console);
      TrialReport report = new Trial(parts.context(), folder, keep).run();
      say(loaded, report, redaction, console);
      return report.good() ? ExitCode.DONE : ExitCode.NO;
    } catch (UnfitBindingException e) {
      throw Prepared.unfit(e, console);
    } finally {
      Logging.stop();
    }
  }

  private static StateLock lock(LoadedSpec loaded, Path folder, Clock clock)
      throws IOException, InterruptedException {
    try {
      return Locking.take(loaded, Mode.PRODUCTION, folder, clock);
    } catch (CommandException e) {
      if (e.code() != ExitCode.REFUSED) {
        throw e;
      }
      throw new CommandException(
          ExitCode.REFUSED,
          e.getMessage()
              + "; stop the agent, try, and start it again: both would take the trial's message");
    }
  }

  /** Whoever is asked must see what may leave and cannot be taken back. */
  @SuppressWarnings("SystemConsoleNull") // a runtime image without jdk.internal.le answers null
  private void agree(Assembly parts, Console console) {
    List<String> forever =
        parts.context().actions().values().stream()
            .filter(action -> action.effectClass() == EffectClass.D)
            .map(Action::name)
            .sorted()
            .toList();
    if (yes || forever.isEmpty()) {
      return;
    }
    String what =
        "a trial may really send, and nobody can take it back: " + String.join(", ", forever);
    java.io.Console terminal =
        Optional.ofNullable(System.console())
            .filter(java.io.Console::isTerminal)
            .orElseThrow(() ->
                new CommandException(
                    ExitCode.REFUSED, what + "; call it with --yes where that may happen"));
    console.say(what);
    String answer = terminal.readLine("Go on? [y/N] ");
    if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes|t|tak")) {
      throw new CommandException(ExitCode.REFUSED, "nothing was done");
    }
  }

  private void say(LoadedSpec loaded, TrialReport report, Redaction redaction, Console console)
      throws IOException {
    if (json) {
      console.result(redaction.apply(JSON.writeValueAsString(object(loaded, report))));
      return;
    }
    for (TrialStep step : report.steps()) {
      console.result(
          redaction.apply(
              String.format(
                  Locale.ROOT,
                  "%-16s %-20s %s",
                  BoxJson.word(step.result()),
                  step.what(),
                  JournalText.plain(step.detail()))));
    }
    report
        .remains()
        .forEach(each -> console.result(redaction.apply("remains: " + JournalText.plain(each))));
    console.say("the trial's journal: " + report.journal());
    console.say(
        !report.good()
            ? "the trial failed: see the steps above"
            : report.acted()
                ? "the trial went all the way"
                : "the trial went as far as the decision: its category leads to no action, so none"
                    + " was tried");
  }

  private static ObjectNode object(LoadedSpec loaded, TrialReport report) {
    ObjectNode node = JSON.createObjectNode();
    node.put("agent", loaded.spec().name());
    node.put("version", loaded.version().value());
    node.put("trial", report.nonce());
    node.put("item", report.item());
    node.put("journal", report.journal().toString());
    node.put("ok", report.good());
    ArrayNode steps = node.putArray("steps");
    for (TrialStep step : report.steps()) {
      steps
          .addObject()
          .put("step", step.what())
          .put("result", BoxJson.word(step.result()))
          .put("detail", step.detail());
    }
    ArrayNode remains = node.putArray("remains");
    report.remains().forEach(remains::add);
    return node;
  }
}
