package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Hashes;

/** A folder of {@code .eml} files, each one message whatever it holds. */
final class EmlFiles implements Mails {
  private static final Comparator<MailFile> OLDEST_FIRST =
      Comparator.comparing((MailFile file) -> file.facts().modified()).thenComparing(MailFile::key);

  private final Path folder;
  private final FileOpener opener;
  private final FolderLimits limits;

  /** Hashes by key: a file whose facts did not change is not read again. */
  private final Map<String, Hashed> hashes = new ConcurrentHashMap<>();

  EmlFiles(Path folder, FileOpener opener, FolderLimits limits) {
    this.folder = folder;
    this.opener = opener;
    this.limits = limits;
  }

  private record Hashed(FileFacts facts, String hash) {}

  @Override
  public List<? extends Mail> oldestFirst(Problems problems) throws IOException {
    List<MailFile> files = EmlListing.of(folder.toRealPath(), opener, limits, problems).files();
    files.sort(OLDEST_FIRST);
    forgetAllBut(files);
    return files.stream().map(Eml::new).toList();
  }

  private void forgetAllBut(List<MailFile> files) {
    if (hashes.size() > files.size()) {
      Set<String> listed = HashSet.newHashSet(files.size());
      files.forEach(file -> listed.add(file.key()));
      hashes.keySet().retainAll(listed);
    }
  }

  @Override
  public @Nullable SourceItem find(ItemIdentity identity) throws IOException {
    Path root = folder.toRealPath();
    Path path = Keys.path(root, identity.key());
    if (path == null
        || !EmlListing.isEml(path)
        || !Files.isRegularFile(path)
        || !path.toRealPath().startsWith(root)) {
      return null;
    }
    try {
      SourceItem item = item(new MailFile(path, identity.key(), FileFacts.of(path), opener));
      return item.identity().equals(identity) ? item : null;
    } catch (IOException e) {
      if (Files.notExists(path)) {
        return null;
      }
      throw e;
    }
  }

  @Override
  public String describe() throws IOException {
    var problems = new Problems(1);
    EmlListing listing = EmlListing.of(folder.toRealPath(), opener, limits, problems);
    String links =
        listing.linksLeftOut() == 0
            ? ""
            : ", " + listing.linksLeftOut() + " links to folders or out of it left out";
    String trouble = problems.lines().isEmpty() ? "" : "; " + problems.lines().getFirst();
    return listing.files().size() + " .eml files" + links + trouble;
  }

  @Override
  public void forget() {
    hashes.clear();
  }

  private SourceItem item(MailFile file) throws IOException {
    String hash = hash(file);
    var identity = new ItemIdentity(FolderSource.CONTAINER, file.key(), hash);
    return new SourceItem(identity, file.facts().size(), limit -> read(file, hash, limit));
  }

  private String hash(MailFile file) throws IOException {
    Hashed hashed = hashes.get(file.key());
    if (hashed != null && hashed.facts().equals(file.facts())) {
      return hashed.hash();
    }
    String hash = file.hash();
    hashes.put(file.key(), new Hashed(file.facts(), hash));
    return hash;
  }

  private byte[] read(MailFile file, String hash, int limit) throws IOException {
    byte[] bytes = file.read(limit);
    boolean whole = bytes.length == file.facts().size();
    if (whole && !Hashes.sha256(bytes).equals(hash)) {
      // rewritten within one tick of the file system's clock: facts alone do not show it
      hashes.remove(file.key());
      throw file.changed();
    }
    return bytes;
  }

  private final class Eml implements Mail {
    private final MailFile file;

    Eml(MailFile file) {
      this.file = file;
    }

    @Override
    public Instant modified() {
      return file.facts().modified().toInstant();
    }

    @Override
    public Instant arrived() {
      return FileFacts.arrived(file.path(), file.facts());
    }

    @Override
    public SourceItem item() throws IOException {
      return EmlFiles.this.item(file);
    }
  }
}
