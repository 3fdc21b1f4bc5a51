package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.run.StopSignal;
import pl.automateforge.agent.spec.LoadedSpec;

/** Takes an agent's state folder for this process, or ends with the reason why it cannot be had. */
final class Locking {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(50);

  private Locking() {}

  static StateLock take(LoadedSpec loaded, Mode mode, Path folder, Clock clock)
      throws InterruptedException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.INVALID,
          "the state folder "
              + folder
              + " cannot be made ("
              + e.getClass().getSimpleName().replace("Exception", "")
              + "); give one that this user may write to by --state");
    }
    String doing =
        "run "
            + loaded.spec().name()
            + ", mode "
            + mode.name().toLowerCase(Locale.ROOT)
            + ", version "
            + loaded.version().shortForm();
    return switch (acquire(folder, doing, clock)) {
      case StateLock.Attempt.Acquired acquired -> acquired.lock();
      case StateLock.Attempt.Held held ->
          throw new CommandException(
              ExitCode.REFUSED,
              held.detail()
                  + "; wait until that process is through, or end it, and run again: a folder has"
                  + " one agent at a time, and a second agent another folder by --state");
      case StateLock.Attempt.Unusable unusable ->
          throw new CommandException(ExitCode.INVALID, unusable.detail() + "; " + unusable.cure());
    };
  }

  /**
   * A command that deals with the inbox holds the lock for an instant: that is no reason to miss a
   * run.
   */
  private static StateLock.Attempt acquire(Path folder, String doing, Clock clock)
      throws InterruptedException {
    StopSignal pause = new StopSignal();
    Instant until = clock.instant().plus(PATIENCE);
    StateLock.Attempt attempt = StateLock.acquire(folder, doing, clock);
    while (attempt instanceof StateLock.Attempt.Held held
        && held.detail().contains(Word.DOING)
        && clock.instant().isBefore(until)) {
      pause.await(LOOK);
      attempt = StateLock.acquire(folder, doing, clock);
    }
    return attempt;
  }
}
