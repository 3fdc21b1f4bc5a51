package pl.automateforge.agent.source.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.mail.SelectedFolder;
import pl.automateforge.agent.mail.UidPlace;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Hashes;

/** The mail of a trial, put into the folder that is read. */
final class PlantedMail implements Source.Planted {
  private final Mailbox mailbox;
  private final ImapLimits limits;
  private final SourceItem item;
  private final Container container;
  private final List<Long> others;

  private PlantedMail(
      Mailbox mailbox, ImapLimits limits, SourceItem item, Container container, List<Long> others) {
    this.mailbox = mailbox;
    this.limits = limits;
    this.item = item;
    this.container = container;
    this.others = others;
  }

  static PlantedMail in(
      Mailbox mailbox, String folder, byte[] mail, ImapLimits limits, SingleMail single)
      throws IOException {
    return mailbox.work(
        limits.deadline(), session -> put(session, mailbox, folder, mail, limits, single));
  }

  private static PlantedMail put(
      ImapSession session,
      Mailbox mailbox,
      String folder,
      byte[] mail,
      ImapLimits limits,
      SingleMail single)
      throws IOException {
    Optional<UidPlace> told = session.append(folder, mail);
    SelectedFolder now = session.selectAgain(folder);
    String hash = Hashes.sha256(mail);
    Optional<Long> uid = told.map(UidPlace::uid);
    if (uid.isEmpty()) {
      uid = session.locate(hash, mail.length);
    }
    if (uid.isEmpty()) {
      throw new IOException(
          mailbox.server().shown()
              + ": the trial's mail was put into '"
              + folder
              + "' and is not found there");
    }
    var container = new Container(folder, now.uidValidity());
    var identity = new ItemIdentity(container.name(), Long.toString(uid.get()), hash);
    List<Long> others = new ArrayList<>(session.search("ALL"));
    others.remove(uid.get());
    return new PlantedMail(
        mailbox,
        limits,
        new SourceItem(identity, mail.length, limit -> single.read(identity, limit)),
        container,
        others);
  }

  @Override
  public SourceItem item() {
    return item;
  }

  @Override
  public void eachOther(Consumer<ItemIdentity> consumer) {
    for (Long uid : others) {
      consumer.accept(new ItemIdentity(container.name(), Long.toString(uid), ""));
    }
  }

  /** Looks in every folder: an action may have moved or copied it. */
  @Override
  public String remove() throws IOException {
    Set<String> from = new LinkedHashSet<>();
    mailbox.work(
        limits.deadline(),
        session -> {
          for (String folder : session.foldersNow()) {
            session.selectAgain(folder);
            Optional<Long> uid = session.locate(item.identity().contentHash(), item.size());
            if (uid.isPresent()) {
              session.mark(List.of(uid.get()), true, "\\Deleted");
              if (session.has("UIDPLUS")) {
                session.expunge(uid.get());
              }
              from.add(folder);
            }
          }
          return from.size();
        });
    return from.isEmpty()
        ? "the trial's mail was gone from the mailbox"
        : "the trial's mail was removed from " + String.join(", ", from);
  }
}
