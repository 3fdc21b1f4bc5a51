package pl.automateforge.agent.source.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.mail.SelectedFolder;
import pl.automateforge.agent.mail.UidPlace;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Hashes;

/**
 * A mail that a trial put into the folder. It is found again by its bytes, wherever it was moved.
 */
final class PlantedMail implements Source.Planted {
  private static final int FOLDERS = 500;
  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?im)^Message-ID:\\s*(<[\\x21-\\x7e]{1,300}>)");

  private final Mailbox mailbox;
  private final ImapLimits limits;
  private final SourceItem item;
  private final List<Long> others;

  private PlantedMail(Mailbox mailbox, ImapLimits limits, SourceItem item, List<Long> others) {
    this.mailbox = mailbox;
    this.limits = limits;
    this.item = item;
    this.others = others;
  }

  static PlantedMail in(
      Mailbox mailbox, String folder, byte[] mail, ImapLimits limits, SingleMail single)
      throws IOException {
    return mailbox.work(
        limits.deadline(),
        session -> {
          Optional<UidPlace> told = session.append(folder, mail);
          SelectedFolder now = session.selectAgain(folder);
          long uid = told.isPresent() ? told.get().uid() : search(session, mail);
          Bodies.Body body = new Bodies(session, limits.chunkBytes()).alone(uid, mail.length * 2);
          if (body == null) {
            throw new IOException("the mail of the trial is not there after it was put there");
          }
          var container = new Container(folder, now.uidValidity());
          var identity = new ItemIdentity(container.name(), Long.toString(uid), body.hash());
          var raw = new RawMail(identity, body.bytes(), single::read);
          List<Long> others = new ArrayList<>(session.search("ALL"));
          others.remove(Long.valueOf(uid));
          return new PlantedMail(
              mailbox, limits, new SourceItem(identity, body.size(), raw), others);
        });
  }

  /** For servers that do not tell where it lies: no other mail may be taken for it. */
  private static long search(ImapSession session, byte[] mail) throws IOException {
    Optional<Long> sameBytes = session.locate(Hashes.sha256(mail), mail.length);
    if (sameBytes.isPresent()) {
      return sameBytes.get();
    }
    Matcher id = MESSAGE_ID.matcher(new String(mail, StandardCharsets.ISO_8859_1));
    List<Long> found =
        id.find() ? session.searchHeader("Message-ID", id.group(1)) : List.<Long>of();
    if (found.size() != 1) {
      throw new IOException(
          "the mail of the trial was put there, and the server does not tell which one it is");
    }
    return found.getFirst();
  }

  @Override
  public SourceItem item() {
    return item;
  }

  @Override
  public void eachOther(Consumer<ItemIdentity> consumer) {
    for (Long uid : others) {
      consumer.accept(new ItemIdentity(item.identity().container(), Long.toString(uid), ""));
    }
  }

  @Override
  public String remove() throws IOException {
    return mailbox.work(limits.deadline(), this::removeFrom);
  }

  private String removeFrom(ImapSession session) throws MailException {
    List<String> removed = new ArrayList<>();
    boolean expunges = session.has("UIDPLUS");
    for (String name : session.folders().stream().limit(FOLDERS).toList()) {
      session.selectAgain(name);
      Optional<Long> uid = session.locate(item.identity().contentHash(), item.size());
      if (uid.isPresent()) {
        session.mark(List.of(uid.get()), true, "\\Deleted");
        if (expunges) {
          session.expunge(uid.get());
        }
        removed.add("'" + name + "'");
      }
    }
    if (removed.isEmpty()) {
      return "the mail of the trial is in no folder any more";
    }
    return "the mail of the trial was "
        + (expunges ? "removed from " : "marked as deleted in ")
        + String.join(", ", removed);
  }
}
