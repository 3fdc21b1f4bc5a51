package pl.automateforge.agent.source.imap;

import java.util.List;
import java.util.Map;
import java.util.Set;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.MailFacts;

/**
 * Whether a folder that goes by another account and another UIDVALIDITY is the one that was read
 * before: where the journal knows none of its newest mails, it is another one.
 */
final class Acquaintance {
  private static final int LOOKED_AT = 2_000;
  private static final int LOOKED_AT_ONCE = 200;
  private static final int READ = 100;

  private final ImapSession session;
  private final Rediscovery before;
  private final ImapCursor cursor;
  private final int chunkBytes;
  private int read;

  Acquaintance(ImapSession session, Rediscovery before, ImapCursor cursor, int chunkBytes) {
    this.session = session;
    this.before = before;
    this.cursor = cursor;
    this.chunkBytes = chunkBytes;
  }

  /**
   * Looks from the newest mail on.
   *
   * @param suspects mails that were being read when a connection broke: they are not read
   */
  boolean isThere(Set<Long> suspects) throws MailException {
    if (before.isEmpty()) {
      return false;
    }
    List<Long> newest = session.search("ALL").reversed();
    int end = Math.min(LOOKED_AT, newest.size());
    for (int from = 0; from < end; from += LOOKED_AT_ONCE) {
      List<Long> some = newest.subList(from, Math.min(from + LOOKED_AT_ONCE, end));
      Map<Long, MailFacts> facts = session.facts(some);
      for (Long uid : some) {
        MailFacts mail = facts.get(uid);
        if (mail != null && isKnown(mail, suspects)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isKnown(MailFacts mail, Set<Long> suspects) throws MailException {
    if (FirstRunFilter.mayHaveBeenLeftOut(mail, cursor)
        && before.find(FirstRunFilter.unreadHash(mail))) {
      return true;
    }
    if (read >= READ || mail.size() > chunkBytes || suspects.contains(mail.uid())) {
      return false;
    }
    read++;
    suspects.add(mail.uid());
    Bodies.Body body = new Bodies(session, 0).alone(mail.uid(), 0);
    suspects.remove(mail.uid());
    return body != null && before.find(body.hash());
  }
}
