package pl.automateforge.agent.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One process for one state folder: an operating system's lock on the file {@code lock} in it,
 * which names its holder. The system releases it however the process ends, so that a file left
 * behind is no obstacle; it stays where it is, since who deletes a lock file makes room for two
 * holders.
 *
 * <p>Safe for all threads. Never open the file elsewhere in a process that holds it: on POSIX
 * systems closing any handle of a file gives up the process's locks on it.
 */
public final class StateLock implements AutoCloseable {
  /** The lock's file within the state folder. */
  public static final String FILE = "lock";

  /** The byte that is locked lies beyond the text, so that Windows lets others read the holder. */
  private static final long LOCKED_BYTE = 1L << 30;

  private static final int MAX_TEXT = 4096;

  /** The locks of this process by their file, so that a second attempt never opens that file. */
  private static final Map<Object, StateLock> HERE = new HashMap<>();

  private final Path file;
  private final Object key;
  private final LockHolder holder;
  private final FileChannel channel;
  private boolean closed;

  private StateLock(Path file, Object key, LockHolder holder, FileChannel channel) {
    this.file = file;
    this.key = key;
    this.holder = holder;
    this.channel = channel;
  }

  /** What came of trying to get the lock. */
  public sealed interface Attempt {
    /** It is ours until closed. */
    record Acquired(StateLock lock) implements Attempt {}

    /**
     * Somebody else has it.
     *
     * @param holder null where what the file says is unreadable or names a process that is gone
     * @param detail who has it, in a sentence
     */
    record Held(@Nullable LockHolder holder, String detail) implements Attempt {}

    /**
     * The folder cannot be locked.
     *
     * @param cure what a person can do about it
     */
    record Unusable(String detail, String cure) implements Attempt {}
  }

  /**
   * Tries to get the lock, without waiting.
   *
   * @param folder the state folder, which must exist
   * @param doing what others are told that this process does here, such as {@code run acme-biuro,
   *     mode observe, version 4f2a}
   */
  public static Attempt acquire(Path folder, String doing, Clock clock) {
    Path file = folder.resolve(FILE);
    if (!Files.isDirectory(folder)) {
      String what = Files.exists(folder) ? " is no folder" : " does not exist";
      return new Attempt.Unusable(
          "state folder " + folder + what, "create it, or name another with --state");
    }
    synchronized (HERE) {
      try {
        return acquire(file, LockHolder.here(clock.instant(), doing));
      } catch (AccessDeniedException e) {
        return new Attempt.Unusable(
            file + " may not be written by " + System.getProperty("user.name"),
            "give that user write access to " + folder);
      } catch (IOException e) {
        return new Attempt.Unusable(
            file + " cannot be locked: " + e.getMessage(),
            "look whether " + folder + " is a local folder that can be written");
      }
    }
  }

  private static Attempt acquire(Path file, LockHolder self) throws IOException {
    StateLock ours = Files.exists(file) ? HERE.get(key(file)) : null;
    if (ours != null) {
      return held(file, ours.holder);
    }
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    boolean keep = false;
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        return held(file, LockHolder.parse(read(channel)).orElse(null));
      }
      keep = true;
      return new Attempt.Acquired(acquired(file, self, channel));
    } catch (OverlappingFileLockException e) {
      // Held by other code of this process: closing the channel would give that lock up.
      keep = true;
      return held(file, null);
    } finally {
      if (!keep) {
        channel.close();
      }
    }
  }

  private static StateLock acquired(Path file, LockHolder self, FileChannel channel)
      throws IOException {
    StateLock lock = new StateLock(file, key(file), self, channel);
    try {
      write(channel, self.text());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    HERE.put(lock.key, lock);
    return lock;
  }

  private static Attempt.Held held(Path file, @Nullable LockHolder holder) {
    if (holder == null || holder.gone()) {
      return new Attempt.Held(
          null, file + " is held by a process that has not written its name there");
    }
    return new Attempt.Held(holder, file + " is held by " + holder);
  }

  private static Object key(Path file) throws IOException {
    Object key =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    return key == null ? file.toRealPath() : key;
  }

  /** The start of the file; the channel stays open. */
  private static byte[] read(FileChannel channel) throws IOException {
    return Channels.newInputStream(channel.position(0)).readNBytes(MAX_TEXT);
  }

  private static void write(FileChannel channel, byte[] text) throws IOException {
    channel.truncate(0);
    ByteBuffer buffer = ByteBuffer.wrap(text);
    while (buffer.hasRemaining()) {
      channel.write(buffer, buffer.position());
    }
    channel.force(true);
  }

  /** Who holds it: this process. */
  public LockHolder holder() {
    return holder;
  }

  /** Why the lock no longer protects anything, such as a deleted file; empty while it does. */
  public Optional<String> broken() {
    synchronized (HERE) {
      if (closed) {
        return Optional.of(file + " was released");
      }
      try {
        return key(file).equals(key)
            ? Optional.empty()
            : Optional.of(file + " was replaced by another file");
      } catch (NoSuchFileException _) {
        return Optional.of(file + " is gone");
      } catch (IOException _) {
        // A disk that cannot be read says nothing about who holds the lock.
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() {
    synchronized (HERE) {
      if (closed) {
        return;
      }
      closed = true;
      HERE.remove(key);
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot release " + file, e);
      }
    }
  }
}
