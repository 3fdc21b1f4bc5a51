package pl.automateforge.agent.action.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
  /** Selecting so many takes a good part of the time there is for a look. */
  private static final int MOST_FOLDERS = 1_000;

  private final ImapSession session;
  private final MailFolders folders;
  private final String review;
  private final int mostFolders;

  /** Mails that are the new place of one item are not another's too, though the bytes agree. */
  private final Set<MailPlace> matched = new HashSet<>();

  ReviewLook(ImapSession session, MailFolders folders, String review) {
    this(session, folders, review, MOST_FOLDERS);
  }

  /**
   * @param mostFolders how many folders beside the spec's are searched; with more, none is
   */
  ReviewLook(ImapSession session, MailFolders folders, String review, int mostFolders) {
    this.session = session;
    this.folders = folders;
    this.review = review;
    this.mostFolders = mostFolders;
  }

  Map<String, Taken> taken(List<Laid> laid) throws MailException {
    List<Laid> open = new ArrayList<>(gone(laid));
    Map<String, Taken> taken = new LinkedHashMap<>();
    open.removeAll(waitElsewhere(open));
    for (String folder : folders.moves()) {
      Optional<String> full = session.existing(folder);
      look(open, folder, taken, item -> !full.equals(source(item)));
    }
    putBack(open, taken);
    if (!open.isEmpty()) {
      elsewhere(open, taken);
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
    return stillGone(gone, folder);
  }

  /** Where the receipt's number is not known or no longer there, the bytes may be all the same. */
  private List<Laid> stillGone(List<Laid> candidates, SelectedFolder folder) throws MailException {
    List<Laid> gone = new ArrayList<>();
    for (Laid item : candidates) {
      if (find(item, folder).filter(found -> !found.isDeleted()).isEmpty()) {
        gone.add(item);
      }
    }
    return gone;
  }

  private static boolean lies(@Nullable MailFacts facts) {
    return facts != null && facts.flags().stream().noneMatch("\\Deleted"::equalsIgnoreCase);
  }

  /** From one review folder to another: no verdict yet, only another person to give it. */
  private List<Laid> waitElsewhere(List<Laid> open) throws MailException {
    Optional<String> here = session.existing(review);
    List<Laid> waiting = new ArrayList<>();
    for (String name : folders.reviews()) {
      Optional<String> full = session.existing(name);
      if (open.isEmpty() || full.isEmpty() || full.equals(here)) {
        continue;
      }
      SelectedFolder folder = session.selectAgain(full.get());
      for (Laid item : open) {
        if (!waiting.contains(item)
            && find(item, folder).filter(found -> !found.isDeleted()).isPresent()) {
          waiting.add(item);
        }
      }
    }
    return waiting;
  }

  /** Selects the folder once for all items. */
  private void look(List<Laid> open, String name, Map<String, Taken> taken, Predicate<Laid> counts)
      throws MailException {
    Optional<String> full = session.existing(name);
    List<Laid> counted = open.stream().filter(counts).toList();
    if (full.isEmpty() || counted.isEmpty()) {
      return;
    }
    SelectedFolder folder = session.selectAgain(full.get());
    for (Laid item : counted) {
      if (find(item, folder).isPresent()) {
        taken.put(item.item(), new Taken(name, null));
        open.remove(item);
      }
    }
  }

  private void putBack(List<Laid> open, Map<String, Taken> taken) throws MailException {
    for (Laid item : List.copyOf(open)) {
      Optional<String> source = source(item);
      Optional<MailFinder.Found> back =
          source.isPresent() ? finder(item).in(source.get()) : Optional.empty();
      if (source.isPresent() && back.isPresent() && matched.add(back.get().place())) {
        MailPlace place = new MailPlace(source.get(), back.get().place().uid());
        taken.put(
            item.item(), new Taken(source.get(), place.identity(item.identity().contentHash())));
        open.remove(item);
      }
    }
  }

  private static Optional<String> source(Laid item) {
    return MailPlace.of(item.identity()).map(MailPlace::folder);
  }

  private void elsewhere(List<Laid> open, Map<String, Taken> taken) throws MailException {
    Set<String> others = others();
    if (others.size() > mostFolders) {
      if (taken.isEmpty()) {
        throw tooMany(others.size(), open.size());
      }
      // What was found is told now; the next look says the rest.
      return;
    }
    for (String folder : others) {
      look(open, folder, taken, item -> !source(item).equals(Optional.of(folder)));
    }
    open.forEach(item -> taken.put(item.item(), new Taken("", null)));
  }

  private MailException tooMany(int others, int items) {
    return new MailException(
        MailException.Kind.FOLDER,
        String.format(
            Locale.ROOT,
            "%s: a person took %d mails out of the folder '%s' into none of the spec's folders, and"
                + " they are not searched for in %d other ones (%d at most)",
            session.server().shown(),
            items,
            review,
            others,
            mostFolders),
        "move them to a folder that the spec names or back to '" + review + "', or decide by hand");
  }

  /** The trash is where mail programs put what is deleted; views on other folders are no places. */
  private Set<String> others() throws MailException {
    Set<String> others = new LinkedHashSet<>(session.foldersNow());
    for (String name : folders.all()) {
      session.existing(name).ifPresent(others::remove);
    }
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

  /** In the selected folder. */
  private Optional<MailFinder.Found> find(Laid item, SelectedFolder folder) throws MailException {
    return finder(item).in(folder).filter(found -> matched.add(found.place()));
  }

  private MailFinder finder(Laid item) {
    return new MailFinder(session, item.identity(), item.size());
  }
}
