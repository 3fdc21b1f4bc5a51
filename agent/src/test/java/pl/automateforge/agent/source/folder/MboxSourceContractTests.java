package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceContractTests;

/** An mbox does what every source must do. */
class MboxSourceContractTests extends SourceContractTests {
  @TempDir Path root;
  private final Map<String, String> messages = new LinkedHashMap<>();

  @Override
  protected Source open() {
    return new FolderSource(mbox(), null, Clock.systemUTC(), FolderLimits.DEFAULT);
  }

  @Override
  protected void deliver(String subject) throws IOException {
    messages.put(subject, "Subject: " + subject + "\r\n\r\nHello\r\n");
    write();
  }

  @Override
  protected void remove(String subject) throws IOException {
    messages.remove(subject);
    write();
  }

  @Override
  protected void breakIt() throws IOException {
    Files.writeString(mbox(), "Dear reader, this is a letter.\n");
  }

  private void write() throws IOException {
    var all = new StringBuilder();
    messages
        .values()
        .forEach(message ->
            all.append("From a@acme.example Sun Nov 22 10:00:00 2026\r\n")
                .append(message)
                .append("\r\n"));
    Files.writeString(mbox(), all);
  }

  private Path mbox() {
    return root.resolve("inbox");
  }
}
