package pl.automateforge.agent.action.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON lines that only grows by whole, forced lines. Opened when first needed, and again
 * when someone moved it away. One thread at a time.
 */
final class JsonLinesFile implements AutoCloseable {

  /** Opens the file for appending. */
  @FunctionalInterface
  interface Opener {
    FileChannel open(Path path) throws IOException;
  }

  private static final Opener DISK =
      path ->
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final Path path;
  private final Opener opener;
  private @Nullable FileChannel channel;
  private @Nullable Object openedKey;
  private @Nullable EffectIndex index;

  JsonLinesFile(Path path) {
    this(path, DISK);
  }

  JsonLinesFile(Path path, Opener opener) {
    this.path = path;
    this.opener = opener;
  }

  /** Writes what is not there yet and settles each line's fate. Never throws. */
  void append(List<Line> lines) {
    try {
      FileChannel open = opened();
      if (index == null && lines.stream().anyMatch(Line::lookFirst)) {
        index = EffectIndex.of(path);
      }
      List<Line> missing = missing(lines);
      write(open, missing);
      missing.forEach(line -> line.fate().complete(Line.Fate.WRITTEN));
      lines.forEach(line -> line.fate().complete(Line.Fate.ALREADY_THERE));
    } catch (IOException | RuntimeException e) {
      lines.forEach(line -> line.fate().completeExceptionally(e));
    } finally {
      // Also where an Error ends this thread nobody may wait for ever.
      lines.forEach(line -> line.fate().cancel(false));
    }
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      closeQuietly(open);
    }
  }

  private FileChannel opened() throws IOException {
    FileChannel open = channel;
    if (open != null && open.isOpen() && key().equals(openedKey)) {
      return open;
    }
    close();
    return open();
  }

  private FileChannel open() throws IOException {
    FileTrouble.requireFolder(path);
    FileTrouble.requireRegularOrAbsent(path);
    boolean created = Files.notExists(path);
    if (!created) {
      TornTail.mend(path);
    }
    FileChannel open = opener.open(path);
    channel = open;
    openedKey = key();
    if (created) {
      forceFolder();
    }
    if (index != null) {
      index.read(path);
    }
    return open;
  }

  private List<Line> missing(List<Line> lines) {
    EffectIndex known = index;
    if (known == null) {
      return lines;
    }
    List<Line> missing = new ArrayList<>();
    for (Line line : lines) {
      if (known.add(line.effect())) {
        missing.add(line);
      }
    }
    return missing;
  }

  private void write(FileChannel open, List<Line> lines) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    long before = open.size();
    try {
      ByteBuffer bytes = bytes(lines);
      while (bytes.hasRemaining()) {
        open.write(bytes);
      }
      open.force(false);
    } catch (IOException e) {
      undo(open, before);
      throw e;
    }
  }

  /**
   * Takes back what a failed write may have left. Whether that worked is not relied on: from now on
   * each line is looked for in the file first, as it really is.
   */
  private void undo(FileChannel open, long before) {
    try {
      open.truncate(before);
      open.force(true);
    } catch (IOException e) {
      // The disk fails: the index below is read anew before the next line.
    }
    close();
    index = new EffectIndex();
  }

  /** Changes when another file stands at the path; without inodes only absence shows. */
  private Object key() throws IOException {
    try {
      Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return key == null ? path : key;
    } catch (NoSuchFileException e) {
      return "absent";
    }
  }

  private void forceFolder() {
    try (FileChannel folder = FileChannel.open(FileTrouble.folder(path), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      // Some systems cannot force a folder; there the name is durable by itself.
    }
  }

  private static ByteBuffer bytes(List<Line> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024 * lines.size());
    for (Line line : lines) {
      bytes.writeBytes(line.json());
      bytes.write('\n');
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static void closeQuietly(FileChannel open) {
    try {
      open.close();
    } catch (IOException e) {
      // Every line was forced: nothing can be lost here.
    }
  }
}
