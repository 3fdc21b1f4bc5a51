package pl.automateforge.agent.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "standin",
    description =
        "A stand-in by itself, to try and test with: on this machine only, until it is stopped.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(mail|model|targets)",
    subcommands = {
      StandinMailCommand.class,
      StandinModelCommand.class,
      StandinTargetsCommand.class
    })
final class StandinCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), "which stand-in? mail, model or targets was expected");
  }
}
