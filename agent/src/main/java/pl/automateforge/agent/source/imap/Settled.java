package pl.automateforge.agent.source.imap;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.mail.SelectedFolder;
import pl.automateforge.agent.source.ItemIdentity;

/**
 * Mails that are done with and bear no keyword yet. The keyword is decoration for people and other
 * programs: the journal is the truth, so that a mark that is lost is lost.
 */
final class Settled {
  static final String KEYWORD = "$AutoForge";
  private static final Logger LOG = LoggerFactory.getLogger(Settled.class);
  private static final int MOST = 10_000;
  private static final Duration AT_THE_END = Duration.ofSeconds(5);

  private final String folder;
  private final Set<ItemIdentity> waiting = new LinkedHashSet<>();

  Settled(String folder) {
    this.folder = folder;
  }

  synchronized void add(ItemIdentity identity) {
    if (waiting.size() < MOST && Container.isOf(folder, identity.container())) {
      waiting.add(identity);
    }
  }

  private synchronized List<ItemIdentity> take() {
    List<ItemIdentity> taken = new ArrayList<>(waiting);
    waiting.clear();
    return taken;
  }

  void mark(ImapSession session, SelectedFolder now) throws MailException {
    List<ItemIdentity> taken = take();
    if (!now.keepsKeywords() || !now.writable()) {
      return;
    }
    String container = new Container(folder, now.uidValidity()).name();
    List<Long> uids =
        taken.stream()
            .filter(identity -> identity.container().equals(container))
            .map(identity -> Container.uid(identity.key()))
            .filter(uid -> uid > 0)
            .toList();
    if (uids.isEmpty()) {
      return;
    }
    try {
      session.mark(uids, true, KEYWORD);
    } catch (MailException e) {
      if (e.kind() != MailException.Kind.REFUSED) {
        throw e;
      }
      LOG.debug("The server sets no keyword on {} mails.", uids.size());
    }
  }

  void markLast(Mailbox mailbox) {
    synchronized (this) {
      if (waiting.isEmpty()) {
        return;
      }
    }
    try {
      mailbox.work(
          AT_THE_END,
          session -> {
            mark(session, session.select(folder));
            return true;
          });
    } catch (IOException e) {
      LOG.debug("Settled mails stay without their keyword: {}", e.getMessage());
    }
  }
}
