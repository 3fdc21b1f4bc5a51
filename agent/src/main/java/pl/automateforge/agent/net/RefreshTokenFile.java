package pl.automateforge.agent.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.Secret;

/**
 * The refresh token that a service gave in place of the bound one, in a file that only its owner
 * may read. It counts for the bound token that it descends from, so that a newly bound one wins.
 */
final class RefreshTokenFile {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshTokenFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 128 * 1024;

  /** A file lock holds between processes only; within this one, these do. */
  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Path file;
  private final String bound;

  RefreshTokenFile(Path file, Secret bound) {
    this.file = file.toAbsolutePath().normalize();
    this.bound = Hashes.sha256("refresh token", bound.value());
  }

  /** What is done while nobody else, in this process or another, renews by the same token. */
  @FunctionalInterface
  interface Renewal<T> {
    T run() throws IOException;
  }

  <T> T alone(Renewal<T> renewal) throws IOException, InterruptedException {
    ReentrantLock mine = LOCKS.computeIfAbsent(file, path -> new ReentrantLock());
    mine.lockInterruptibly();
    try {
      Files.createDirectories(folder());
      try (FileChannel channel = open(sibling(".lock"));
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("the lock beside " + file + " was lost");
        }
        return renewal.run();
      }
    } finally {
      mine.unlock();
    }
  }

  /** The token that came in place of the bound one; empty where none did. */
  Optional<Secret> read() throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    JsonNode kept = parsed(bytes);
    String token = kept.path("refreshToken").asText("");
    return kept.path("bound").asText("").equals(bound) && !token.isEmpty()
        ? Optional.of(new Secret(token))
        : Optional.empty();
  }

  private JsonNode parsed(byte[] bytes) {
    try {
      JsonNode kept = JSON.readTree(bytes);
      return kept == null ? JsonNodeFactory.instance.missingNode() : kept;
    } catch (IOException e) {
      // The parser's message would quote the token.
      LOG.warn("{} is damaged; the bound refresh token is used", file);
      return JsonNodeFactory.instance.missingNode();
    }
  }

  /** Keeps the token: on return it would outlive a power failure. */
  void write(Secret token) throws IOException {
    ObjectNode kept = JSON.createObjectNode();
    kept.put("bound", bound).put("refreshToken", token.value());
    Path fresh = sibling(".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel = open(fresh)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(kept));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder();
  }

  AccessTokenException unusable(IOException e) {
    return new AccessTokenException(
        "the refresh token kept in " + file + " cannot be used: " + e,
        "let the agent's user read and write its state folder",
        true,
        e);
  }

  private void syncFolder() {
    try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debug("the folder {} cannot be synchronized: {}", folder(), e.toString());
    }
  }

  private FileChannel open(Path path) throws IOException {
    boolean posix = Files.getFileStore(folder()).supportsFileAttributeView("posix");
    FileAttribute<?>[] owner =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(
        path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner);
  }

  private Path folder() {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalStateException("a file of tokens lies in a folder, got " + file);
    }
    return parent;
  }

  private Path sibling(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
