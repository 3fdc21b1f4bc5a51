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
 * @param bound mails below this UID were there when the folder was first read under this account
 *     and UIDVALIDITY
 * @param checked below this UID, what the journal knows is known of this very folder; from here up
 *     to {@code bound} it may be of another account's
 * @param first when the first run began: filters look at what was there then
 * @param firstValidity the folder's UIDVALIDITY then
 */
record ImapCursor(
    String account, long uidValidity, long bound, long checked, Instant first, long firstValidity) {
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
              json.path("firstValidity").asLong()));
    } catch (JsonProcessingException | DateTimeParseException e) {
      // the cursor of another kind of source: this folder was never read
      return Optional.empty();
    }
  }

  /** The first time that the folder is read. */
  static ImapCursor first(String account, long uidValidity, long uidNext, Instant now) {
    return new ImapCursor(account, uidValidity, uidNext, uidNext, now, uidValidity);
  }

  /** The folder has another UIDVALIDITY. */
  ImapCursor under(long validity, long uidNext) {
    return new ImapCursor(account, validity, uidNext, uidNext, first, firstValidity);
  }

  /** The mailbox is another one, or goes by another name. */
  ImapCursor of(String other, long validity, long uidNext) {
    return new ImapCursor(other, validity, uidNext, 0, first, firstValidity);
  }

  ImapCursor checkedTo(long uid) {
    return uid <= checked
        ? this
        : new ImapCursor(account, uidValidity, bound, uid, first, firstValidity);
  }

  boolean isFirstValidity() {
    return uidValidity == firstValidity;
  }

  Cursor cursor() {
    ObjectNode json = JSON.createObjectNode();
    json.put("imap", account);
    json.put("uidValidity", uidValidity);
    json.put("bound", bound);
    json.put("checked", checked);
    json.put("first", first.toString());
    json.put("firstValidity", firstValidity);
    return new Cursor(json.toString());
  }
}
