package pl.automateforge.agent.action.mail;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pl.automateforge.agent.action.Origin;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.MailFacts;
import pl.automateforge.agent.mail.SelectedFolder;
import pl.automateforge.agent.mail.UidPlace;
import pl.automateforge.agent.source.ItemIdentity;

/** Finds a mail during one piece of work. Its folder is selected once it was found. */
final class MailFinder {
  private final ImapSession session;
  private final ItemIdentity identity;
  private final long size;

  MailFinder(ImapSession session, Origin origin) {
    this(session, origin.identity(), origin.size());
  }

  MailFinder(ImapSession session, ItemIdentity identity, long size) {
    this.session = session;
    this.identity = identity;
    this.size = size;
  }

  /** A mail that was found, and what its folder is like. */
  record Found(SelectedFolder folder, MailFacts facts) {
    MailPlace place() {
      return new MailPlace(folder.name(), new UidPlace(folder.uidValidity(), facts.uid()));
    }

    boolean isOurs() {
      return facts.flags().stream().anyMatch(MailFolders.OURS::equalsIgnoreCase);
    }

    boolean isDeleted() {
      return facts.flags().stream().anyMatch("\\Deleted"::equalsIgnoreCase);
    }
  }

  /**
   * The mail where the source found it. Under the same UIDVALIDITY its UID counts alone: the same
   * bytes under another UID are another item. Under another UIDVALIDITY its bytes count.
   */
  Optional<Found> atSource() throws MailException {
    Optional<MailPlace> place = MailPlace.of(identity);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name = session.existing(place.get().folder());
    if (name.isEmpty()) {
      return Optional.empty();
    }
    SelectedFolder folder = session.select(name.get());
    return folder.uidValidity() == place.get().uid().uidValidity()
        ? facts(folder, place.get().uid().uid()).filter(found -> !isLeftBehind(found))
        : byContent(folder);
  }

  /** A mail with the same bytes in a folder; empty where there is none, or no such folder. */
  Optional<Found> in(String folder) throws MailException {
    Optional<String> name = session.existing(folder);
    return name.isEmpty() ? Optional.empty() : byContent(session.selectAgain(name.get()));
  }

  /** A mail with the same bytes in the folder, which is selected. */
  Optional<Found> in(SelectedFolder folder) throws MailException {
    return byContent(folder);
  }

  /** The first of the folders that holds it. */
  Optional<Found> in(Collection<String> folders) throws MailException {
    for (String folder : folders) {
      Optional<Found> found = in(folder);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Found> byContent(SelectedFolder folder) throws MailException {
    Optional<Long> uid = session.locate(identity.contentHash(), size, leftBehind(folder));
    return uid.isEmpty() ? Optional.empty() : facts(folder, uid.get());
  }

  /**
   * Without UIDPLUS the original of a copy cannot be removed. It bears the mark of deletion, and
   * the mail is where the copy is.
   */
  private boolean isLeftBehind(Found found) {
    return !session.has("UIDPLUS")
        && found.isDeleted()
        && (found.isOurs() || !found.folder().keepsKeywords());
  }

  private List<Long> leftBehind(SelectedFolder folder) throws MailException {
    if (session.has("UIDPLUS")) {
      return List.of();
    }
    return session.search(
        folder.keepsKeywords() ? "DELETED KEYWORD " + MailFolders.OURS : "DELETED");
  }

  Optional<Found> facts(SelectedFolder folder, long uid) throws MailException {
    Map<Long, MailFacts> facts = session.facts(List.of(uid));
    return Optional.ofNullable(facts.get(uid)).map(known -> new Found(folder, known));
  }
}
