package pl.automateforge.agent.cli;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import pl.automateforge.agent.spec.Recurrence;
import pl.automateforge.agent.spec.Schedule;

/**
 * A schedule's due times as schedulers of the system write them: times of the local clock that come
 * again each week. Only a schedule of whole minutes by {@code every} can be written so.
 */
record WeeklyTimes(List<Block> blocks) {
  private static final LocalDateTime MONDAY = LocalDateTime.of(2024, 1, 8, 0, 0);
  private static final int MINUTES = 60;
  private static final int HOURS = 24;
  private static final int DAYS = 7;

  WeeklyTimes {
    blocks = List.copyOf(blocks);
  }

  /** All these minutes of all these hours of all these days; 1 is Monday. */
  record Block(
      NavigableSet<Integer> days, NavigableSet<Integer> hours, NavigableSet<Integer> minutes) {}

  /** The due times of a week. */
  static WeeklyTimes of(Schedule schedule) {
    Map<DayOfWeek, Map<Integer, NavigableSet<Integer>>> week = new EnumMap<>(DayOfWeek.class);
    Instant monday = MONDAY.toInstant(ZoneOffset.UTC);
    Recurrence.of(schedule, ZoneOffset.UTC)
        .between(monday.minusNanos(1), MONDAY.plusWeeks(1).minusNanos(1).toInstant(ZoneOffset.UTC))
        .map(due -> LocalDateTime.ofInstant(due, ZoneOffset.UTC))
        .forEach(due ->
            week.computeIfAbsent(due.getDayOfWeek(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(due.getHour(), _ -> new TreeSet<>())
                .add(due.getMinute()));
    return new WeeklyTimes(blocks(week));
  }

  /** Hours with the same minutes become one, then days with the same hours. */
  private static List<Block> blocks(Map<DayOfWeek, Map<Integer, NavigableSet<Integer>>> week) {
    Map<List<NavigableSet<Integer>>, NavigableSet<Integer>> days = new LinkedHashMap<>();
    week.forEach((day, hours) -> {
      Map<NavigableSet<Integer>, NavigableSet<Integer>> alike = new LinkedHashMap<>();
      hours.forEach(
          (hour, minutes) -> alike.computeIfAbsent(minutes, _ -> new TreeSet<>()).add(hour));
      alike.forEach((minutes, same) ->
          days.computeIfAbsent(List.of(same, minutes), _ -> new TreeSet<>()).add(day.getValue()));
    });
    List<Block> blocks = new ArrayList<>();
    days.forEach((times, same) -> blocks.add(new Block(same, times.get(0), times.get(1))));
    return blocks;
  }

  /** The first five fields of crontab lines. */
  List<String> cron() {
    return blocks.stream()
        .map(block ->
            cron(block.minutes(), MINUTES)
                + " "
                + cron(block.hours(), HOURS)
                + " * * "
                + cron(block.days(), DAYS))
        .toList();
  }

  private static String cron(NavigableSet<Integer> values, int whole) {
    int step = step(values, whole);
    if (values.size() == whole) {
      return "*";
    }
    return step > 0 && values.first() == 0 ? "*/" + step : ranges(values, "-", String::valueOf);
  }

  /** Values of systemd's OnCalendar. */
  List<String> calendar(ZoneId zone) {
    return blocks.stream()
        .map(block ->
            (block.days().size() == DAYS ? "" : ranges(block.days(), "..", WeeklyTimes::day) + " ")
                + "*-*-* "
                + ranges(block.hours(), "..", WeeklyTimes::two)
                + ":"
                + calendarMinutes(block.minutes())
                + ":00 "
                + zone.getId())
        .toList();
  }

  private static String calendarMinutes(NavigableSet<Integer> minutes) {
    int step = step(minutes, MINUTES);
    return step > 0
        ? two(minutes.first()) + "/" + step
        : minutes.stream().map(WeeklyTimes::two).collect(Collectors.joining(","));
  }

  private static String day(int number) {
    return DayOfWeek.of(number).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  private static String two(int number) {
    return (number < 10 ? "0" : "") + number;
  }

  /** What always lies between one value and the next, up to the end; 0 where that differs. */
  private static int step(NavigableSet<Integer> values, int whole) {
    Integer second = values.higher(values.first());
    if (second == null) {
      return 0;
    }
    int step = second - values.first();
    boolean even = values.last() - values.first() == step * (values.size() - 1);
    for (int value : values) {
      even &= (value - values.first()) % step == 0;
    }
    return even && values.last() + step >= whole ? step : 0;
  }

  private static String ranges(
      NavigableSet<Integer> values, String to, IntFunction<String> written) {
    List<String> ranges = new ArrayList<>();
    int from = -1;
    for (int value : values) {
      from = values.contains(value - 1) ? from : value;
      if (!values.contains(value + 1)) {
        ranges.add(
            from == value ? written.apply(value) : written.apply(from) + to + written.apply(value));
      }
    }
    return String.join(",", ranges);
  }
}
