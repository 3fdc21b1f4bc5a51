package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.JournalJson;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.privacy.sealing.Keyring;

@Command(
    name = "journal",
    description = "What happened to each item, and the sums.",
    mixinStandardHelpOptions = true)
final class JournalCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private StateOption where;

  @Option(names = "--json", description = "one JSON object, for programs; holds no texts")
  private boolean json;

  @Option(
      names = "--item",
      paramLabel = "ID",
      description = "one item with every step; the first digits of its id are enough")
  private @Nullable String item;

  @Option(names = "--all", description = "every item, not only the newest")
  private boolean all;

  @Option(
      names = "--verify",
      description = "goes over the whole hash chain; exit code 1 where it breaks")
  private boolean verify;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(command);
    StateOption.Place place = where.place(console);
    Path folder = place.folder();
    // The JSON holds no texts: whoever reads it needs no key.
    Keyring keys = json || verify ? Keyring.NONE : TextKeys.found(folder, where.spec);
    try (JournalView view = SqliteView.open(folder, keys)) {
      if (verify) {
        return verify(view, console);
      }
      if (!json) {
        TextKeys.say(view, console);
      }
      if (item != null) {
        String digits = Ids.digits(item);
        String id = Ids.one("item", digits, view.itemsBeginning(digits));
        one(
            view.item(id).orElseThrow(),
            view,
            new JournalText(view, console, place.zone()),
            console);
      } else if (json) {
        new JournalJson(view).write(console.out());
        console.out().flush();
      } else {
        console.result("state " + folder);
        JournalText text = new JournalText(view, console, place.zone());
        text.all();
        JournalItems items = new JournalItems(view, console, text);
        if (all) {
          items.all();
        } else {
          items.newest();
        }
      }
      return ExitCode.DONE;
    }
  }

  private void one(ItemRow row, JournalView view, JournalText text, Console console)
      throws IOException {
    if (json) {
      new JournalJson(view).write(row, console.out());
      console.out().flush();
    } else {
      text.item(row);
    }
  }

  private static int verify(JournalView view, Console console) {
    return view.firstBrokenLink()
        .map(seq -> {
          console.result("the chain breaks at fact " + seq + ": someone changed the journal");
          return ExitCode.NO;
        })
        .orElseGet(() -> {
          console.result("the chain is whole");
          return ExitCode.DONE;
        });
  }
}
