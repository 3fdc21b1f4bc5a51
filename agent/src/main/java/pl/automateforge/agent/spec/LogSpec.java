package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;
import static pl.automateforge.agent.spec.ChangeMark.OPERATIONAL;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the log goes.
 *
 * @param file absolute; null for standard error only
 * @param maxSize bytes at which a file is rotated
 */
public record LogSpec(
    @Default("INFO") @Change(OPERATIONAL) @Doc("How much is logged.") Level level,
    @Change(MATERIAL) @Doc("The file, relative to this file; without it, standard error only.")
        @Nullable Path file,
    @Default("10MB")
        @DataSize
        @Between(min = "1KB", max = "100GB")
        @Change(MATERIAL)
        @Doc("The size at which the file is rotated.")
        long maxSize,
    @Default("30d")
        @Between(min = "1h", max = "3650d")
        @Change(MATERIAL)
        @Doc("How long rotated files are kept.")
        Duration keep) {
  /** How much is logged. */
  @AsWritten
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }
}
