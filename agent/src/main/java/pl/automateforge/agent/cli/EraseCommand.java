package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mentions;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.run.Erasure;
import pl.automateforge.agent.run.InboxReader;
import pl.automateforge.agent.run.Person;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.run.StopSignal;

@Command(
    name = "erase",
    description = {
      "One person's data, out of texts and tokens.",
      "Empties the texts of every item that mentions the person, and says which effects such items"
          + " had: what these sent elsewhere lies beyond AutoForge's reach."
    },
    mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(100);

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

  @Option(names = "--json", description = "one JSON object, for programs")
  private boolean json;

  @Option(
      names = "--lost-key",
      paramLabel = "FINGERPRINT",
      description = "instead of a person: the texts that a key sealed which nobody has any more")
  private @Nullable String lostKey;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PERSON",
      description = "an address, a name or a number, of at least 3 letters or digits")
  private @Nullable String given;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Console console = Console.of(command);
    if ((given == null) == (lostKey == null)) {
      throw new CommandException(
          ExitCode.INVALID, "whom? Name one PERSON, or the --lost-key of texts nobody can read");
    }
    Keyring keys = TextKeys.found(state, spec);
    try (JournalView view = SqliteView.open(state, keys)) {
      Erased erased = new Erased(view, console, json);
      if (lostKey != null) {
        return erased.report(emptySealedBy(lostKey, keys, view));
      }
      Person person = person(String.valueOf(given));
      Optional<List<String>> items = erase(person, keys, view);
      return items.isPresent() ? erased.report(items.get()) : erased.left();
    }
  }

  private static Person person(String given) {
    return Person.of(given)
        .orElseThrow(() ->
            new CommandException(
                ExitCode.INVALID,
                "that tells nobody from others: an address, a name or a number of at least "
                    + Person.SHORTEST
                    + " letters or digits was expected, and of one line"));
  }

  /** The items; empty where a busy agent will see to it. */
  private Optional<List<String>> erase(Person person, Keyring keys, JournalView view)
      throws InterruptedException {
    Clock clock = Clock.systemUTC();
    StateLock.Attempt attempt = StateLock.acquire(state, Word.DOING, clock);
    return switch (attempt) {
      case StateLock.Attempt.Acquired acquired -> {
        try (StateLock _ = acquired.lock()) {
          yield Optional.of(byOurselves(person, keys, view, clock));
        }
      }
      case StateLock.Attempt.Held _ -> byTheAgent(view, clock);
      case StateLock.Attempt.Unusable unusable ->
          throw new CommandException(ExitCode.INVALID, unusable.detail() + "; " + unusable.cure());
    };
  }

  /** The order of the agent's keys is not known here: the key that seals goes on to seal. */
  private List<String> byOurselves(Person person, Keyring keys, JournalView view, Clock clock) {
    List<String> sealing = List.copyOf(view.sealingKeys());
    List<Entry> entries = Erasure.of(person, view);
    Keyring same = sealing.isEmpty() ? Keyring.NONE : keys.ledBy(sealing.getLast());
    try (SqliteJournal journal = SqliteJournal.open(state, view.agent().orElse(""), same, clock)) {
      journal.commit(entries);
    }
    return Erasure.items(entries);
  }

  private Optional<List<String>> byTheAgent(JournalView view, Clock clock)
      throws InterruptedException {
    String by = System.getProperty("user.name", "unknown");
    long id =
        SqliteJournal.say(state, InboxReader.ERASE, String.valueOf(given), "", by, clock.instant());
    Instant until = clock.instant().plus(PATIENCE);
    StopSignal pause = new StopSignal();
    while (clock.instant().isBefore(until)) {
      Optional<String> result = view.inboxResult(id);
      if (result.isPresent()) {
        return Optional.of(items(result.get()));
      }
      pause.await(LOOK);
    }
    return Optional.empty();
  }

  private static List<String> items(String result) {
    if (!result.startsWith(InboxReader.ERASED)) {
      throw new CommandException(ExitCode.INVALID, result);
    }
    String ids = result.substring(InboxReader.ERASED.length()).strip();
    return ids.isEmpty() ? List.of() : List.of(ids.split(" "));
  }

  private List<String> emptySealedBy(String key, Keyring keys, JournalView view) {
    if (keys.holds(key)) {
      throw new CommandException(
          ExitCode.REFUSED, "the key " + key + " is at hand: its texts can be read");
    }
    if (!Set.copyOf(view.sealingKeys()).contains(key)) {
      throw new CommandException(
          ExitCode.INVALID,
          "no text lies under a key "
              + key
              + "; the journal names "
              + String.join(", ", view.sealingKeys()));
    }
    Clock clock = Clock.systemUTC();
    if (!(StateLock.acquire(state, Word.DOING, clock)
        instanceof StateLock.Attempt.Acquired acquired)) {
      throw new CommandException(
          ExitCode.REFUSED, "the state folder is in use: stop its agent first");
    }
    try (StateLock _ = acquired.lock();
        SqliteJournal journal =
            SqliteJournal.open(state, view.agent().orElse(""), Keyring.NONE, clock)) {
      Mentions sealed = view.sealedBy(key);
      List<Entry> entries = new ArrayList<>(Erasure.of(sealed, view));
      journal.commit(entries);
      return Erasure.items(entries);
    }
  }
}
