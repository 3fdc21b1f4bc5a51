package pl.automateforge.agent.source.imap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.MailFacts;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.mail.SelectedFolder;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Hashes;

/** Finds and reads one mail that was taken before. */
final class SingleMail {
  private static final Source.Known NOBODY = identity -> false;

  private final Mailbox mailbox;
  private final String folder;
  private final ImapLimits limits;
  private volatile Source.Known journal = NOBODY;

  SingleMail(Mailbox mailbox, String folder, ImapLimits limits) {
    this.mailbox = mailbox;
    this.folder = folder;
    this.limits = limits;
  }

  /** Who knows where a mail is after the folder forgot its UIDs. */
  void ask(Source.Known known) {
    journal = known;
  }

  @Nullable SourceItem find(ItemIdentity identity) throws IOException {
    if (!Container.isOf(folder, identity.container()) || Container.uid(identity.key()) < 0) {
      return null;
    }
    Optional<SourceItem> found =
        mailbox.read(limits.deadline(), session -> find(session, identity));
    return found.orElse(null);
  }

  private Optional<SourceItem> find(ImapSession session, ItemIdentity identity) throws IOException {
    Long uid = uid(session, identity);
    Bodies.Body body =
        uid == null
            ? null
            : new Bodies(session, limits.chunkBytes()).alone(uid, limits.chunkBytes());
    if (body == null) {
      var now = new Container(folder, session.select(folder).uidValidity());
      if (!identity.container().equals(now.name())) {
        throw new IOException(
            "'"
                + folder
                + "' forgot its UIDs, and the mail that had UID "
                + identity.key()
                + " is not there: it may still be put back");
      }
      return Optional.empty();
    }
    if (!body.hash().equals(identity.contentHash())) {
      throw otherBytes(uid);
    }
    return Optional.of(
        new SourceItem(identity, body.size(), new RawMail(identity, body.bytes(), this::read)));
  }

  private static IOException otherBytes(@Nullable Long uid) {
    return new IOException(
        "the server sends other bytes for the mail with UID " + uid + " than before");
  }

  byte[] read(ItemIdentity identity, int limit) throws IOException {
    return mailbox.read(
        limits.deadline(),
        session -> {
          Long uid = uid(session, identity);
          var bytes = new ByteArrayOutputStream();
          long size =
              uid == null
                  ? -1
                  : session.body(
                      uid, limit + 1L, (piece, from, length) -> bytes.write(piece, from, length));
          if (size < 0) {
            throw gone(identity);
          }
          if (size > limit) {
            // A UID never stands for other bytes; only a mail that is read whole can be compared.
            return Arrays.copyOf(bytes.toByteArray(), limit);
          }
          byte[] whole = bytes.toByteArray();
          if (!Hashes.sha256(whole).equals(identity.contentHash())) {
            throw otherBytes(uid);
          }
          return whole;
        });
  }

  private IOException gone(ItemIdentity identity) {
    return new IOException(
        "the mail with UID "
            + identity.key()
            + " is gone from '"
            + folder
            + "': somebody moved or deleted it");
  }

  /** The mail's UID of now; null where it is gone. */
  private @Nullable Long uid(ImapSession session, ItemIdentity identity) throws IOException {
    SelectedFolder now = session.select(folder);
    var container = new Container(folder, now.uidValidity());
    return identity.container().equals(container.name())
        ? Long.valueOf(Container.uid(identity.key()))
        : again(session, container, identity.contentHash()).orElse(null);
  }

  /** Looks among mails that the journal knows by these bytes, and then among all. */
  private Optional<Long> again(ImapSession session, Container container, String hash)
      throws IOException {
    List<Long> likely = new ArrayList<>();
    journal.each(
        container.name(),
        identity -> {
          if (identity.contentHash().equals(hash)
              && identity.container().equals(container.name())
              && Container.uid(identity.key()) > 0) {
            likely.add(Container.uid(identity.key()));
          }
        });
    Optional<Long> found = withBytes(session, likely, hash);
    if (found.isPresent()) {
      return found;
    }
    List<Long> all = session.search("ALL");
    found = withBytes(session, all.subList(0, Math.min(limits.listed(), all.size())), hash);
    if (found.isEmpty() && all.size() > limits.listed()) {
      throw new MailException(
          MailException.Kind.FOLDER,
          mailbox.server().shown()
              + ": '"
              + folder
              + "' forgot its UIDs, and the mail is not found"
              + " among its first "
              + limits.listed()
              + " mails yet",
          "wait until the next runs have compared the folder with what is known");
    }
    return found;
  }

  private static Optional<Long> withBytes(ImapSession session, List<Long> uids, String hash)
      throws MailException {
    for (MailFacts mail : session.facts(uids).values()) {
      var digest = Hashes.digest();
      long read = session.body(mail.uid(), Long.MAX_VALUE, digest::update);
      if (read >= 0 && HexFormat.of().formatHex(digest.digest()).equals(hash)) {
        return Optional.of(mail.uid());
      }
    }
    return Optional.empty();
  }
}
