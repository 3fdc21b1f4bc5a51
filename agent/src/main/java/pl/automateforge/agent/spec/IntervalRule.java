package pl.automateforge.agent.spec;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every so often within the active hours of the active days, counted anew from the start of the
 * hours of each day. Hours that run over midnight belong to the day they start on.
 */
record IntervalRule(Duration every, LocalTime from, Duration window, Set<DayOfWeek> days)
    implements LocalRule {
  private static final Duration DAY = Duration.ofDays(1);

  IntervalRule {
    days = Set.copyOf(days);
    if (every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("every " + every + "; expected a time over zero");
    }
  }

  static IntervalRule of(Duration every, LocalTime from, LocalTime to, Set<DayOfWeek> days) {
    Duration window = Duration.between(from, to);
    boolean overMidnight = window.isNegative() || window.isZero();
    return new IntervalRule(every, from, overMidnight ? window.plus(DAY) : window, days);
  }

  @Override
  public @Nullable LocalDateTime next(LocalDateTime after) {
    LocalDate day = after.toLocalDate().minusDays(1);
    LocalDate last = day.plusDays(9);
    for (; day.isBefore(last); day = day.plusDays(1)) {
      LocalDateTime due = days.contains(day.getDayOfWeek()) ? nextWithin(day, after) : null;
      if (due != null) {
        return due;
      }
    }
    return null;
  }

  private @Nullable LocalDateTime nextWithin(LocalDate day, LocalDateTime after) {
    LocalDateTime start = day.atTime(from);
    if (after.isBefore(start)) {
      return start;
    }
    Duration gone = Duration.between(start, after);
    if (gone.compareTo(window) >= 0) {
      return null;
    }
    Duration due = every.multipliedBy(gone.dividedBy(every) + 1);
    return due.compareTo(window) < 0 ? start.plus(due) : null;
  }

  @Override
  public boolean active(LocalDateTime time) {
    LocalDate today = time.toLocalDate();
    return holds(today.minusDays(1), time) || holds(today, time);
  }

  private boolean holds(LocalDate day, LocalDateTime time) {
    LocalDateTime start = day.atTime(from);
    return startsOn(day) && !time.isBefore(start) && time.isBefore(start.plus(window));
  }

  @Override
  public boolean startsOn(LocalDate day) {
    return days.contains(day.getDayOfWeek());
  }

  @Override
  public Duration first() {
    return Duration.between(LocalTime.MIDNIGHT, from);
  }

  @Override
  public Duration last() {
    return first().plus(every.multipliedBy(window.minusNanos(1).dividedBy(every)));
  }

  @Override
  public @Nullable Pause longestPause() {
    return every.compareTo(window) < 0 ? new Pause(first(), first().plus(every)) : null;
  }

  @Override
  public int representativeDays() {
    return 15;
  }
}
