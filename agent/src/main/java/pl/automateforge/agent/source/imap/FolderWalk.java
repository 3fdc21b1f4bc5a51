package pl.automateforge.agent.source.imap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.MailFacts;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;

/**
 * One walk over the mails of a folder that the journal does not know, oldest first: each becomes an
 * item, or is left out under the name of why.
 */
final class FolderWalk {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWalk.class);
  private static final int FACTS_AT_ONCE = 200;

  private final ImapSession session;
  private final Container container;
  private final ImapLimits limits;
  private final FirstRunFilter filter;
  private final Rediscovery before;
  private final Source.Known journal;
  private final RawMail.Again again;
  private final Bodies bodies;
  private final int limit;

  private final List<SourceItem> items = new ArrayList<>();
  private final List<Source.Skipped> skipped = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<Long> known = new ArrayList<>();
  private ImapCursor cursor;

  FolderWalk(
      ImapSession session,
      Container container,
      ImapCursor cursor,
      Source.Known journal,
      Parts parts,
      int limit) {
    this.session = session;
    this.container = container;
    this.cursor = cursor;
    this.journal = journal;
    this.limits = parts.limits();
    this.filter = parts.filter();
    this.again = parts.again();
    this.limit = limit;
    this.before = Rediscovery.of(container, journal, cursor.checked(), cursor.bound());
    this.bodies = new Bodies(session, limits.keptBytes());
  }

  /** What is the same for each walk. */
  record Parts(ImapLimits limits, FirstRunFilter filter, RawMail.Again again) {}

  /**
   * Walks. A connection that breaks under way ends the walk with what it found; where it found
   * nothing, the walk fails.
   *
   * @param unknown ascending
   * @param suspects mails that were being read when a connection broke: they come last, one by one,
   *     and the one that broke it last behind the others, so that one mail that a server chokes on
   *     keeps no other from being taken
   * @param uidNext all mails below it are known or among the unknown ones
   */
  void over(List<Long> unknown, SequencedSet<Long> suspects, long uidNext) throws MailException {
    try {
      List<Long> first = unknown.stream().filter(uid -> !suspects.contains(uid)).toList();
      suspects.retainAll(new HashSet<>(unknown));
      List<Long> last = List.copyOf(suspects);
      walk(first, suspects, limits.chunkBytes());
      walk(last, suspects, 0);
      if (!isFull() && problems.isEmpty()) {
        cursor = cursor.checkedTo(uidNext);
      }
    } catch (MailException e) {
      if (items.isEmpty() && skipped.isEmpty()) {
        throw e;
      }
      problem(e.getMessage() + "; the rest is left for the next run");
    }
  }

  private boolean isFull() {
    return items.size() >= limit || skipped.size() >= limits.skipped();
  }

  private void walk(List<Long> uids, SequencedSet<Long> suspects, int chunkBytes)
      throws MailException {
    for (int from = 0; from < uids.size() && !isFull(); from += FACTS_AT_ONCE) {
      List<Long> some = uids.subList(from, Math.min(from + FACTS_AT_ONCE, uids.size()));
      var chunk = new Chunk(suspects, chunkBytes);
      Map<Long, MailFacts> facts = session.facts(some);
      for (Long uid : some) {
        MailFacts mail = facts.get(uid);
        if (isFull()) {
          break;
        }
        if (mail != null && !leftOut(mail)) {
          chunk.add(mail);
        }
      }
      chunk.read();
    }
  }

  private boolean leftOut(MailFacts mail) {
    String unread = FirstRunFilter.unreadHash(mail);
    if (!before.isEmpty()
        && FirstRunFilter.mayHaveBeenLeftOut(mail, cursor)
        && before.find(unread)) {
      skip(mail.uid(), unread, Rediscovery.FILTER);
      return true;
    }
    String name = filter.leavesOut(mail, cursor).orElse(null);
    if (name == null) {
      return false;
    }
    skip(mail.uid(), unread, name);
    return true;
  }

  private void skip(long uid, String hash, String name) {
    var identity = new ItemIdentity(container.name(), Long.toString(uid), hash);
    if (journal.contains(identity)) {
      known.add(uid);
    } else {
      skipped.add(new Source.Skipped(identity, name));
    }
  }

  /** Mails that are read by one command. */
  private final class Chunk {
    private final SequencedSet<Long> suspects;
    private final int bytes;
    private final List<MailFacts> mails = new ArrayList<>();
    private long size;

    Chunk(SequencedSet<Long> suspects, int bytes) {
      this.suspects = suspects;
      this.bytes = bytes;
    }

    void add(MailFacts mail) throws MailException {
      if (size + mail.size() > bytes || mails.size() >= limit - items.size()) {
        read();
      }
      if (!isFull()) {
        mails.add(mail);
        size += mail.size();
      }
    }

    void read() throws MailException {
      if (mails.isEmpty()) {
        return;
      }
      List<Long> uids = mails.stream().map(MailFacts::uid).toList();
      uids.forEach(suspects::addLast);
      Map<MailFacts, Bodies.Body> read = readOrOneByOne();
      suspects.removeAll(uids);
      for (MailFacts mail : mails) {
        Bodies.Body body = read.get(mail);
        if (body == null) {
          missing(mail);
        } else {
          take(mail, body);
        }
      }
      mails.clear();
      size = 0;
    }

    private Map<MailFacts, Bodies.Body> readOrOneByOne() throws MailException {
      try {
        return bodies.read(mails, limits.chunkBytes());
      } catch (MailException e) {
        if (e.kind() != MailException.Kind.REFUSED) {
          throw e;
        }
        LOG.debug(
            "The server refuses {} mails at once, so they are read one by one.", mails.size());
        return oneByOne();
      }
    }

    private Map<MailFacts, Bodies.Body> oneByOne() throws MailException {
      Map<MailFacts, Bodies.Body> read = new java.util.HashMap<>();
      for (MailFacts mail : mails) {
        try {
          read.putAll(bodies.read(List.of(mail), limits.chunkBytes()));
        } catch (MailException e) {
          if (e.kind() != MailException.Kind.REFUSED) {
            throw e;
          }
        }
      }
      return read;
    }
  }

  private void missing(MailFacts mail) throws MailException {
    if (!session.facts(List.of(mail.uid())).isEmpty()) {
      problem(
          "the mail with UID "
              + mail.uid()
              + " in '"
              + container.folder()
              + "' cannot be read, and is asked for again by the next run");
    }
  }

  private void take(MailFacts mail, Bodies.Body body) {
    var identity = new ItemIdentity(container.name(), Long.toString(mail.uid()), body.hash());
    if (journal.contains(identity)) {
      known.add(mail.uid());
      before.find(body.hash());
    } else if (before.find(body.hash())) {
      // also far above the first UIDs: a folder that is made anew may be filled again bit by bit
      skipped.add(new Source.Skipped(identity, Rediscovery.FILTER));
    } else {
      items.add(new SourceItem(identity, body.size(), new RawMail(identity, body.bytes(), again)));
    }
  }

  private void problem(String line) {
    if (problems.size() < limits.problems()) {
      problems.add(line);
    }
  }

  /** UIDs that the journal turned out to know. */
  List<Long> known() {
    return known;
  }

  Source.Batch batch() {
    return new Source.Batch(items, cursor.cursor(), problems, skipped);
  }
}
