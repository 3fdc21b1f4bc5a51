package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.run.InboxReader;

@Command(
    name = "resolve",
    description =
        "Settles an ambiguous effect: a person says whether it was sent, was not, or is to be sent again.",
    mixinStandardHelpOptions = true)
final class ResolveCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "the folder that holds the journal")
  private Path state;

  @Parameters(
      index = "0",
      paramLabel = "EFFECT",
      description = "the effect; the first digits of its id are enough")
  private String effect;

  @Parameters(index = "1", paramLabel = "(sent|not-sent|again)")
  private String how;

  @Override
  public Integer call() throws InterruptedException {
    Console console = Console.of(command);
    if (!how.matches("sent|not-sent|again")) {
      throw new CommandException(
          ExitCode.INVALID, how + " settles nothing: sent, not-sent or again was expected");
    }
    try (JournalView view = SqliteView.open(state)) {
      String digits = Ids.digits(effect);
      String id = Ids.one("effect", digits, view.effectsBeginning(digits));
      return new Word(state, console).say(InboxReader.RESOLVE, id, how, view);
    }
  }
}
