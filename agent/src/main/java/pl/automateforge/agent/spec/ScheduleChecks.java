package pl.automateforge.agent.spec;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Schedules that come due, and a first run that reaches back over their longest gap. */
final class ScheduleChecks {
  private static final String SINCE = "source.filter.since";

  private ScheduleChecks() {}

  static void check(Draft draft) {
    boolean cron = draft.isWritten("schedule.cron");
    for (String key : List.of("every", "hours", "days")) {
      if (cron && draft.isWritten("schedule." + key)) {
        draft.error(
            "schedule." + key,
            "cron stands instead of every, hours and days; expected only one way");
      }
    }
    Optional<Schedule> schedule = draft.get("schedule", Schedule.class);
    if (schedule.isEmpty()) {
      return;
    }
    Optional<String> problem = Recurrence.problem(schedule.get());
    problem.ifPresent(p -> draft.error(cron ? "schedule.cron" : "schedule", p));
    if (problem.isEmpty()) {
      every(draft, schedule.get());
      since(draft, schedule.get());
    }
  }

  private static void every(Draft draft, Schedule schedule) {
    Duration every = schedule.every();
    Duration window = schedule.hours().length();
    if (schedule.cron() == null && every != null && every.compareTo(window) > 0) {
      draft.error(
          "schedule.every",
          DurationLeaf.text(every)
              + " is longer than the hours "
              + schedule.hours()
              + ", which last "
              + DurationLeaf.text(window)
              + "; expected at most that");
    }
  }

  private static void since(Draft draft, Schedule schedule) {
    Optional<Duration> since = draft.get(SINCE, Duration.class);
    Optional<ZoneId> zone = draft.get("timezone", ZoneId.class);
    if (since.isEmpty() || zone.isEmpty()) {
      return;
    }
    Optional<Recurrence.Gap> gap = Recurrence.of(schedule, zone.get()).longestGap();
    if (gap.isPresent() && since.get().compareTo(gap.get().length()) < 0) {
      String length = DurationLeaf.text(gap.get().length());
      draft.error(
          SINCE,
          DurationLeaf.text(since.get())
              + (draft.isWritten(SINCE) ? "" : ", the default,")
              + " is shorter than the schedule's longest gap of "
              + length
              + ", "
              + gap.get()
              + "; expected at least "
              + DurationLeaf.atLeast(gap.get().length()));
    }
  }
}
