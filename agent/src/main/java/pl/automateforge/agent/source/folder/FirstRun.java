package pl.automateforge.agent.source.folder;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.source.Cursor;

/**
 * What the first run left out for good: messages written before {@code bound} that were there at
 * {@code at}. A message that is moved in later is new, however old it is. The cursor holds both
 * instants, so that later runs leave out the same messages.
 *
 * @param bound null where nothing is left out
 * @param at when the first run began
 * @param now whether this is the first run
 */
record FirstRun(@Nullable Instant bound, Instant at, boolean now) {
  /** The filter's name in the spec. */
  static final String FILTER = "since";

  private static final String UNBOUNDED = "all";

  static FirstRun of(Cursor cursor, @Nullable Duration since, Instant now) {
    String[] instants = cursor.value().split("/", -1);
    if (cursor.value().equals(UNBOUNDED)) {
      return new FirstRun(null, now, false);
    }
    if (instants.length == 2) {
      try {
        return new FirstRun(Instant.parse(instants[0]), Instant.parse(instants[1]), false);
      } catch (DateTimeParseException e) {
        // the cursor of another kind of source: this folder was never read
      }
    }
    return new FirstRun(since == null ? null : now.minus(since), now, true);
  }

  boolean leavesOut(Mails.Mail mail) {
    return bound != null && mail.modified().isBefore(bound) && (now || !mail.arrived().isAfter(at));
  }

  Cursor cursor() {
    return new Cursor(bound == null ? UNBOUNDED : bound + "/" + at);
  }
}
