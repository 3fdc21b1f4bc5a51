package pl.automateforge.agent.spec;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The instants at which a schedule is due in a time zone. Immutable, safe for all threads.
 *
 * <p>Every due time of the local clock comes exactly once a local day. One that a change of the
 * clock leaves out comes at the first instant after the gap, and several of the same gap come as
 * one; one that the clock shows twice comes the first time. So {@code every: 15m} pauses for 75
 * minutes in the night in which an hour is repeated.
 *
 * <p>{@code every} counts anew from the start of the active hours of each day; the last due time is
 * strictly before their end; hours over midnight belong to the day they start on; equal ends mean
 * 24 hours. An interval longer than the hours is due once a day.
 */
public final class Recurrence {
  /** Beyond it no schedule is asked about, and instants no longer fit local time. */
  private static final Instant FAR = Instant.parse("9000-01-01T00:00:00Z");

  private static final Instant LONG_AGO = Instant.parse("0001-01-03T00:00:00Z");

  /** A Monday of a leap year: an arbitrary start, fixed so that answers do not depend on today. */
  private static final LocalDate START = LocalDate.of(2024, 1, 1);

  private final LocalRule rule;
  private final ZoneId zone;

  private Recurrence(LocalRule rule, ZoneId zone) {
    this.rule = rule;
    this.zone = zone;
  }

  /**
   * The due instants of a schedule.
   *
   * @throws IllegalArgumentException where {@link #problem} has something to say about how it is
   *     written; a schedule that is never due is not refused here
   */
  public static Recurrence of(Schedule schedule, ZoneId zone) {
    return new Recurrence(rule(schedule), zone);
  }

  private static LocalRule rule(Schedule schedule) {
    if (schedule.cron() != null) {
      return CronExpression.parse(schedule.cron());
    }
    if (schedule.every() == null) {
      throw new IllegalArgumentException("neither every nor cron; expected one of them");
    }
    return IntervalRule.of(schedule.every(), schedule.from(), schedule.to(), schedule.days());
  }

  /** Why the schedule cannot be used, in a sentence; empty where it can. */
  public static Optional<String> problem(Schedule schedule) {
    try {
      return switch (rule(schedule)) {
        case CronExpression cron when !cron.satisfiable() ->
            Optional.of(
                "cron \"" + cron + "\" is never due; expected a day of month that the month has");
        case IntervalRule interval when interval.days().isEmpty() ->
            Optional.of("days is empty: never due; expected at least one day, such as mon-fri");
        case CronExpression _, IntervalRule _ -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The first due instant strictly after; empty where none comes. */
  public Optional<Instant> next(Instant after) {
    return Optional.ofNullable(following(after));
  }

  /** The next due instants strictly after, at most so many, in order. */
  public List<Instant> next(Instant after, int count) {
    return following(after, FAR).limit(count).toList();
  }

  /** The due instants strictly after {@code after} up to and with {@code until}, in order, lazy. */
  public Stream<Instant> between(Instant after, Instant until) {
    return following(after, until);
  }

  private Stream<Instant> following(Instant after, Instant until) {
    return Stream.iterate(
            following(after), due -> due != null && !due.isAfter(until), this::followingDue)
        .map(Objects::requireNonNull);
  }

  private @Nullable Instant followingDue(@Nullable Instant due) {
    return due == null ? null : following(due);
  }

  private @Nullable Instant following(Instant after) {
    if (after.isAfter(FAR)) {
      return null;
    }
    Instant bounded = after.isBefore(LONG_AGO) ? LONG_AGO : after;
    LocalDateTime due = rule.next(allDoneBy(bounded));
    while (due != null && !instant(due).isAfter(bounded)) {
      due = rule.next(due);
    }
    return due == null ? null : instant(due);
  }

  /** The latest local time that has had its turn at that instant, with all that lie before it. */
  private LocalDateTime allDoneBy(Instant instant) {
    ZonedDateTime shown = instant.atZone(zone);
    ZoneOffsetTransition change = zone.getRules().getTransition(shown.toLocalDateTime());
    boolean repeated =
        change != null && change.isOverlap() && shown.getOffset().equals(change.getOffsetAfter());
    return repeated ? change.getDateTimeBefore().minusNanos(1) : shown.toLocalDateTime();
  }

  private Instant instant(LocalDateTime local) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.atZone(zone).toInstant();
    }
    return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
  }

  /**
   * Whether the active hours and days of {@code every} hold that instant; always true for a cron,
   * which has times but no hours.
   */
  public boolean active(Instant instant) {
    return rule.active(LocalDateTime.ofInstant(instant, zone));
  }

  /**
   * The longest time from one due run to the next by the clock on the wall, the first one where
   * several are as long; empty where the schedule is not due twice. Looked for over two weeks, or
   * 41 years where days of the month or months matter. A night in which an hour is repeated may
   * make it an hour longer.
   */
  public Optional<Gap> longestGap() {
    Gap longest = null;
    LocalDateTime before = null;
    LocalRule.Pause pause = rule.longestPause();
    LocalDate end = START.plusDays(rule.representativeDays());
    for (LocalDate day = START; day.isBefore(end); day = day.plusDays(1)) {
      if (!rule.startsOn(day)) {
        continue;
      }
      LocalDateTime midnight = day.atStartOfDay();
      if (before != null) {
        longest = longer(longest, Gap.of(before, midnight.plus(rule.first())));
      }
      if (pause != null) {
        longest = longer(longest, Gap.of(midnight.plus(pause.from()), midnight.plus(pause.to())));
      }
      before = midnight.plus(rule.last());
    }
    return Optional.ofNullable(longest);
  }

  private static Gap longer(@Nullable Gap one, Gap other) {
    return one == null || other.length().compareTo(one.length()) > 0 ? other : one;
  }

  /**
   * A time without a due run.
   *
   * @param from the last due time before it
   * @param to the first due time after it
   * @param length by the clock on the wall
   */
  public record Gap(LocalDateTime from, LocalDateTime to, Duration length) {
    private static final DateTimeFormatter WEEKDAY =
        DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static Gap of(LocalDateTime from, LocalDateTime to) {
      return new Gap(from, to, Duration.between(from, to));
    }

    /** For people: {@code Fri 21:45 to Mon 06:00}, with dates where it is a week or longer. */
    @Override
    public String toString() {
      DateTimeFormatter form = length.compareTo(Duration.ofDays(7)) < 0 ? WEEKDAY : DATE;
      return form.format(from) + " to " + form.format(to);
    }
  }
}
