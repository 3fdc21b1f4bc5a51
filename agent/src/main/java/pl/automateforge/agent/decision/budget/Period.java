package pl.automateforge.agent.decision.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** What a limit is for: a day or a month of a time zone, as long as its clocks make it. */
public enum Period {
  DAY {
    @Override
    LocalDate first(LocalDate day) {
      return day;
    }

    @Override
    LocalDate next(LocalDate first) {
      return first.plusDays(1);
    }
  },
  MONTH {
    @Override
    LocalDate first(LocalDate day) {
      return day.withDayOfMonth(1);
    }

    @Override
    LocalDate next(LocalDate first) {
      return first.plusMonths(1);
    }
  };

  abstract LocalDate first(LocalDate day);

  abstract LocalDate next(LocalDate first);

  /** When the period began that the instant lies in. */
  public Instant start(Instant at, ZoneId zone) {
    return first(LocalDate.ofInstant(at, zone)).atStartOfDay(zone).toInstant();
  }

  /** When the next one begins. */
  public Instant end(Instant at, ZoneId zone) {
    return next(first(LocalDate.ofInstant(at, zone))).atStartOfDay(zone).toInstant();
  }
}
