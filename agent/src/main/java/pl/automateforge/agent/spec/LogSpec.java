package pl.automateforge.agent.spec;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the log goes.
 *
 * @param file absolute; null for standard error only
 * @param maxSize bytes at which a file is rotated
 */
public record LogSpec(Level level, @Nullable Path file, long maxSize, Duration keep) {
  /** How much is logged. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }
}
