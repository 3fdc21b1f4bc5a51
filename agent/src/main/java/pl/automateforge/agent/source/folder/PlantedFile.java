package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Hashes;

/** A message of a trial in a folder of files. */
record PlantedFile(Path file, SourceItem item) implements Source.Planted {
  private static final String PREFIX = "autoforge-trial-";

  /** Written under another name and moved in, so that nobody reads half of it. */
  static PlantedFile in(Path folder, byte[] mail, EmlFiles mails) throws IOException {
    Path root = folder.toRealPath();
    String name = PREFIX + UUID.randomUUID();
    Path whole = root.resolve(name + ".eml");
    Path part = root.resolve("." + name + ".part");
    try {
      Files.write(part, mail);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    ItemIdentity identity =
        new ItemIdentity(FolderSource.CONTAINER, Keys.of(root, whole), Hashes.sha256(mail));
    SourceItem item = mails.find(identity);
    if (item == null) {
      Files.deleteIfExists(whole);
      throw new IOException("'" + name + ".eml' was put into the folder and is not found there");
    }
    return new PlantedFile(whole, item);
  }

  @Override
  public String remove() throws IOException {
    return Files.deleteIfExists(file)
        ? "the trial's file " + file.getFileName() + " was removed from " + file.getParent()
        : "the trial's file " + file.getFileName() + " was gone from " + file.getParent();
  }
}
