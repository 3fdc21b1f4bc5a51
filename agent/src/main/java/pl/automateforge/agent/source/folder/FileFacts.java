package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What tells a changed file from an unchanged one without reading it.
 *
 * @param key the inode where the file system has one
 */
record FileFacts(long size, FileTime modified, @Nullable Object key) {

  static FileFacts of(BasicFileAttributes attributes) {
    return new FileFacts(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  static FileFacts of(Path file, LinkOption... options) throws IOException {
    return of(Files.readAttributes(file, BasicFileAttributes.class, options));
  }

  /**
   * When the file came to its place: moving a file keeps its modification time but not this. The
   * modification time where the file system cannot say.
   */
  static Instant arrived(Path file, FileFacts facts) {
    try {
      return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return facts.modified().toInstant();
    }
  }
}
