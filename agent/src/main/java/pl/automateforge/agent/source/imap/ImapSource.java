package pl.automateforge.agent.source.imap;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.mail.SelectedFolder;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.SourceSpec;

/**
 * Mail from a folder of a mailbox.
 *
 * <p>A mail is known by folder, UIDVALIDITY, UID and the hash of its bytes; one that a filter
 * leaves out is not downloaded, and its hash stands for size and arrival. Each fetch compares all
 * UIDs of the folder with the journal. Where the folder forgot its UIDs, mails that the journal
 * knows are found again by their bytes and reported as skipped by {@code uidvalidity}.
 *
 * <p>Fetching is for one thread at a time; everything else is for any. The mailbox is not closed
 * with the source: actions share it.
 */
public final class ImapSource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(ImapSource.class);

  private final Mailbox mailbox;
  private final String folder;
  private final boolean push;
  private final Clock clock;
  private final ImapLimits limits;
  private final FolderWalk.Parts parts;
  private final String account;
  private final Settled settled;
  private final SingleMail single;
  private final ReentrantLock fetching = new ReentrantLock();
  private final SequencedSet<Long> suspects = new LinkedHashSet<>();
  private final Set<Listening> ears = ConcurrentHashMap.newKeySet();
  private @Nullable KnownUids uids;
  private @Nullable SelectedFolder allKnown;

  private ImapSource(
      Mailbox mailbox,
      String folder,
      boolean push,
      FirstRunFilter filter,
      Clock clock,
      ImapLimits limits) {
    this.mailbox = mailbox;
    this.folder = folder;
    this.push = push;
    this.clock = clock;
    this.limits = limits;
    this.single = new SingleMail(mailbox, folder, limits);
    this.parts = new FolderWalk.Parts(limits, filter, single::read);
    this.account =
        Hashes.sha256(mailbox.server().host(), mailbox.server().account()).substring(0, 16);
    this.settled = new Settled(folder);
  }

  /** The source of a spec. Touches nothing yet. */
  public static ImapSource of(SourceSpec.Imap spec, Mailbox mailbox, Clock clock) {
    return of(spec, mailbox, clock, ImapLimits.DEFAULT);
  }

  /** As the other, with other bounds. */
  public static ImapSource of(
      SourceSpec.Imap spec, Mailbox mailbox, Clock clock, ImapLimits limits) {
    return new ImapSource(
        mailbox,
        spec.folder(),
        spec.push(),
        new FirstRunFilter(spec.filter().since(), spec.filter().unseen()),
        clock,
        limits);
  }

  @Override
  public Batch fetch(Cursor after, Known known, int limit) throws IOException {
    single.ask(known);
    fetching.lock();
    try {
      return mailbox.read(limits.deadline(), session -> fetch(session, after, known, limit));
    } finally {
      fetching.unlock();
    }
  }

  private Batch fetch(ImapSession session, Cursor after, Known known, int limit)
      throws IOException {
    SelectedFolder now = opened(session);
    settled.mark(session, now);
    ImapCursor cursor = notBack(cursor(after, now, known, session), now, known);
    if (isAllKnown(now)) {
      return new Batch(List.of(), cursor.cursor(), List.of());
    }
    KnownUids seen = uids(now, cursor, known);
    List<Long> all = all(session, now);
    List<Long> unknown = seen.unknown(all, known);
    long next = uidNext(now, all);
    if (unknown.isEmpty()) {
      allKnown = now;
      return new Batch(List.of(), cursor.checkedTo(next).cursor(), List.of());
    }
    var walk = new FolderWalk(session, container(now), cursor, known, parts, limit);
    walk.over(unknown, suspects, next);
    walk.known().forEach(seen::confirm);
    Batch batch = walk.batch();
    batch.items().forEach(item -> seen.handOut(item.identity()));
    batch.skipped().forEach(left -> seen.handOut(left.identity()));
    return batch;
  }

  private SelectedFolder opened(ImapSession session) throws MailException {
    SelectedFolder now = session.selectAgain(folder);
    if (now.uidValidity() <= 0) {
      throw new MailException(
          MailException.Kind.ANSWER,
          mailbox.server().shown()
              + ": the server does not tell the UIDVALIDITY of '"
              + folder
              + "'",
          "ask the server's owner: mails cannot be told apart without it");
    }
    return now;
  }

  private Container container(SelectedFolder now) {
    return new Container(folder, now.uidValidity());
  }

  private ImapCursor cursor(Cursor after, SelectedFolder now, Known known, ImapSession session)
      throws MailException {
    Optional<ImapCursor> kept = ImapCursor.of(after);
    if (kept.isPresent()
        && kept.get().account().equals(account)
        && kept.get().uidValidity() == now.uidValidity()) {
      return kept.get();
    }
    long next = now.uidNext() > 0 ? now.uidNext() : uidNext(now, session.search("ALL"));
    forget();
    if (kept.isEmpty()) {
      return ImapCursor.first(account, now.uidValidity(), next, clock.instant());
    }
    if (!kept.get().account().equals(account)) {
      ImapCursor renamed = kept.get().of(account, now.uidValidity(), next);
      if (kept.get().uidValidity() != now.uidValidity() && isNew(renamed, now, known, session)) {
        LOG.info("The journal knows no mail of this mailbox, so this is its first run.");
        return ImapCursor.first(account, now.uidValidity(), next, clock.instant());
      }
      LOG.info("The mailbox goes by another name, so its mail is compared with what is known.");
      return renamed;
    }
    LOG.info("The folder '{}' forgot its UIDs, so known mail is found again by its bytes.", folder);
    return kept.get().under(now.uidValidity(), next);
  }

  private boolean isNew(ImapCursor cursor, SelectedFolder now, Known known, ImapSession session)
      throws MailException {
    var before = Rediscovery.of(container(now), known, cursor.checked(), cursor.bound());
    return !new Acquaintance(session, before, cursor, limits.chunkBytes()).isThere(suspects);
  }

  private static long uidNext(SelectedFolder now, List<Long> all) {
    if (now.uidNext() > 0) {
      return now.uidNext();
    }
    return all.isEmpty() ? 1 : all.getLast() + 1;
  }

  /** The cursor; another one where the folder gives UIDs anew that it gave before. */
  private ImapCursor notBack(ImapCursor cursor, SelectedFolder now, Known known) {
    long highest = uids(now, cursor, known).highest();
    if (now.uidNext() <= 0 || now.uidNext() > highest) {
      return cursor;
    }
    LOG.info(
        "The folder '{}' gives UIDs from {} on though {} is known, as after a backup was put back:"
            + " its mail is compared with what is known.",
        folder,
        now.uidNext(),
        highest);
    forget();
    return cursor.again(now.uidNext(), highest);
  }

  private void forget() {
    uids = null;
    allKnown = null;
  }

  private KnownUids uids(SelectedFolder now, ImapCursor cursor, Known known) {
    KnownUids kept = uids;
    if (kept == null || !kept.isOf(container(now), cursor.checked(), cursor.bound())) {
      kept = KnownUids.of(container(now), known, cursor.checked(), cursor.bound());
      uids = kept;
    }
    return kept;
  }

  /** All UIDs. A server that lists fewer mails than it counts would hide the rest in silence. */
  private List<Long> all(ImapSession session, SelectedFolder now) throws MailException {
    List<Long> all = session.search("ALL");
    if (all.size() >= now.messages()) {
      return all;
    }
    // somebody may have moved some away between the two answers
    SelectedFolder again = session.selectAgain(folder);
    all = session.search("ALL");
    if (all.size() < again.messages() && again.uidValidity() == now.uidValidity()) {
      throw new MailException(
          MailException.Kind.ANSWER,
          mailbox.server().shown()
              + ": the server counts "
              + again.messages()
              + " mails in '"
              + folder
              + "' and lists "
              + all.size(),
          "wait; where it lasts, let the server's owner repair the folder's index");
    }
    if (again.uidValidity() != now.uidValidity()) {
      throw new MailException(
          MailException.Kind.BROKEN,
          mailbox.server().shown() + ": '" + folder + "' was made anew while it was read",
          "wait: the next run reads it again");
    }
    return all;
  }

  /** A folder with the same next UID and as many mails holds the same mails. */
  private boolean isAllKnown(SelectedFolder now) {
    SelectedFolder before = allKnown;
    return before != null
        && uids != null
        && now.uidNext() > 0
        && before.uidNext() == now.uidNext()
        && before.uidValidity() == now.uidValidity()
        && before.messages() == now.messages();
  }

  @Override
  public long backlog(Cursor after, Known known) throws IOException {
    single.ask(known);
    fetching.lock();
    try {
      return mailbox.read(
          limits.deadline(),
          session -> {
            SelectedFolder now = opened(session);
            settled.mark(session, now);
            ImapCursor cursor = notBack(cursor(after, now, known, session), now, known);
            if (isAllKnown(now)) {
              return 0L;
            }
            KnownUids seen = uids(now, cursor, known);
            return (long) seen.unknown(all(session, now), known).size();
          });
    } finally {
      fetching.unlock();
    }
  }

  @Override
  public @Nullable SourceItem find(ItemIdentity identity) throws IOException {
    return single.find(identity);
  }

  /** Remembers the mail for its keyword, which is set together with others' at the next use. */
  @Override
  public void settle(ItemIdentity identity) {
    settled.add(identity);
  }

  @Override
  public Optional<Listening> listen(Runnable news) {
    if (!push) {
      return Optional.empty();
    }
    var ear = new Ear(mailbox.listen(folder, news));
    ears.add(ear);
    return Optional.of(ear);
  }

  /** Forgotten once it is closed. */
  private final class Ear implements Listening {
    private final Mailbox.Ear inner;

    Ear(Mailbox.Ear inner) {
      this.inner = inner;
    }

    @Override
    public void close() {
      ears.remove(this);
      inner.close();
    }
  }

  @Override
  public Optional<Planted> plant(byte[] mail) throws IOException {
    return Optional.of(PlantedMail.in(mailbox, folder, mail, limits, single));
  }

  @Override
  public CheckResult check() {
    return new ImapCheck(mailbox, folder, parts.filter(), clock, limits).result();
  }

  /** Listens no longer, and marks what was settled; the mailbox stays open. */
  @Override
  public void close() {
    ears.forEach(Listening::close);
    ears.clear();
    settled.markLast(mailbox);
  }
}
