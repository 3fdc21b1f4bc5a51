package pl.automateforge.agent.privacy.sealing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code key} of a state folder: a secret a line, the first one of them ours. Made once,
 * readable by its owner alone.
 */
final class KeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

  static final String NAME = "key";

  private static final int RANDOM_BYTES = 32;
  private static final int MOST_BYTES = 1 << 14;
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private final Path file;

  KeyFile(Path state) {
    this.file = state.resolve(NAME);
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Its keys in their order. */
  List<TextKey> read() {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new KeyException(file + " is no key file: it is larger than " + MOST_BYTES + " B");
      }
      warnOfOthers();
      List<String> lines =
          Files.readString(file, StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      if (lines.isEmpty() || lines.stream().anyMatch(l -> l.length() < TextKey.SHORTEST)) {
        throw new KeyException(
            file
                + " is no key file: a secret of at least "
                + TextKey.SHORTEST
                + " characters a line was expected; restore it from a backup");
      }
      return lines.stream().map(TextKey::of).toList();
    } catch (IOException e) {
      throw new KeyException(
          "the key file "
              + file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "): let the agent's user read it",
          e);
    }
  }

  /** A key file that others read still seals against whoever gets the journal alone. */
  private void warnOfOthers() throws IOException {
    if (!posix()) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      LOG.warn(
          "Others than its owner may use the key file {} ({}); expected chmod 600",
          file,
          PosixFilePermissions.toString(permissions));
    }
  }

  /** Makes it with a new secret; it is whole and on disk before anything is sealed by it. */
  void make() {
    byte[] secret = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(secret);
    String line = Base64.getEncoder().encodeToString(secret) + "\n";
    try {
      Path state = Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft = state.resolve(NAME + ".new");
      Files.deleteIfExists(draft);
      try (FileChannel channel =
          FileChannel.open(
              draft,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownersAlone())) {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      flush(state);
    } catch (IOException e) {
      throw new KeyException(
          "the key file "
              + file
              + " cannot be made ("
              + e.getClass().getSimpleName()
              + "): let the agent's user write to the state folder, or bind privacy.key",
          e);
    }
  }

  private static void flush(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems open no folders: there the move is as durable as it gets.
      LOG.debug("The folder {} cannot be flushed: {}", folder, e.getMessage());
    }
  }

  private FileAttribute<?>[] ownersAlone() throws IOException {
    return posix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private boolean posix() throws IOException {
    return Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
  }
}
