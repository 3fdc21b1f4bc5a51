package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceContractTests;

/** A folder of files does what every source must do. */
class FolderSourceContractTests extends SourceContractTests {
  @TempDir Path root;
  private int delivered;

  @Override
  protected Source open() {
    return new FolderSource(folder(), null, Clock.systemUTC(), FolderLimits.DEFAULT);
  }

  @Override
  protected void deliver(String subject) throws IOException {
    Files.createDirectories(folder());
    // names run against the order of time
    Path file = folder().resolve("%03d %s.eml".formatted(999 - delivered, subject));
    Files.writeString(file, "Subject: " + subject + "\r\n\r\nHello " + delivered);
    Instant written = Instant.parse("2026-11-22T10:00:00Z").plusSeconds(delivered++);
    Files.setLastModifiedTime(file, FileTime.from(written));
  }

  @Override
  protected void remove(String subject) throws IOException {
    try (var files = Files.newDirectoryStream(folder(), "* " + subject + ".eml")) {
      Files.delete(files.iterator().next());
    }
  }

  @Override
  protected void breakIt() throws IOException {
    Files.move(folder(), root.resolve("elsewhere"));
  }

  private Path folder() {
    return root.resolve("mails");
  }
}
