package pl.automateforge.agent.decision.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trained models as files in the agent's state folder, one for each set of examples. Only a cache:
 * what is absent, damaged or of an older revision is trained again, what cannot be written is
 * reported and done without.
 */
final class LocalModelStore {
  /** A rollback finds the models of the last versions ready. */
  private static final int KEPT = 4;

  private static final Logger log = LoggerFactory.getLogger(LocalModelStore.class);

  private final Path folder;
  private final String revision;

  LocalModelStore(Path folder, String revision) {
    this.folder = folder;
    this.revision = revision;
  }

  /** Where the model with this key lies or would lie. */
  Path file(String key) {
    return folder.resolve("local-" + key.substring(0, 16) + ".model");
  }

  boolean holds(String key) {
    return Files.isRegularFile(file(key));
  }

  Optional<LocalModel> load(String key) {
    Path file = file(key);
    try {
      return Optional.of(LocalModelCodec.decode(Files.readAllBytes(file), revision, key));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      log.warn("Model file {} cannot be used: {}. It is trained again.", file, e.getMessage());
      return Optional.empty();
    }
  }

  void save(LocalModel model, String key) {
    Path file = file(key);
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "local-", ".new");
      try {
        write(fresh, LocalModelCodec.encode(model, revision, key));
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
      removeOld();
    } catch (IOException e) {
      log.warn("Model file {} cannot be written: {}. It is trained at each start.", file, e, e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private void removeOld() throws IOException {
    List<Path> models;
    try (Stream<Path> files = Files.list(folder)) {
      models =
          files
              .filter(f -> f.getFileName().toString().matches("local-[0-9a-f]{16}\\.model"))
              .sorted(Comparator.comparingLong((Path f) -> f.toFile().lastModified()).reversed())
              .toList();
    }
    for (Path old : models.subList(Math.min(KEPT, models.size()), models.size())) {
      Files.deleteIfExists(old);
    }
  }
}
