package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.run.InboxReader;

@Command(
    name = "review",
    description = {
      "What waits for a person, and their answer.",
      "Without ITEM it lists what waits. VERDICT is a category's id, `approve` for the proposed one,"
          + " or `dismiss` where nothing is to be done."
    },
    mixinStandardHelpOptions = true)
final class ReviewCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "the folder that holds the journal")
  private Path state;

  @Option(
      names = "--spec",
      paramLabel = "SPEC",
      description =
          "the agent's YAML file, where its environment binds the key of the texts; by default the"
              + " folder's key file, or AUTOFORGE_KEY")
  private @Nullable Path spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ITEM",
      description = "the item; the first digits of its id are enough")
  private @Nullable String item;

  @Parameters(index = "1", arity = "0..1", paramLabel = "VERDICT")
  private @Nullable String verdict;

  @Override
  public Integer call() throws InterruptedException {
    Console console = Console.of(command);
    try (JournalView view = SqliteView.open(state, TextKeys.found(state, spec))) {
      if (verdict == null) {
        TextKeys.say(view, console);
      }
      if (item == null) {
        return list(view, console);
      }
      String digits = Ids.digits(item);
      String id = Ids.one("item", digits, view.itemsBeginning(digits));
      if (verdict == null) {
        show(view.item(id).orElseThrow(), view, console);
        return ExitCode.DONE;
      }
      return new Word(state, console).say(InboxReader.VERDICT, id, verdict, view);
    }
  }

  private static int list(JournalView view, Console console) {
    List<ItemRow> waiting = view.waiting();
    if (waiting.isEmpty()) {
      console.say("nothing waits for a person");
    }
    JournalText text = text(view, console);
    waiting.forEach(row -> console.result(text.brief(row)));
    return ExitCode.DONE;
  }

  /** A folder tells nothing of its agent's time zone. */
  private static JournalText text(JournalView view, Console console) {
    return new JournalText(view, console, StateOption.UTC);
  }

  private static void show(ItemRow row, JournalView view, Console console) {
    text(view, console).item(row);
    console.result("");
    view.texts(row.id())
        .restored()
        .text()
        .lines()
        .forEach(line -> console.result("  | " + JournalText.plain(line)));
  }
}
