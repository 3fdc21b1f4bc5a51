package pl.automateforge.agent.proof;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.run.StateLock;

/** A folder for trying things out, beside what it stands for; gone when closed. */
final class Scratch implements AutoCloseable {
  private final Path root;
  private final Clock clock;

  private Scratch(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  /** Within the state folder, so that it lies on the same disk. */
  static Scratch in(Path state, Clock clock) throws IOException {
    return new Scratch(Files.createTempDirectory(state, "check"), clock);
  }

  /** A new folder in it. */
  Path folder(String name) throws IOException {
    return Files.createTempDirectory(root, name);
  }

  /** Something to do meanwhile. */
  @FunctionalInterface
  interface Work<T> {
    T call() throws IOException, InterruptedException;
  }

  /** Does something while this process holds a folder's lock. */
  <T> T whileLocked(Path folder, Work<T> work) throws IOException, InterruptedException {
    return switch (StateLock.acquire(folder, "check --exercise", clock)) {
      case StateLock.Attempt.Acquired acquired -> {
        try (StateLock _ = acquired.lock()) {
          yield work.call();
        }
      }
      case StateLock.Attempt.Held held -> throw new IOException(held.detail());
      case StateLock.Attempt.Unusable unusable ->
          throw new IOException(unusable.detail() + "; " + unusable.cure());
    };
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
