package pl.automateforge.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds real data that lies beside the repository and is not part of it. */
public final class TestData {
  private TestData() {}

  /**
   * A file or folder below {@code shared/data}: where {@code AUTOFORGE_SHARED_DATA} (property or
   * environment) says, else beside the working directory or one of the folders above it.
   */
  public static Optional<Path> shared(String relative) {
    String configured =
        System.getProperty("AUTOFORGE_SHARED_DATA", System.getenv("AUTOFORGE_SHARED_DATA"));
    if (configured != null) {
      return Optional.of(Path.of(configured, relative)).filter(Files::exists);
    }
    @Nullable Path folder = Path.of(System.getProperty("user.dir", ".")).toAbsolutePath();
    while (folder != null) {
      Path candidate = folder.resolve("shared/data").resolve(relative);
      if (Files.exists(candidate)) {
        return Optional.of(candidate);
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }
}
