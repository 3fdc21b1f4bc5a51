package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;

/**
 * Mail from a folder of {@code .eml} files, or from one mbox file where the path is a file. A
 * message is known by its place and its content: the same file with other bytes is another item.
 *
 * <p>One thread at a time, but the bytes of items may be read from any thread. Unchanged files are
 * not read twice in the life of one instance. A writer should write elsewhere and move files in: a
 * file that is still being written is taken for what it holds unless it changes while it is read.
 */
public final class FolderSource implements Source {
  static final String CONTAINER = "folder";

  private final Path path;
  private final @Nullable Duration since;
  private final Clock clock;
  private final FolderLimits limits;
  private final EmlFiles folder;
  private final MboxFile mbox;

  /**
   * Touches nothing yet.
   *
   * @param path absolute
   * @param since how far back the first run reaches; null for everything
   */
  public FolderSource(Path path, @Nullable Duration since, Clock clock, FolderLimits limits) {
    this(path, since, clock, limits, Files::newByteChannel);
  }

  FolderSource(
      Path path, @Nullable Duration since, Clock clock, FolderLimits limits, FileOpener opener) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("a source's path is absolute, got '" + path + "'");
    }
    if (since != null && (since.isNegative() || since.isZero())) {
      throw new IllegalArgumentException("since is longer than nothing, got " + since);
    }
    this.path = path;
    this.since = since;
    this.clock = clock;
    this.limits = limits;
    folder = new EmlFiles(path, opener, limits);
    mbox = new MboxFile(path, opener, limits);
  }

  @Override
  public Batch fetch(Cursor after, Known known, int limit) throws IOException {
    FirstRun first = FirstRun.of(after, since, clock.instant());
    var problems = new Problems(limits.problems());
    List<SourceItem> items = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (Mails.Mail mail : oldestFirst(problems)) {
      if (items.size() >= limit) {
        break;
      }
      boolean leftOut = first.leavesOut(mail);
      if (leftOut && skipped.size() >= limits.skipped()) {
        continue;
      }
      SourceItem item = itemOf(mail, problems);
      if (item == null || known.contains(item.identity())) {
        continue;
      }
      if (leftOut) {
        skipped.add(new Skipped(item.identity(), FirstRun.FILTER));
      } else {
        items.add(item);
      }
    }
    return new Batch(items, first.cursor(), problems.lines(), skipped);
  }

  @Override
  public @Nullable SourceItem find(ItemIdentity identity) throws IOException {
    return identity.container().equals(CONTAINER) ? mails().find(identity) : null;
  }

  /** Nothing is marked in files: the journal alone knows. */
  @Override
  public void settle(ItemIdentity identity) {}

  /**
   * Counts messages the journal does not know; one that cannot be read now, or that a filter will
   * leave out but no batch reported yet, still waits and counts.
   */
  @Override
  public long backlog(Cursor after, Known known) throws IOException {
    var problems = new Problems(1);
    long unknown = 0;
    for (Mails.Mail mail : oldestFirst(problems)) {
      SourceItem item = itemOf(mail, problems);
      if (item == null || !known.contains(item.identity())) {
        unknown++;
      }
    }
    return unknown;
  }

  @Override
  public CheckResult check() {
    try {
      return new CheckResult.Fine(path + ": " + mails().describe());
    } catch (IOException e) {
      String why = sentence(e).getMessage();
      return new CheckResult.Failed(
          why == null ? e.toString() : why,
          "let source.path name a folder of .eml files or one mbox file that this user may read");
    }
  }

  /** Into a folder of files; an mbox file may have a writer of its own, so nothing is put there. */
  @Override
  public Optional<Planted> plant(byte[] mail) throws IOException {
    if (!Files.isDirectory(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(PlantedFile.in(path, mail, folder));
    } catch (IOException e) {
      throw sentence(e);
    }
  }

  @Override
  public void close() {
    folder.forget();
    mbox.forget();
  }

  private static @Nullable SourceItem itemOf(Mails.Mail mail, Problems problems) {
    try {
      return mail.item();
    } catch (IOException e) {
      problems.add(e.getMessage() + "; it is left for the next run");
      return null;
    }
  }

  private List<? extends Mails.Mail> oldestFirst(Problems problems) throws IOException {
    try {
      return mails().oldestFirst(problems);
    } catch (IOException e) {
      throw sentence(e);
    }
  }

  private Mails mails() throws IOException {
    if (Files.isDirectory(path)) {
      return folder;
    }
    if (Files.isRegularFile(path)) {
      return mbox;
    }
    throw new IOException(
        Files.exists(path)
            ? "the source " + path + " is neither a folder nor a file"
            : "the source " + path + " does not exist");
  }

  /** An exception of the file system says only a path; a person needs a sentence. */
  private IOException sentence(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> new IOException("the source " + path + " does not exist", e);
      case AccessDeniedException _ ->
          new IOException("the source " + path + " may not be read by this user", e);
      case FileSystemException _ ->
          new IOException("the source " + path + " cannot be read: " + e.getMessage(), e);
      default -> e;
    };
  }
}
