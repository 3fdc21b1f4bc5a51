package pl.automateforge.agent.action.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import pl.automateforge.agent.action.Origin;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;

/** Reads originals in the mailbox, also where an earlier action of the same item moved them. */
public final class MailboxOriginals implements OriginalReader {
  private final MailFolders folders;

  public MailboxOriginals(MailFolders folders) {
    this.folders = folders;
  }

  @Override
  public Original read(Origin origin) throws IOException {
    return folders.mailbox().read(folders.deadline(), session -> read(session, origin));
  }

  private Original read(ImapSession session, Origin origin) throws MailException {
    MailFinder finder = new MailFinder(session, origin);
    Optional<MailFinder.Found> found = finder.atSource();
    if (found.isEmpty()) {
      found = finder.in(folders.all());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long count =
        found.isEmpty() ? -1 : session.body(found.get().facts().uid(), Original.READ, bytes::write);
    if (count < 0) {
      throw new MailException(
          MailException.Kind.REFUSED,
          "somebody moved or deleted it before",
          "answer it by hand, or dismiss it");
    }
    return Original.of(bytes.toByteArray(), origin.size() > count);
  }
}
