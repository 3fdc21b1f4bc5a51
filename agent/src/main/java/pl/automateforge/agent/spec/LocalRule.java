package pl.automateforge.agent.spec;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Due times by the clock on the wall, before a time zone makes instants of them. */
sealed interface LocalRule permits CronExpression, IntervalRule {

  /** The first due time strictly after; null where none comes within the search. */
  @Nullable LocalDateTime next(LocalDateTime after);

  /** Whether the active hours hold that time; a rule without hours is always active. */
  boolean active(LocalDateTime time);

  /** Whether due times begin on that day. */
  boolean startsOn(LocalDate day);

  /** The first due time of such a day, counted from its midnight. */
  Duration first();

  /**
   * The last due time of such a day, counted from its midnight: over 24 hours in a night window.
   */
  Duration last();

  /** The longest pause within such a day; null where it has one due time only. */
  @Nullable Pause longestPause();

  /** How many days show every pause between two of its days. */
  int representativeDays();

  /** From one due time of a day to the next, both counted from its midnight. */
  record Pause(Duration from, Duration to) {
    Duration length() {
      return to.minus(from);
    }
  }
}
