package pl.automateforge.agent.spec;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When runs are due, in the agent's time zone: either a cron expression (five fields), or an
 * interval within hours and days.
 *
 * @param every null where {@code cron} is set
 * @param from start of the active hours, inclusive
 * @param to end of the active hours, exclusive; {@link LocalTime#MIDNIGHT} as an end means 24:00
 * @param cron null where {@code every} is set
 */
public record Schedule(
    @Nullable Duration every,
    LocalTime from,
    LocalTime to,
    Set<DayOfWeek> days,
    @Nullable String cron,
    Missed missed) {
  public Schedule {
    days = Set.copyOf(days);
  }

  /** What happens to due runs that did not start while the agent was away. */
  public enum Missed {
    /** One run makes up for all that were missed. */
    RUN_ONCE,
    /** They are recorded as missed, the next due run is the next one. */
    SKIP
  }
}
