package pl.automateforge.agent.source.imap;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import pl.automateforge.agent.mail.MailFacts;
import pl.automateforge.agent.spec.Hashes;

/**
 * What the first run leaves out of the mails that it finds.
 *
 * @param since how far back it reaches
 * @param unseen whether it leaves out what somebody read already
 */
record FirstRunFilter(Duration since, boolean unseen) {

  /** The name of the filter that leaves a mail out; empty where none does. */
  Optional<String> leavesOut(MailFacts mail, ImapCursor cursor) {
    if (mail.uid() >= cursor.there()) {
      return Optional.empty();
    }
    Instant earliest = cursor.first().minus(since);
    if (mail.arrived().filter(at -> at.isBefore(earliest)).isPresent()) {
      return Optional.of("since");
    }
    // A mail that came later may have been read by somebody before it was taken.
    return unseen && mail.seen() && mail.uid() < cursor.firstThere()
        ? Optional.of("unseen")
        : Optional.empty();
  }

  /**
   * Stands for the hash of a mail that is left out unread: it tells the mail again where the folder
   * forgets its UIDs.
   */
  static String unreadHash(MailFacts mail) {
    return Hashes.sha256(
        "not read",
        Long.toString(mail.size()),
        mail.arrived().map(Instant::toString).orElse("unknown"));
  }

  /** Whether this may be such a mail: it came before the first run. */
  static boolean mayHaveBeenLeftOut(MailFacts mail, ImapCursor cursor) {
    return mail.arrived().filter(at -> at.isBefore(cursor.first())).isPresent();
  }
}
