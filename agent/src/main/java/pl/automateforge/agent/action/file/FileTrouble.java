package pl.automateforge.agent.action.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can keep a file from being appended to, and the words for it. */
final class FileTrouble {
  private static final long MEBIBYTE = 1024L * 1024;
  private static final long ENOUGH = 16 * MEBIBYTE;

  private FileTrouble() {}

  /**
   * Tells from outside whether the file could be appended to, without creating or changing it.
   *
   * @return what was seen, in a sentence
   */
  static String look(Path path) throws IOException {
    requireFolder(path);
    requireRegularOrAbsent(path);
    if (Files.exists(path)) {
      FileChannel.open(path, StandardOpenOption.WRITE).close();
    } else if (!Files.isWritable(folder(path))) {
      throw new AccessDeniedException(folder(path).toString());
    }
    long free = Files.getFileStore(folder(path)).getUsableSpace();
    if (free < ENOUGH) {
      throw new IOException(
          String.format(Locale.ROOT, "only %d MiB are free on its disk", free / MEBIBYTE));
    }
    return String.format(Locale.ROOT, "%s can be written, %d MiB are free", path, free / MEBIBYTE);
  }

  static void requireFolder(Path path) throws IOException {
    if (!Files.isDirectory(folder(path))) {
      throw new NoSuchFileException(folder(path).toString(), null, "there is no such folder");
    }
  }

  static void requireRegularOrAbsent(Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new FileSystemException(
          path.toString(), null, Files.isDirectory(path) ? "it is a folder" : "it is no file");
    }
  }

  static String sentence(Path path, @Nullable Throwable cause) {
    return "cannot append to " + path + ": " + reason(cause);
  }

  static Path folder(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path.toAbsolutePath() : parent;
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case NoSuchFileException e when e.getReason() == null -> e.getFile() + " does not exist";
      case AccessDeniedException e -> "no right to write " + e.getFile();
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      case null -> "unknown";
      default -> {
        String message = cause.getMessage();
        yield message == null ? cause.getClass().getSimpleName() : message;
      }
    };
  }
}
