package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.spec.AgentType;
import pl.automateforge.agent.spec.LoadedSpec;

@Command(
    name = "new",
    description = {
      "Writes an agent that runs at once: a spec, examples, sample mails, an .env, a systemd service and"
          + " timer, and a line for cron.",
      "Overwrites nothing."
    },
    mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
  private static final String AVAILABLE = "email-triage";
  private static final int LONGEST_NAME = 63;

  @Spec private CommandSpec command;

  @Parameters(index = "0", paramLabel = "TYPE", description = "what it is for: " + AVAILABLE)
  private String type;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DIR",
      description = "its folder, which also names it; TYPE by default")
  private @Nullable Path dir;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "lower-case letters, digits and hyphens; the folder's name by default")
  private @Nullable String name;

  @Option(
      names = "--language",
      defaultValue = "pl",
      paramLabel = "pl|en",
      description = "of names, descriptions and comments; ${DEFAULT-VALUE} by default")
  private Language language;

  @Option(
      names = "--timezone",
      defaultValue = "Europe/Warsaw",
      paramLabel = "ZONE",
      description = "in which its schedule is meant; ${DEFAULT-VALUE} by default")
  private String zone;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(command);
    refuseOtherTypes();
    Path folder = (dir == null ? Path.of(type) : dir).toAbsolutePath().normalize();
    if (folder.toString().chars().anyMatch(Character::isISOControl)) {
      throw new CommandException(
          ExitCode.INVALID,
          "the folder's name holds control characters: schedulers cannot name it");
    }
    try {
      LoadedSpec loaded = new NewAgent(folder, agentName(folder), language, zone()).write();
      next(loaded, console);
      return ExitCode.DONE;
    } catch (FileSystemException e) {
      throw new CommandException(
          ExitCode.INVALID, "nothing was written: " + folder + " cannot be written: " + e);
    }
  }

  private void refuseOtherTypes() {
    if (type.equals(AVAILABLE)) {
      return;
    }
    List<String> known =
        Arrays.stream(AgentType.values())
            .map(t -> t.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    throw new CommandException(
        ExitCode.INVALID,
        known.contains(type)
            ? type + ": not yet available; available now: " + AVAILABLE
            : JournalText.plain(type)
                + " is no type of agent; expected one of "
                + String.join(", ", known));
  }

  private String agentName(Path folder) {
    String wanted = name == null ? plain(String.valueOf(folder.getFileName())) : name;
    if (!wanted.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?") || wanted.length() > LONGEST_NAME) {
      throw new CommandException(
          ExitCode.INVALID,
          "\""
              + JournalText.plain(wanted)
              + "\" cannot name an agent: up to "
              + LONGEST_NAME
              + " lower-case letters, digits and hyphens were expected; say --name NAME");
    }
    return wanted;
  }

  /** As the spec takes it: a name, since an offset knows no summer. */
  private ZoneId zone() {
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw new CommandException(
          ExitCode.INVALID,
          "--timezone "
              + JournalText.plain(zone)
              + " is no time zone: a name such as Europe/Warsaw or UTC was expected");
    }
    return ZoneId.of(zone);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text.replace('ł', 'l').replace('Ł', 'l'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  private static void next(LoadedSpec loaded, Console console) {
    String launcher = Launcher.typed();
    String spec = Shell.word(shown(loaded.file()).toString());
    console.result("The agent " + loaded.spec().name() + " lies in " + loaded.folder());
    console.result("");
    console.result("  " + launcher + " run " + spec + " --once     # observes its sample mails");
    console.result("  " + launcher + " journal " + spec + "        # what it would have done");
    console.result("");
    console.result("Its README.md says how to let it act, ask Claude, and put it on a schedule.");
  }

  /** As a person here would type it. */
  private static Path shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }
}
