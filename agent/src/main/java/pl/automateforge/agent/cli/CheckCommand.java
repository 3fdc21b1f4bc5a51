package pl.automateforge.agent.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.action.UnfitBindingException;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.health.Logging;
import pl.automateforge.agent.health.Redaction;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.proof.BoxResult;
import pl.automateforge.agent.proof.Connections;
import pl.automateforge.agent.proof.Connections.Checked;
import pl.automateforge.agent.proof.Exercise;
import pl.automateforge.agent.run.Assembly;
import pl.automateforge.agent.spec.EnvironmentBindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.LogSpec;

@Command(
    name = "check",
    description = {
      "Whether the agent can reach what it works with: source, model and each target, by a cheap"
          + " call that changes nothing.",
      "A running agent is not disturbed. Exit code 1 where something fails; a warning is none."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SECOND_START = Duration.ofMinutes(1);

  /** The lines on standard output say what was found; of the log only the worst is shown. */
  static final LogSpec QUIET =
      new LogSpec(LogSpec.Level.ERROR, null, 10_000_000, Duration.ofDays(30));

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "SPEC", description = "the agent's YAML file")
  private Path file;

  @Option(
      names = "--exercise",
      description = {
        "also tries out the log, the disk, the lock, odd inputs, every template and the schedule,"
            + " and says which boxes of the runbook that proves"
      })
  private boolean exercise;

  @Option(
      names = "--create-folders",
      description =
          "first creates the folders of the mailbox that the spec names and that are missing: the"
              + " one thing that this command changes")
  private boolean createFolders;

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
    Logging.start(QUIET, redaction).ifPresent(console::say);
    Path folder = SpecFiles.state(loaded, state);
    try (Assembly parts =
        Assembly.parts(loaded, bindings, folder, Clock.systemUTC(), Release.number())) {
      if (createFolders) {
        createFolders(parts, console);
      }
      List<Checked> checked = Connections.check(parts.connections(), Connections.DEADLINE);
      List<BoxResult> boxes =
          exercise
              ? new Exercise(
                      parts.context(), bindings.endpoints(), folder, redaction, this::startAgain)
                  .run(checked)
              : List.of();
      return say(loaded, checked, boxes, redaction, console);
    } catch (UnfitBindingException e) {
      throw Prepared.unfit(e, console);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.INVALID, "the state folder " + folder + " cannot be used: " + e.getMessage());
    } finally {
      Logging.stop();
    }
  }

  private static void createFolders(Assembly parts, Console console) {
    try {
      parts.createFolders().forEach(name -> console.say("created the folder " + name));
    } catch (MailException e) {
      throw new CommandException(ExitCode.NO, e.getMessage() + "; " + e.cure());
    } catch (IOException e) {
      throw new CommandException(ExitCode.NO, "the folders cannot be created: " + e.getMessage());
    }
  }

  /** Refused at once where the lock holds; else it would observe, once, in that folder. */
  private OptionalInt startAgain(Path lockedState) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(Launcher.words());
    words.addAll(
        List.of(
            "run",
            file.toAbsolutePath().toString(),
            "--once",
            "--mode",
            "observe",
            "--state",
            lockedState.toString()));
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(SECOND_START.toSeconds(), TimeUnit.SECONDS)
          ? OptionalInt.of(process.exitValue())
          : OptionalInt.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  private int say(
      LoadedSpec loaded,
      List<Checked> checked,
      List<BoxResult> boxes,
      Redaction redaction,
      Console console)
      throws IOException {
    boolean failed =
        checked.stream().anyMatch(one -> one.result() instanceof CheckResult.Failed)
            || boxes.stream().anyMatch(box -> box.result() == BoxResult.Result.FAILED);
    if (json) {
      ObjectNode node = JSON.createObjectNode();
      node.put("agent", loaded.spec().name());
      node.put("version", loaded.version().value());
      node.put("ok", !failed);
      ArrayNode connections = node.putArray("connections");
      checked.forEach(one -> connection(connections.addObject(), one));
      if (exercise) {
        BoxJson.add(node.putArray("boxes"), boxes);
      }
      console.result(redaction.apply(JSON.writeValueAsString(node)));
    } else {
      StringBuilder table = new StringBuilder();
      checked.forEach(one -> row(table, one));
      boxes.forEach(box -> row(table, box));
      redaction.apply(table.toString()).lines().forEach(console::result);
      console.say(verdict(checked, boxes));
    }
    return failed ? ExitCode.NO : ExitCode.DONE;
  }

  private static void connection(ObjectNode node, Checked one) {
    node.put("what", one.what());
    node.put("state", state(one.result()));
    node.put("detail", one.result().detail());
    node.put("cure", cure(one.result()));
    node.put("milliseconds", one.took().toMillis());
  }

  private static void row(StringBuilder table, Checked one) {
    table.append(
        String.format(
            Locale.ROOT,
            "%-8s %-20s %6d ms  %s%n",
            state(one.result()),
            one.what(),
            one.took().toMillis(),
            JournalText.plain(one.result().detail())));
    String cure = cure(one.result());
    if (cure != null) {
      table.append(" ".repeat(42)).append(JournalText.plain(cure)).append('\n');
    }
  }

  private static void row(StringBuilder table, BoxResult box) {
    table.append(
        String.format(
            Locale.ROOT,
            "%-17s %3d %-26s %-9s %s%n",
            BoxJson.word(box.result()),
            box.box().number(),
            box.box().key(),
            BoxJson.word(box.counterpart()),
            JournalText.plain(box.detail())));
  }

  private static String verdict(List<Checked> checked, List<BoxResult> boxes) {
    long failed =
        checked.stream().filter(one -> one.result() instanceof CheckResult.Failed).count();
    long warned =
        checked.stream().filter(one -> one.result() instanceof CheckResult.Warning).count();
    String connections =
        failed > 0
            ? failed + " of " + checked.size() + " connections fail"
            : "all " + checked.size() + " connections work";
    String warnings = warned > 0 ? ", " + warned + " with a warning" : "";
    if (boxes.isEmpty()) {
      return connections + warnings;
    }
    long passed = boxes.stream().filter(box -> box.result() == BoxResult.Result.PASSED).count();
    return connections + warnings + "; " + passed + " of " + boxes.size() + " boxes shown";
  }

  static String state(CheckResult result) {
    return switch (result) {
      case CheckResult.Fine _ -> "ok";
      case CheckResult.Warning _ -> "warning";
      case CheckResult.Failed _ -> "failed";
    };
  }

  static @Nullable String cure(CheckResult result) {
    return switch (result) {
      case CheckResult.Fine _ -> null;
      case CheckResult.Warning warning -> warning.cure();
      case CheckResult.Failed failed -> failed.cure();
    };
  }
}
