package pl.automateforge.agent.action.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.MailFacts;
import pl.automateforge.agent.mail.SelectedFolder;
import pl.automateforge.agent.mail.UidPlace;

/**
 * One mail's way to its folder, in one piece of work: by MOVE, or by COPY and EXPUNGE, each of
 * which goes on where an earlier attempt stopped.
 */
final class MailMove {
  private static final int KEY_LENGTH = 8;
  private static final String DELETED = "\\Deleted";

  private final ImapSession session;
  private final MailFolders folders;
  private final MailFinder finder;
  private final String target;
  private final String key;
  private boolean begun;
  private boolean halfway;

  /**
   * @param target its full name
   */
  MailMove(ImapSession session, MailFolders folders, EffectRequest request, String target) {
    this.session = session;
    this.folders = folders;
    this.finder = new MailFinder(session, request.origin());
    this.target = target;
    this.key = "af-" + request.effect().substring(0, KEY_LENGTH);
  }

  /** Whether a command that changes something may have reached the server. */
  boolean begun() {
    return begun;
  }

  /** Whether it may lie in two places now. */
  boolean halfway() {
    return halfway;
  }

  /**
   * Moves it from wherever the agent left it.
   *
   * @param repeated whether an earlier attempt may have moved it: a mail in another folder of the
   *     spec was then put there by a person, who knew better
   * @return the receipt
   */
  String run(boolean repeated) throws MailException {
    Optional<MailFinder.Found> here = finder.atSource();
    if (here.isEmpty()) {
      here = whereItWaits();
    }
    if (here.isEmpty()) {
      here = whereAnEarlierMovePutIt();
      if (repeated && here.isPresent()) {
        return "not moved again: after an earlier attempt it lies in folder "
            + here.get().folder().name();
      }
    }
    if (here.isEmpty()) {
      return arrived();
    }
    if (here.get().folder().name().equals(target)) {
      return "already there: " + here.get().place().shown();
    }
    return session.has("MOVE") ? byMove(here.get()) : byCopy(here.get());
  }

  /**
   * Whether it happened; an end that is missing is put to it.
   *
   * @return the receipt; empty where it did not happen
   */
  Optional<String> look() throws MailException {
    // What was selected earlier may be shown as it was then.
    session.noop();
    Optional<MailFinder.Found> source = finder.atSource();
    Optional<MailFinder.Found> here = source.isPresent() ? source : whereItWaits();
    if (here.isEmpty()) {
      here = whereAnEarlierMovePutIt();
    }
    if (here.isEmpty() || here.get().folder().name().equals(target)) {
      return Optional.of(arrived());
    }
    List<Long> copies = copies(here.get());
    if (!copies.isEmpty()) {
      return Optional.of(finish(here.get(), copies));
    }
    return source.isEmpty() && finder.in(target).isPresent()
        ? Optional.of(arrived())
        : Optional.empty();
  }

  /** It waits for a person. */
  private Optional<MailFinder.Found> whereItWaits() throws MailException {
    return finder.in(others(folders.reviews()));
  }

