package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.run.InboxReader;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.run.StopSignal;
import pl.automateforge.agent.run.VersionPlans;

/**
 * A person's word to an agent: it goes into the inbox. A running agent deals with it; where none
 * runs, this process takes the lock and records it, and what follows from it happens in the agent's
 * next run.
 */
record Word(Path state, Console console) {
  /** What the lock says while a command deals with the inbox. */
  static final String DOING = "deals with the inbox";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);

  int say(String kind, String subject, String word, JournalView view) throws InterruptedException {
    Clock clock = Clock.systemUTC();
    String by = System.getProperty("user.name", "unknown");
    long id = SqliteJournal.say(state, kind, subject, word, by, clock.instant());
    Instant until = clock.instant().plus(PATIENCE);
    StopSignal pause = new StopSignal();
    while (clock.instant().isBefore(until)) {
      recordIfNobodyRuns(view, clock);
      Optional<String> result = view.inboxResult(id);
      if (result.isPresent()) {
        return answer(result.get());
      }
      pause.await(LOOK);
    }
    console.result("left for the agent: it is busy, and deals with it when it is through");
    return ExitCode.DONE;
  }

  private int answer(String result) {
    console.result(result);
    return result.startsWith("refused") ? ExitCode.INVALID : ExitCode.DONE;
  }

  private void recordIfNobodyRuns(JournalView view, Clock clock) {
    StateLock.Attempt attempt = StateLock.acquire(state, DOING, clock);
    if (attempt instanceof StateLock.Attempt.Unusable unusable) {
      throw new CommandException(ExitCode.INVALID, unusable.detail() + "; " + unusable.cure());
    }
    if (attempt instanceof StateLock.Attempt.Acquired acquired) {
      try (StateLock _ = acquired.lock();
          SqliteJournal journal =
              SqliteJournal.open(state, view.agent().orElse(""), Keyring.NONE, clock)) {
        InboxReader inbox = new InboxReader(journal, VersionPlans.of(journal.view()));
        if (inbox.consume()) {
          console.say("recorded; what follows from it happens in the agent's next run");
        }
      }
    }
  }
}
