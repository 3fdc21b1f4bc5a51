package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every minute of four days on which the clock changes, for many forms of a schedule, against an
 * oracle that knows neither the parser nor the search: it walks the minutes of the day and asks a
 * condition written beside each form.
 */
class RecurrenceClockChangeTests {
  private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
  private static final List<LocalDate> DAYS =
      Stream.of("2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31")
          .map(LocalDate::parse)
          .toList();

  record Form(String name, Schedule schedule, Predicate<LocalDateTime> due) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Form cron(String text, Predicate<LocalDateTime> due) {
    return new Form(text, RecurrenceTests.cron(text), due);
  }

  private static Form every(String every, String from, String to, Predicate<LocalDateTime> due) {
    Set<DayOfWeek> all = EnumSet.allOf(DayOfWeek.class);
    return new Form(
        every + " " + from + "-" + to, RecurrenceTests.every(every, from, to, all), due);
  }

  private static boolean at(LocalDateTime time, int hour, int minute) {
    return time.getHour() == hour && time.getMinute() == minute;
  }

  private static boolean sunday(LocalDateTime time) {
    return time.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  static Stream<Form> forms() {
    return Stream.of(
        cron("30 2 * * *", t -> at(t, 2, 30)),
        cron("0 2 * * *", t -> at(t, 2, 0)),
        cron("0 3 * * *", t -> at(t, 3, 0)),
        cron("59 2 * * *", t -> at(t, 2, 59)),
        cron("59 1 * * *", t -> at(t, 1, 59)),
        cron("0 2 * * SUN", t -> sunday(t) && at(t, 2, 0)),
        cron("0 2 * * 7", t -> sunday(t) && at(t, 2, 0)),
        cron("0 2 * * 0", t -> sunday(t) && at(t, 2, 0)),
        cron("0 2 * * MON-SAT", t -> !sunday(t) && at(t, 2, 0)),
        cron("15 2 25-31 3,10 *", t -> t.getDayOfMonth() >= 25 && at(t, 2, 15)),
        cron("15 2 29 * SUN", t -> (t.getDayOfMonth() == 29 || sunday(t)) && at(t, 2, 15)),
        cron("15 2 */2 * SUN", t -> t.getDayOfMonth() % 2 == 1 && sunday(t) && at(t, 2, 15)),
        cron("* * * * *", t -> true),
        cron("*/15 * * * *", t -> t.getMinute() % 15 == 0),
        cron("*/7 * * * *", t -> t.getMinute() % 7 == 0),
        cron("*/15 6-21 * * 1-5", t -> false),
        cron(
            "*/15 6-21 * * *",
            t -> t.getHour() >= 6 && t.getHour() <= 21 && t.getMinute() % 15 == 0),
        cron("0 */2 * * *", t -> t.getHour() % 2 == 0 && t.getMinute() == 0),
        cron(
            "5,35 1-3 * * *", t -> t.getHour() >= 1 && t.getHour() <= 3 && t.getMinute() % 30 == 5),
        cron(
            "0-10/5 2 * * *",
            t -> t.getHour() == 2 && t.getMinute() <= 10 && t.getMinute() % 5 == 0),
        cron("30 1,2,3 * * *", t -> at(t, 1, 30) || at(t, 2, 30) || at(t, 3, 30)),
        cron("0 0 * * *", t -> at(t, 0, 0)),
        cron("59 23 * * *", t -> at(t, 23, 59)),
        cron("0 0 1 * *", t -> t.getDayOfMonth() == 1 && at(t, 0, 0)),
        cron("30 2 * MAR,OCT *", t -> at(t, 2, 30)),
        cron("30 2 * APR *", t -> false),
        every("PT15M", "00:00", "24:00", t -> t.getMinute() % 15 == 0),
        every(
            "PT20M",
            "02:10",
            "03:30",
            t -> minute(t) >= 130 && minute(t) < 210 && minute(t) % 20 == 10),
        every("PT1H", "02:30", "02:31", t -> at(t, 2, 30)),
        every("PT45M", "22:00", "02:30", t -> nightly(t)));
  }

  private static int minute(LocalDateTime time) {
    return time.getHour() * 60 + time.getMinute();
  }

  /** 22:00 to 02:30 every 45 minutes: 22:00, 22:45, 23:30, 00:15, 01:00, 01:45. */
  private static boolean nightly(LocalDateTime time) {
    return Set.of(1320, 1365, 1410, 15, 60, 105).contains(minute(time));
  }

  /**
   * For each minute of the clock's face the first minute of the day at which a clock shows it or,
   * where none ever does, something later.
   */
  private static final Map<LocalDate, Map<LocalDateTime, Instant>> FACES =
      DAYS.stream().collect(Collectors.toMap(day -> day, RecurrenceClockChangeTests::face));

  private static Map<LocalDateTime, Instant> face(LocalDate day) {
    Instant start = day.atStartOfDay(WARSAW).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(WARSAW).toInstant();
    Map<LocalDateTime, Instant> shown = new HashMap<>();
    LocalDateTime face = day.atStartOfDay();
    for (; face.toLocalDate().equals(day); face = face.plusMinutes(1)) {
      Instant minute = start;
      while (minute.isBefore(end) && minute.atZone(WARSAW).toLocalDateTime().isBefore(face)) {
        minute = minute.plus(1, ChronoUnit.MINUTES);
      }
      shown.put(face, minute);
    }
    return shown;
  }

  private static NavigableSet<Instant> oracle(LocalDate day, Predicate<LocalDateTime> due) {
    NavigableSet<Instant> found = new TreeSet<>();
    FACES
        .getOrDefault(day, Map.of())
        .forEach((face, shown) -> {
          if (due.test(face)) {
            found.add(shown);
          }
        });
    return found;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void isDueOnceALocalDay(Form form) {
    var recurrence = Recurrence.of(form.schedule(), WARSAW);
    for (LocalDate day : DAYS) {
      NavigableSet<Instant> expected = oracle(day, form.due());
      Instant before = day.atStartOfDay(WARSAW).toInstant().minusNanos(1);
      Instant last = day.plusDays(1).atStartOfDay(WARSAW).toInstant().minusNanos(1);

      assertThat(recurrence.between(before, last))
          .as("%s", day)
          .containsExactlyElementsOf(expected);
      for (Instant minute = before; minute.isBefore(last); minute = minute.plusSeconds(60)) {
        assertNext(recurrence, minute, last, expected);
        assertNext(recurrence, minute.plusNanos(1), last, expected);
      }
    }
  }

  private static void assertNext(
      Recurrence recurrence, Instant after, Instant last, NavigableSet<Instant> expected) {
    Instant next = expected.higher(after);
    var found = recurrence.next(after);
    if (next == null) {
      assertThat(found).as("after %s", after).hasValueSatisfying(i -> assertThat(i).isAfter(last));
    } else {
      assertThat(found).as("after %s", after).contains(next);
    }
  }
}
