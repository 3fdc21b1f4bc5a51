package pl.automateforge.agent.source.imap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceContractTests;

/** A folder of a real mailbox does what every source must do. */
class ImapSourceContractTests extends SourceContractTests {
  @TempDir static Path folder;
  private static Mails mails;
  private static int tests;

  private final Map<String, String> delivered = new HashMap<>();
  private final String name = "Test/" + tests++;
  private @Nullable Mailbox mailbox;

  @BeforeAll
  static void start() throws Exception {
    mails = new Mails(folder);
  }

  @AfterAll
  static void stop() {
    if (mails != null) {
      mails.close();
    }
  }

  @AfterEach
  void closeMailbox() {
    if (mailbox != null) {
      mailbox.close();
    }
  }

  @Override
  protected Source open() {
    try {
      mails.dovecot.makeFolder(name);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    if (mailbox == null) {
      mailbox = mails.mailbox(mails.dovecot.tls());
    }
    return Mails.source(mailbox, name);
  }

  @Override
  protected void deliver(String subject) throws IOException {
    Path file = mails.dovecot.deliver(name, Mails.mail(subject));
    delivered.put(subject, String.valueOf(file.getFileName()));
  }

  @Override
  protected void remove(String subject) throws IOException {
    for (Path file : mails.dovecot.files(name)) {
      if (String.valueOf(file.getFileName()).startsWith(delivered.get(subject))) {
        Files.delete(file);
      }
    }
  }

  @Override
  protected void breakIt() throws IOException {
    mails.dovecot.removeFolder(name);
  }
}
