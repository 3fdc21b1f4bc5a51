package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTests {
  private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> ALL_DAYS = EnumSet.allOf(DayOfWeek.class);

  static Schedule cron(String text) {
    return new Schedule(
        null, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ALL_DAYS, text, Schedule.Missed.RUN_ONCE);
  }

  static Schedule every(String every, String from, String to, Set<DayOfWeek> days) {
    LocalTime end = to.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(to);
    return new Schedule(
        Duration.parse(every), LocalTime.parse(from), end, days, null, Schedule.Missed.RUN_ONCE);
  }

  private static List<String> local(Schedule schedule, String after, int count) {
    Instant start = LocalDateTime.parse(after).atZone(WARSAW).toInstant();
    return Recurrence.of(schedule, WARSAW).next(start, count).stream()
        .map(due -> due.atZone(WARSAW).toOffsetDateTime().toString())
        .toList();
  }

  @Test
  void isDueFromTheStartOfTheHoursUntilStrictlyBeforeTheirEnd() {
    Schedule office = every("PT15M", "06:00", "22:00", WORKDAYS);
    assertThat(local(office, "2026-11-20T21:20", 4))
        .containsExactly(
            "2026-11-20T21:30+01:00",
            "2026-11-20T21:45+01:00",
            "2026-11-23T06:00+01:00",
            "2026-11-23T06:15+01:00");
  }

  @Test
  void countsAnewFromTheStartOfEachDay() {
    assertThat(local(every("PT7H", "06:00", "24:00", ALL_DAYS), "2026-11-20T13:00", 4))
        .containsExactly(
            "2026-11-20T20:00+01:00",
            "2026-11-21T06:00+01:00",
            "2026-11-21T13:00+01:00",
            "2026-11-21T20:00+01:00");
  }

  @Test
  void countsHoursOverMidnightToTheDayTheyStartOn() {
    Schedule night = every("PT2H", "22:00", "04:00", Set.of(DayOfWeek.FRIDAY));
    assertThat(local(night, "2026-11-20T00:00", 4))
        .containsExactly(
            "2026-11-20T22:00+01:00",
            "2026-11-21T00:00+01:00",
            "2026-11-21T02:00+01:00",
            "2026-11-27T22:00+01:00");
  }

  @Test
  void isDueRoundTheClockWhereTheHoursAreTheWholeDay() {
    assertThat(local(every("PT8H", "00:00", "24:00", ALL_DAYS), "2026-11-20T15:59:59", 3))
        .containsExactly(
            "2026-11-20T16:00+01:00", "2026-11-21T00:00+01:00", "2026-11-21T08:00+01:00");
    assertThat(local(every("PT12H", "08:00", "08:00", ALL_DAYS), "2026-11-20T08:00", 2))
        .containsExactly("2026-11-20T20:00+01:00", "2026-11-21T08:00+01:00");
  }

  @Test
  void isDueOnceADayWhereTheIntervalIsLongerThanTheHours() {
    assertThat(local(every("PT48H", "06:00", "22:00", ALL_DAYS), "2026-11-20T06:00", 2))
        .containsExactly("2026-11-21T06:00+01:00", "2026-11-22T06:00+01:00");
  }

  @Test
  void runsAfterTheGapWhatTheClockLeavesOut() {
    assertThat(local(cron("30 2 * * *"), "2026-03-28T12:00", 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
    assertThat(local(cron("0 2 * * SUN"), "2026-03-28T12:00", 1))
        .containsExactly("2026-03-29T03:00+02:00");
  }

  @Test
  void runsOnceWhatFallsTogetherAfterTheGap() {
    assertThat(local(cron("*/20 1-3 * * *"), "2026-03-29T01:20", 4))
        .containsExactly(
            "2026-03-29T01:40+01:00",
            "2026-03-29T03:00+02:00",
            "2026-03-29T03:20+02:00",
            "2026-03-29T03:40+02:00");
  }

  @Test
  void runsTheFirstTimeWhatTheClockShowsTwice() {
    assertThat(local(cron("30 2 * * *"), "2026-10-24T12:00", 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    assertThat(local(every("PT30M", "00:00", "24:00", ALL_DAYS), "2026-10-25T01:30", 4))
        .containsExactly(
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T03:00+01:00",
            "2026-10-25T03:30+01:00");
  }

  @Test
  void goesOnAfterTheRepeatedHourWhenAskedWithinIt() {
    Instant second = Instant.parse("2026-10-25T01:10:00Z");
    assertThat(Recurrence.of(cron("*/10 * * * *"), WARSAW).next(second))
        .contains(Instant.parse("2026-10-25T02:00:00Z"));
  }

  @Test
  void betweenLeavesOutItsStartAndHoldsItsEnd() {
    var hourly = Recurrence.of(cron("0 * * * *"), WARSAW);
    assertThat(
            hourly.between(
                Instant.parse("2026-11-20T10:00:00Z"), Instant.parse("2026-11-20T12:00:00Z")))
        .containsExactly(
            Instant.parse("2026-11-20T11:00:00Z"), Instant.parse("2026-11-20T12:00:00Z"));
  }

  @Test
  void neverComesWithoutSearchingForEver() {
    var never = Recurrence.of(cron("0 0 30 2 *"), WARSAW);
    assertThat(never.next(Instant.parse("2026-11-20T00:00:00Z"))).isEmpty();
    assertThat(never.next(Instant.parse("2026-11-20T00:00:00Z"), 5)).isEmpty();
    assertThat(never.longestGap()).isEmpty();
    assertThat(Recurrence.of(every("PT1H", "06:00", "22:00", Set.of()), WARSAW).next(Instant.EPOCH))
        .isEmpty();
  }

  @Test
  void answersAtTheEndsOfTime() {
    var hourly = Recurrence.of(cron("0 * * * *"), WARSAW);
    assertThat(hourly.next(Instant.MAX)).isEmpty();
    assertThat(hourly.next(Instant.MIN)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "0 0 30 2 *  | cron \"0 0 30 2 *\" is never due; expected a day of month",
        "61 0 * * *  | cron \"61 0 * * *\", character 1: \"61\" as minute; expected 0-59",
        "0 8 * * 1-5 | -",
      })
  void saysWhatIsWrongWithACron(String text, @Nullable String expected) {
    if (expected == null) {
      assertThat(Recurrence.problem(cron(text))).isEmpty();
    } else {
      assertThat(Recurrence.problem(cron(text)))
          .hasValueSatisfying(said -> assertThat(said).startsWith(expected));
    }
  }

  @Test
  void saysWhatIsWrongWithAnInterval() {
    assertThat(Recurrence.problem(every("PT15M", "06:00", "22:00", WORKDAYS))).isEmpty();
    assertThat(Recurrence.problem(every("PT0S", "06:00", "22:00", WORKDAYS)))
        .contains("every PT0S; expected a time over zero");
    assertThat(Recurrence.problem(every("PT15M", "06:00", "22:00", Set.of())))
        .hasValueSatisfying(said -> assertThat(said).contains("days is empty"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recurrence.of(every("-PT1M", "06:00", "22:00", WORKDAYS), WARSAW))
        .withMessageContaining("every PT-1M");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/15 6-21 * * 1-5 | PT56H15M  | Fri 21:45 to Mon 06:00",
        "* * * * *         | PT1M      | Mon 00:00 to Mon 00:01",
        "0 8 * * *         | PT24H     | Mon 08:00 to Tue 08:00",
        "0 8,9,17 * * *    | PT15H     | Mon 17:00 to Tue 08:00",
        "0 8,20 * * *      | PT12H     | Mon 08:00 to Mon 20:00",
        "0 2 * * SUN       | PT168H    | 2024-01-07 02:00 to 2024-01-14 02:00",
        "0 8 31 * *        | PT1464H   | 2024-03-31 08:00 to 2024-05-31 08:00",
        "0 8 1 1 *         | PT8784H   | 2024-01-01 08:00 to 2025-01-01 08:00",
      })
  void findsTheLongestGapOfACron(String text, Duration length, String said) {
    assertThat(Recurrence.of(cron(text), WARSAW).longestGap())
        .hasValueSatisfying(gap -> {
          assertThat(gap.length()).isEqualTo(length);
          assertThat(gap).hasToString(said);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "PT15M, 06:00, 22:00, PT56H15M, Fri 21:45 to Mon 06:00",
    "PT1H, 22:00, 06:00, PT65H, Sat 05:00 to Mon 22:00",
    "PT25M, 06:00, 07:00, PT71H10M, Fri 06:50 to Mon 06:00",
    "PT5H, 06:00, 07:00, PT72H, Fri 06:00 to Mon 06:00",
  })
  void findsTheLongestGapOfAnInterval(
      String every, String from, String to, Duration length, String said) {
    assertThat(Recurrence.of(every(every, from, to, WORKDAYS), WARSAW).longestGap())
        .hasValueSatisfying(gap -> {
          assertThat(gap.length()).isEqualTo(length);
          assertThat(gap).hasToString(said);
        });
  }

  @Test
  void findsTheIntervalItselfAsTheLongestGapOfARoundTheClockSchedule() {
    assertThat(Recurrence.of(every("PT15M", "00:00", "24:00", ALL_DAYS), WARSAW).longestGap())
        .hasValueSatisfying(gap -> assertThat(gap.length()).isEqualTo(Duration.ofMinutes(15)));
  }

  @ParameterizedTest
  @CsvSource({
    "06:00, 22:00, 2026-11-20T05:59:59, false",
    "06:00, 22:00, 2026-11-20T06:00, true",
    "06:00, 22:00, 2026-11-20T21:59:59, true",
    "06:00, 22:00, 2026-11-20T22:00, false",
    "06:00, 22:00, 2026-11-21T12:00, false",
    "22:00, 06:00, 2026-11-21T05:59, true",
    "22:00, 06:00, 2026-11-22T05:59, false",
    "00:00, 24:00, 2026-11-20T00:00, true",
  })
  void knowsItsActiveHours(String from, String to, LocalDateTime time, boolean active) {
    var recurrence = Recurrence.of(every("PT15M", from, to, WORKDAYS), WARSAW);
    assertThat(recurrence.active(time.atZone(WARSAW).toInstant())).isEqualTo(active);
  }

  @Test
  void isActiveAtAllTimesForACron() {
    assertThat(Recurrence.of(cron("0 8 * * *"), WARSAW).active(Instant.EPOCH)).isTrue();
  }
}
