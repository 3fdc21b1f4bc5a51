package pl.automateforge.agent.action.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.ReviewDesk.Laid;
import pl.automateforge.agent.action.ReviewDesk.Taken;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.MailFacts;
import pl.automateforge.agent.mail.SelectedFolder;
import pl.automateforge.agent.mail.UidPlace;

/**
 * One look at what people did with mails that waited for them. A person's move may be two steps, a
 * copy first: what still lies in the review folder was not taken, wherever else it lies.
 */
final class ReviewLook {
  /** A mailbox with more folders is not searched to its end at every look. */
  private static final int MOST_FOLDERS = 200;

  private final ImapSession session;
  private final MailFolders folders;
  private final String review;

  /** Mails that are the new place of one item are not another's too, though the bytes agree. */
  private final Set<MailPlace> matched = new HashSet<>();

  private @Nullable List<String> all;

  ReviewLook(ImapSession session, MailFolders folders, String review) {
    this.session = session;
    this.folders = folders;
    this.review = review;
  }

  Map<String, Taken> taken(List<Laid> laid) throws MailException {
    Map<String, Taken> taken = new LinkedHashMap<>();
    for (Laid item : gone(laid)) {
      Taken now = where(item);
      if (now != null) {
        taken.put(item.item(), now);
      }
    }
    return taken;
  }

  private List<Laid> gone(List<Laid> laid) throws MailException {
    SelectedFolder folder = session.selectAgain(review);
    Map<Laid, Long> uids = new LinkedHashMap<>();
    List<Laid> gone = new ArrayList<>();
    for (Laid item : laid) {
      Optional<MailPlace> place =
          MailPlace.in(item.receipt()).filter(p -> p.uid().uidValidity() == folder.uidValidity());
      place.ifPresentOrElse(p -> uids.put(item, p.uid().uid()), () -> gone.add(item));
    }
    Map<Long, MailFacts> facts = uids.isEmpty() ? Map.of() : session.facts(uids.values());
    uids.forEach((item, uid) -> {
      if (lies(facts.get(uid))) {
        matched.add(new MailPlace(folder.name(), new UidPlace(folder.uidValidity(), uid)));
      } else {
        gone.add(item);
      }
    });
    return stillGone(gone);
  }

  /** Where the receipt's number is not known or no longer there, the bytes may be all the same. */
  private List<Laid> stillGone(List<Laid> candidates) throws MailException {
    List<Laid> gone = new ArrayList<>();
    for (Laid item : candidates) {
      if (find(item, review).filter(found -> !found.isDeleted()).isEmpty()) {
        gone.add(item);
      }
    }
    return gone;
  }

  private static boolean lies(@Nullable MailFacts facts) {
    return facts != null && facts.flags().stream().noneMatch("\\Deleted"::equalsIgnoreCase);
  }

  /** Null where nobody can tell now. */
  private @Nullable Taken where(Laid item) throws MailException {
    if (waitsElsewhere(item)) {
      return null;
    }
    Optional<MailPlace> source = MailPlace.of(item.identity());
    for (String folder : folders.moves()) {
      boolean isSource =
          source.isPresent() && session.existing(folder).equals(source.map(MailPlace::folder));
      if (!isSource && find(item, folder).isPresent()) {
        return new Taken(folder, null);
      }
    }
    if (source.isPresent()) {
      Optional<MailFinder.Found> back = find(item, source.get().folder());
      if (back.isPresent()) {
        MailPlace place = new MailPlace(source.get().folder(), back.get().place().uid());
        return new Taken(source.get().folder(), place.identity(item.identity().contentHash()));
      }
    }
    return elsewhere(item);
  }

  /** From one review folder to another: no verdict yet, only another person to give it. */
  private boolean waitsElsewhere(Laid item) throws MailException {
    Optional<String> here = session.existing(review);
    for (String folder : folders.reviews()) {
      if (!session.existing(folder).equals(here)
          && find(item, folder).filter(found -> !found.isDeleted()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Taken elsewhere(Laid item) throws MailException {
    Set<String> others = others(item);
    int looked = 0;
    for (String folder : others) {
      if (looked++ >= MOST_FOLDERS) {
        return null;
      }
      if (find(item, folder).isPresent()) {
        return new Taken(folder, null);
      }
    }
    return new Taken("", null);
  }

  /** The trash is where mail programs put what is deleted; views on other folders are no places. */
  private Set<String> others(Laid item) throws MailException {
    Set<String> others = new LinkedHashSet<>(foldersNow());
    for (String name : folders.all()) {
      session.existing(name).ifPresent(others::remove);
    }
    MailPlace.of(item.identity()).ifPresent(place -> others.remove(place.folder()));
    for (String use : List.of("\\Trash", "\\Flagged", "\\Important")) {
      session.folderFor(use).ifPresent(others::remove);
    }
    // Everything lies there, so it is the place only of what lies nowhere else.
    session
        .folderFor("\\All")
        .ifPresent(all -> {
          others.remove(all);
          others.add(all);
        });
    return others;
  }

  /** Read once a look. */
  private List<String> foldersNow() throws MailException {
    List<String> known = all;
    if (known == null) {
      known = session.foldersNow();
      all = known;
    }
    return known;
  }

  private Optional<MailFinder.Found> find(Laid item, String folder) throws MailException {
    return new MailFinder(session, item.identity(), item.size())
        .in(folder)
        .filter(found -> matched.add(found.place()));
  }
}
