package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a folder for {@code .eml} files. Hidden folders are not entered. A link to a folder is not
 * followed: what lies inside the folder is found at its own place, and what lies outside is not
 * this folder's. A link to a file counts where the file lies inside.
 */
final class EmlListing implements FileVisitor<Path> {
  private final Path root;
  private final FileOpener opener;
  private final FolderLimits limits;
  private final Problems problems;
  private final List<MailFile> files = new ArrayList<>();
  private int linksLeftOut;

  private EmlListing(Path root, FileOpener opener, FolderLimits limits, Problems problems) {
    this.root = root;
    this.opener = opener;
    this.limits = limits;
    this.problems = problems;
  }

  /** Lists a folder, given by its real path. */
  static EmlListing of(Path root, FileOpener opener, FolderLimits limits, Problems problems)
      throws IOException {
    var listing = new EmlListing(root, opener, limits, problems);
    Files.walkFileTree(root, Set.of(), limits.depth(), listing);
    return listing;
  }

  List<MailFile> files() {
    return files;
  }

  int linksLeftOut() {
    return linksLeftOut;
  }

  static boolean isEml(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.length() >= 4
        && name.substring(name.length() - 4).toLowerCase(Locale.ROOT).equals(".eml");
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return !folder.equals(root) && isHidden(folder)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  private static boolean isHidden(Path folder) {
    return String.valueOf(folder.getFileName()).startsWith(".");
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isDirectory()) {
      if (isHidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      problems.add(
          "'%s' lies more than %d folders deep and is not read"
              .formatted(Keys.printable(Keys.of(root, file)), limits.depth()));
    } else if (attributes.isSymbolicLink()) {
      visitLink(file);
    } else if (isEml(file)) {
      add(file, attributes);
    }
    return FileVisitResult.CONTINUE;
  }

  private void visitLink(Path link) throws IOException {
    try {
      Path target = link.toRealPath();
      BasicFileAttributes attributes =
          Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!target.startsWith(root) || attributes.isDirectory()) {
        linksLeftOut++;
        if (isEml(link)) {
          problems.add(
              "'"
                  + Keys.printable(Keys.of(root, link))
                  + "' is a link that leads out of the folder or to a folder, and is not read");
        }
      } else if (isEml(link)) {
        add(link, attributes);
      }
    } catch (NoSuchFileException e) {
      if (isEml(link)) {
        problems.add("'" + Keys.printable(Keys.of(root, link)) + "' is a link that leads nowhere");
      }
    }
  }

  private void add(Path file, BasicFileAttributes attributes) throws IOException {
    String key = Keys.of(root, file);
    if (!attributes.isRegularFile()) {
      problems.add("'" + Keys.printable(key) + "' is not a regular file");
      return;
    }
    if (files.size() >= limits.messages()) {
      throw new IOException(
          "the folder %s holds more than %d .eml files; move read ones elsewhere"
              .formatted(root, limits.messages()));
    }
    files.add(new MailFile(file, key, FileFacts.of(attributes), opener));
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (file.equals(root)) {
      throw e;
    }
    if (!(e instanceof NoSuchFileException)) {
      problems.add(
          "'%s' cannot be read: %s"
              .formatted(Keys.printable(Keys.of(root, file)), e.getClass().getSimpleName()));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
    if (e != null) {
      problems.add("'%s' could not be listed to its end".formatted(folder.getFileName()));
    }
    return FileVisitResult.CONTINUE;
  }
}
