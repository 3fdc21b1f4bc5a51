package pl.automateforge.agent.source.imap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import pl.automateforge.agent.source.Cursor;

/**
 * Under which circumstances a folder is read; which of its mails are known stands in the journal.
 *
 * @param account hash of server and login
 * @param uidValidity the folder's, as it was last read
 * @param bound from this UID on, what the journal knows is known of this very folder
 * @param checked below this UID too; from here up to {@code bound} it may be of another account's
 *     folder, or of this one before it was put back from a backup
 * @param first when the first run began: filters look at what was there then
 * @param there mails below this UID were there when the folder was first read as it is now
 * @param firstThere mails below this UID were there when the first run began; 0 where UIDs tell
 *     nothing of that any more
 */
record ImapCursor(
    String account,
    long uidValidity,
    long bound,
    long checked,
    Instant first,
    long there,
    long firstThere) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Optional<ImapCursor> of(Cursor cursor) {
    if (cursor.value().isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(cursor.value());
      if (!json.path("imap").isTextual()) {
        return Optional.empty();
      }
      return Optional.of(
          new ImapCursor(
              json.path("imap").asText(),
              json.path("uidValidity").asLong(),
              json.path("bound").asLong(),
              json.path("checked").asLong(),
              Instant.parse(json.path("first").asText()),
              json.path("there").asLong(),
              json.path("firstThere").asLong()));
    } catch (JsonProcessingException | DateTimeParseException e) {
      // the cursor of another kind of source: this folder was never read
      return Optional.empty();
    }
  }

  /** The first time that the folder is read. */
  static ImapCursor first(String account, long uidValidity, long uidNext, Instant now) {
    return new ImapCursor(account, uidValidity, uidNext, uidNext, now, uidNext, uidNext);
  }

  /** The folder has another UIDVALIDITY. */
  ImapCursor under(long validity, long uidNext) {
    return new ImapCursor(account, validity, uidNext, uidNext, first, uidNext, 0);
  }

  /** The mailbox goes by another name, or is another one. */
  ImapCursor of(String other, long validity, long uidNext) {
    return validity == uidValidity
        ? new ImapCursor(other, validity, uidNext, 0, first, there, firstThere)
        : new ImapCursor(other, validity, uidNext, 0, first, uidNext, 0);
  }

  /**
   * The folder gives UIDs to new mail that it gave before, as after a backup was put back: what is
   * known of them may be other mail.
   *
   * @param highest the largest UID that is known
   */
  ImapCursor again(long uidNext, long highest) {
    return new ImapCursor(account, uidValidity, highest + 1, 0, first, uidNext, 0);
  }

  /** All mail below this UID was compared with what is known. */
  ImapCursor checkedTo(long uid) {
    long reached = Math.min(uid, bound);
    return reached <= checked
        ? this
        : new ImapCursor(account, uidValidity, bound, reached, first, there, firstThere);
  }

  Cursor cursor() {
    ObjectNode json = JSON.createObjectNode();
    json.put("imap", account);
    json.put("uidValidity", uidValidity);
    json.put("bound", bound);
    json.put("checked", checked);
    json.put("first", first.toString());
    json.put("there", there);
    json.put("firstThere", firstThere);
    return new Cursor(json.toString());
  }
}
