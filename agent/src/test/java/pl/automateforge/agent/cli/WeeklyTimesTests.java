package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pl.automateforge.agent.spec.CronExpression;
import pl.automateforge.agent.spec.Recurrence;
import pl.automateforge.agent.spec.Schedule;

class WeeklyTimesTests {
  private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
  private static final Instant NOVEMBER = Instant.parse("2026-11-22T11:00:00Z");
  private static final Set<DayOfWeek> WORK =
      Set.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> ALL = Set.of(DayOfWeek.values());

  static Stream<Arguments> schedules() {
    return Stream.of(
        Arguments.of(schedule("PT15M", "06:00", "22:00", WORK), "*/15 6-21 * * 1-5"),
        Arguments.of(schedule("PT1M", "00:00", "00:00", ALL), "* * * * *"),
        Arguments.of(schedule("PT1H", "08:30", "16:45", WORK), "30 8-16 * * 1-5"),
        Arguments.of(schedule("PT24H", "07:00", "00:00", ALL), "0 7 * * *"),
        Arguments.of(schedule("PT2H", "00:00", "00:00", ALL), "0 */2 * * *"),
        Arguments.of(
            schedule("PT30M", "00:00", "12:00", Set.of(DayOfWeek.SUNDAY, DayOfWeek.TUESDAY)),
            "*/30 0-11 * * 2,7"));
  }

  private static Schedule schedule(String every, String from, String to, Set<DayOfWeek> days) {
    return new Schedule(
        Duration.parse(every),
        LocalTime.parse(from),
        LocalTime.parse(to),
        days,
        null,
        Schedule.Missed.RUN_ONCE);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("schedules")
  void writesThemForCron(Schedule schedule, String cron) {
    assertThat(WeeklyTimes.of(schedule).cron()).containsExactly(cron);
  }

  /** By our own reading of cron, over two weeks. */
  @Test
  void writesTimesThatTakeSeveralLines() {
    Schedule odd = schedule("PT25M", "21:10", "01:30", WORK);

    List<String> lines = WeeklyTimes.of(odd).cron();

    List<LocalDateTime> ours =
        Recurrence.of(odd, ZoneOffset.UTC)
            .between(NOVEMBER, NOVEMBER.plus(Duration.ofDays(14)))
            .map(due -> LocalDateTime.ofInstant(due, ZoneOffset.UTC))
            .toList();
    List<LocalDateTime> written =
        lines.stream().flatMap(line -> times(CronExpression.parse(line))).sorted().toList();
    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(written).isEqualTo(ours);
  }

  private static Stream<LocalDateTime> times(CronExpression cron) {
    LocalDateTime from = LocalDateTime.ofInstant(NOVEMBER, ZoneOffset.UTC);
    return Stream.iterate(
        cron.next(from), time -> time != null && !time.isAfter(from.plusDays(14)), cron::next);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("schedules")
  void writesThemForSystemd(Schedule schedule, String cron) throws Exception {
    assumeTrue(Scheduler.has("systemd-analyze"), "skipped: systemd-analyze is missing");

    List<String> calendar = WeeklyTimes.of(schedule).calendar(WARSAW);

    assertThat(calendar).hasSize(1);
    assertSameTimes(calendar.getFirst(), schedule, WARSAW, NOVEMBER);
  }

  /** Asks systemd for the next times, and compares them with ours. */
  static void assertSameTimes(String calendar, Schedule schedule, ZoneId zone, Instant from)
      throws Exception {
    DateTimeFormatter form =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    Scheduler.Ended ended =
        Scheduler.run(
            Path.of("/"),
            Map.of("PATH", System.getenv("PATH"), "TZ", "UTC", "LC_ALL", "C"),
            List.of(
                "systemd-analyze",
                "calendar",
                "--iterations=80",
                "--base-time=" + form.format(from),
                calendar));
    assertThat(ended.code()).as(ended.said()).isZero();
    List<String> theirs =
        Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC")
            .matcher(ended.said())
            .results()
            .map(found -> found.group())
            .toList();
    List<String> ours =
        Recurrence.of(schedule, zone).next(from, 80).stream().map(form::format).toList();
    assertThat(theirs).isEqualTo(ours);
  }
}