  /** Where it is not in the target, another move of the same item may have put it there. */
  private Optional<MailFinder.Found> whereAnEarlierMovePutIt() throws MailException {
    if (finder.in(target).isPresent()) {
      return Optional.empty();
    }
    for (String folder : others(folders.moves())) {
      Optional<MailFinder.Found> found = finder.in(folder);
      if (found.filter(MailFinder.Found::isOurs).isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private List<String> others(List<String> names) throws MailException {
    List<String> others = new ArrayList<>();
    for (String name : names) {
      session.existing(name).filter(full -> !full.equals(target)).ifPresent(others::add);
    }
    return others;
  }

  /** It is nowhere that it could be moved from. */
  private String arrived() throws MailException {
    Optional<MailFinder.Found> there = finder.in(target);
    if (there.isEmpty()) {
      return "not moved: somebody moved or deleted it before, and it is not in folder " + target;
    }
    if (session.has("MOVE") || !there.get().folder().keepsKeywords()) {
      return "moved: " + there.get().place().shown();
    }
    List<Long> ours = new ArrayList<>(session.search("KEYWORD " + key));
    if (ours.isEmpty()) {
      return "moved: " + there.get().place().shown();
    }
    return "moved: " + oneOf(ours).shown();
  }

  /** Of several copies with the effect's keyword the first one stays, and loses it. */
  private MailPlace oneOf(List<Long> copies) throws MailException {
    SelectedFolder selected = session.select(target);
    for (long uid : copies.subList(1, copies.size())) {
      remove(target, uid);
    }
    halfway = false;
    if (selected.keepsKeywords() && !session.has("MOVE")) {
      // Without UIDPLUS the others are still there.
      session.mark(copies, false, key);
    }
    return new MailPlace(target, new UidPlace(selected.uidValidity(), copies.getFirst()));
  }

  private String byMove(MailFinder.Found here) throws MailException {
    sign(here, MailFolders.OURS);
    begun = true;
    long uid = here.facts().uid();
    try {
      Optional<UidPlace> place = session.move(uid, target);
      if (place.isPresent()) {
        return "moved: " + new MailPlace(target, place.get()).shown();
      }
    } catch (MailException e) {
      // A server that says no may have moved it all the same.
      if (!answered(e) || finder.facts(here.folder(), uid).isPresent()) {
        throw e;
      }
    }
    return arrived();
  }

  private String byCopy(MailFinder.Found here) throws MailException {
    List<Long> before = copies(here);
    if (!before.isEmpty()) {
      return finish(here, before);
    }
    session.select(here.folder().name());
    sign(here, MailFolders.OURS, key);
    begun = true;
    halfway = true;
    Optional<UidPlace> copy;
    try {
      copy = session.copy(here.facts().uid(), target);
    } catch (MailException e) {
      halfway = !answered(e);
      throw e;
    }
    List<Long> copies = copy.isPresent() ? List.of(copy.get().uid()) : copies(here);
    try {
      return finish(here, copies);
    } catch (MailException e) {
      if (answered(e)) {
        undo(copies);
      }
      throw e;
    }
  }

  /** The original cannot be removed, so the copy goes. */
  private void undo(List<Long> copies) throws MailException {
    for (long uid : copies) {
      remove(target, uid);
    }
    halfway = false;
    if (!copies.isEmpty() && session.select(target).keepsKeywords()) {
      // What could only be marked as deleted is no copy for the next attempt.
      session.mark(copies, false, key);
    }
  }

  /**
   * Copies of this very mail in the target: those with the effect's keyword; where no keywords are
   * kept, those with the same bytes that arrived in the same moment, as a copy keeps it.
   */
  private List<Long> copies(MailFinder.Found here) throws MailException {
    SelectedFolder selected = session.selectAgain(target);
    if (selected.keepsKeywords() && here.folder().keepsKeywords()) {
      return session.search("KEYWORD " + key);
    }
    return finder
        .in(target)
        .map(MailFinder.Found::facts)
        .filter(copy -> sameArrival(copy, here.facts()))
        .map(copy -> List.of(copy.uid()))
        .orElse(List.of());
  }

  private static boolean sameArrival(MailFacts copy, MailFacts original) {
    return copy.arrived().isPresent() && copy.arrived().equals(original.arrived());
  }

  /** From two places to one: the copy stays, the first one of several. */
  private String finish(MailFinder.Found here, List<Long> copies) throws MailException {
    begun = true;
    halfway = true;
    if (copies.isEmpty()) {
      throw new MailException(
          MailException.Kind.BROKEN,
          session.server().shown() + ": the copy is not to be found in folder " + target,
          "look into the folder");
    }
    if (here.isDeleted()) {
      // The mark of an original was copied with it.
      session.select(target);
      session.mark(List.of(copies.getFirst()), false, DELETED);
    }
    String left = remove(here.folder().name(), here.facts().uid());
    halfway = copies.size() > 1;
    return "moved: " + oneOf(copies).shown() + left;
  }

  /** Without UIDPLUS an EXPUNGE would remove what other people marked: the mark has to do. */
  private String remove(String folder, long uid) throws MailException {
    session.select(folder);
    session.mark(List.of(uid), true, DELETED);
    if (!session.has("UIDPLUS")) {
      return "; the server cannot remove a single mail, so the original stays marked as deleted";
    }
    session.expunge(uid);
    return "";
  }

  private void sign(MailFinder.Found here, String... keywords) throws MailException {
    if (here.folder().keepsKeywords()) {
      begun = true;
      session.mark(List.of(here.facts().uid()), true, keywords);
    }
  }

  private static boolean answered(MailException e) {
    return switch (e.kind()) {
      case FOLDER, QUOTA, REFUSED -> true;
      case EGRESS, HOST, CONNECT, TIMEOUT, CERTIFICATE, TLS, LOGIN, LIMIT, BROKEN, ANSWER, CLOSED ->
          false;
    };
  }
}
