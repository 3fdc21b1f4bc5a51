package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When runs are due, in the agent's time zone: either a cron expression (five fields), or an
 * interval within hours and days.
 *
 * @param every null where {@code cron} is set; 15 minutes where neither is
 * @param cron null where {@code every} is set
 */
public record Schedule(
    @Between(min = "1s", max = "24h")
        @Change(MATERIAL)
        @Doc("The time from one run to the next; 15m where neither it nor cron is written.")
        @Nullable Duration every,
    @Default("00:00-24:00")
        @Change(MATERIAL)
        @Doc("The hours of runs; 22:00-06:00 runs over midnight.")
        Hours hours,
    @Default("mon-sun") @Change(MATERIAL) @Doc("The days of runs, such as mon-fri or mon,wed.")
        Set<DayOfWeek> days,
    @Change(MATERIAL) @Doc("Five fields, instead of every, hours and days.") @Nullable String cron,
    @Default("run-once")
        @Change(MATERIAL)
        @Doc("What happens to runs that were missed while the agent was away.")
        Missed missed) {
  private static final Duration EVERY = Duration.ofMinutes(15);

  public Schedule {
    days = Set.copyOf(days);
    every = every == null && cron == null ? EVERY : every;
  }

  /** With the hours as two times. */
  public Schedule(
      @Nullable Duration every,
      LocalTime from,
      LocalTime to,
      Set<DayOfWeek> days,
      @Nullable String cron,
      Missed missed) {
    this(every, new Hours(from, to), days, cron, missed);
  }

  /** Start of the active hours, inclusive. */
  public LocalTime from() {
    return hours.from();
  }

  /** End of the active hours, exclusive; {@link LocalTime#MIDNIGHT} as an end means 24:00. */
  public LocalTime to() {
    return hours.to();
  }

  /**
   * Hours of a day. They run over midnight where the end is before the start; equal ends, which are
   * written 00:00-24:00, mean the whole day.
   *
   * @param to exclusive; {@link LocalTime#MIDNIGHT} means 24:00
   */
  public record Hours(LocalTime from, LocalTime to) {
    /** How long they last. */
    public Duration length() {
      Duration length = Duration.between(from, to);
      return length.isPositive() ? length : length.plusDays(1);
    }

    /** As they are written, such as {@code 06:00-22:00}. */
    @Override
    public String toString() {
      return from + "-" + (to.equals(LocalTime.MIDNIGHT) ? "24:00" : to);
    }
  }

  /** What happens to due runs that did not start while the agent was away. */
  public enum Missed {
    /** One run makes up for all that were missed. */
    RUN_ONCE,
    /** They are recorded as missed, the next due run is the next one. */
    SKIP
  }
}
