package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.run.InboxReader;

@Command(
    name = "mode",
    description = {
      "Tells an agent at work to observe, or to act, from here on: a run that is under way ends in"
          + " good order.",
      "Holds until the agent is started again."
    },
    mixinStandardHelpOptions = true)
final class ModeCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "the folder that holds the journal")
  private Path state;

  @Parameters(index = "0", paramLabel = "(observe|production)")
  private Mode mode;

  @Override
  public Integer call() throws InterruptedException {
    try (JournalView view = SqliteView.open(state)) {
      return new Word(state, Console.of(command))
          .say(InboxReader.MODE, "", mode.name().toLowerCase(Locale.ROOT), view);
    }
  }
}
