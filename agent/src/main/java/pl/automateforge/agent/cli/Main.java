package pl.automateforge.agent.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.journal.JournalException;
import pl.automateforge.agent.privacy.sealing.KeyException;

/**
 * The command line: parses, runs one command, and turns whatever goes wrong into a sentence and an
 * exit code.
 */
@Command(
    name = "autoforge",
    description = "Puts AI agents to work for clients, and keeps the word given about them.",
    mixinStandardHelpOptions = true,
    versionProvider = Release.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      NewCommand.class,
      ValidateCommand.class,
      CheckCommand.class,
      TrialCommand.class,
      RunCommand.class,
      JournalCommand.class,
      ReviewCommand.class,
      ResolveCommand.class,
      EraseCommand.class,
      ModeCommand.class,
      RedactCommand.class,
      SchemaCommand.class,
      StandinCommand.class,
      DoctorCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:it ran, and the answer is no: a check failed, a run had failures",
      "2:wrong call, or an invalid file",
      "3:refused for safety: lock held, data may not leave, texts sealed by another key, items paused by the budget",
      "70:AutoForge's own fault"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec command;

  /** Runs one command and leaves the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /** Runs one command and returns its exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  /** The whole command line, for running it and for writing its reference. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, line, _) -> sentence(e, line))
        .setParameterExceptionHandler((e, _) -> wrongCall(e));
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), "a command is missing; `autoforge --help` lists them");
  }

  private static int sentence(Exception e, CommandLine line) {
    PrintWriter err = line.getErr();
    return switch (e) {
      case CommandException expected -> {
        err.println("autoforge: " + expected.getMessage());
        yield expected.code();
      }
      case JournalException journal -> {
        err.println("autoforge: " + journal.getMessage());
        yield ExitCode.INVALID;
      }
      case KeyException key -> {
        err.println("autoforge: " + key.getMessage());
        yield ExitCode.REFUSED;
      }
      default -> {
        err.println("autoforge: its own fault, please report it: " + e);
        e.printStackTrace(err);
        yield ExitCode.FAULT;
      }
    };
  }

  private static int wrongCall(ParameterException e) {
    CommandLine line = e.getCommandLine();
    line.getErr().println("autoforge: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
      line.getErr()
          .println("`" + line.getCommandSpec().qualifiedName() + " --help` shows how to call it.");
    }
    return ExitCode.INVALID;
  }
}
