package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.spec.LoadedSpec;

/** Takes an agent's state folder for this process, or ends with the reason why it cannot be had. */
final class Locking {
  private Locking() {}

  static StateLock take(LoadedSpec loaded, Mode mode, Path folder, Clock clock) throws IOException {
    Files.createDirectories(folder);
    String doing =
        "run "
            + loaded.spec().name()
            + ", mode "
            + mode.name().toLowerCase(Locale.ROOT)
            + ", version "
            + loaded.version().shortForm();
    return switch (StateLock.acquire(folder, doing, clock)) {
      case StateLock.Attempt.Acquired acquired -> acquired.lock();
      case StateLock.Attempt.Held held ->
          throw new CommandException(ExitCode.REFUSED, held.detail());
      case StateLock.Attempt.Unusable unusable ->
          throw new CommandException(ExitCode.INVALID, unusable.detail() + "; " + unusable.cure());
    };
  }
}
