package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class RecurrencePropertyTests {

  @Property
  void comesStrictlyLaterEachTime(
      @ForAll("schedules") Schedule schedule,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant after) {
    List<Instant> due = Recurrence.of(schedule, zone).next(after, 60);
    Instant before = after;
    for (Instant instant : due) {
      assertThat(instant).isAfter(before);
      before = instant;
    }
  }

  @Property
  void findsTheSameAskedOneByOneAndAsAList(
      @ForAll("schedules") Schedule schedule,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant after) {
    var recurrence = Recurrence.of(schedule, zone);
    List<Instant> due = recurrence.next(after, 20);
    if (due.isEmpty()) {
      assertThat(recurrence.next(after)).isEmpty();
      return;
    }
    assertThat(recurrence.between(after, due.getLast())).isEqualTo(due);
    Instant before = after;
    for (Instant instant : due) {
      assertThat(recurrence.next(before)).contains(instant);
      assertThat(recurrence.next(instant.minusNanos(1))).contains(instant);
      Instant middle = before.plus(Duration.between(before, instant).dividedBy(2));
      assertThat(recurrence.next(middle)).contains(instant);
      before = instant;
    }
  }

  @Property
  void neverShowsOneLocalTimeTwice(
      @ForAll("schedules") Schedule schedule,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant after) {
    List<LocalDateTime> local =
        Recurrence.of(schedule, zone).next(after, 200).stream()
            .map(due -> LocalDateTime.ofInstant(due, zone))
            .toList();
    assertThat(local).doesNotHaveDuplicates();
  }

  @Property
  void hasNoPauseLongerThanTheLongestGapButForAClockChange(
      @ForAll("schedules") Schedule schedule,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant after) {
    var recurrence = Recurrence.of(schedule, zone);
    Duration longest = recurrence.longestGap().orElseThrow().length();
    List<Instant> due = recurrence.next(after, 60);
    for (int i = 1; i < due.size(); i++) {
      Duration pause = Duration.between(due.get(i - 1), due.get(i));
      assertThat(pause).isLessThanOrEqualTo(longest.plusHours(1));
    }
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Europe/Warsaw",
            "UTC",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Havana",
            "America/Santiago",
            "Africa/Casablanca",
            "Asia/Kathmandu")
        .map(ZoneId::of);
  }

  /** Half of them within two days of a change of the clock in Warsaw. */
  @Provide
  Arbitrary<Instant> instants() {
    Arbitrary<Instant> any =
        Arbitraries.longs().between(1_700_000_000L, 2_100_000_000L).map(Instant::ofEpochSecond);
    Arbitrary<Instant> nearChange =
        Combinators.combine(
                Arbitraries.of("2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31"),
                Arbitraries.longs().between(-172_800, 172_800))
            .as((day, seconds) -> Instant.parse(day + "T01:00:00Z").plusSeconds(seconds));
    return Arbitraries.oneOf(any, nearChange);
  }

  @Provide
  Arbitrary<Schedule> schedules() {
    return Arbitraries.oneOf(crons(), intervals());
  }

  private Arbitrary<Schedule> crons() {
    return Combinators.combine(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 7))
        .as((m, h, dom, mon, dow) -> String.join(" ", m, h, dom, mon, dow))
        .map(RecurrenceTests::cron);
  }

  private static Arbitrary<String> field(int low, int high) {
    Arbitrary<Integer> value = Arbitraries.integers().between(low, high);
    Arbitrary<String> range =
        Combinators.combine(value, value).as((a, b) -> Math.min(a, b) + "-" + Math.max(a, b));
    Arbitrary<String> step = Arbitraries.integers().between(1, high - low).map(s -> "*/" + s);
    Arbitrary<String> list =
        value
            .map(String::valueOf)
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(values -> String.join(",", values));
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just("*")),
        Tuple.of(1, range),
        Tuple.of(1, step),
        Tuple.of(2, list));
  }

  private static Arbitrary<Schedule> intervals() {
    Arbitrary<LocalTime> times =
        Arbitraries.integers().between(0, 1439).map(m -> LocalTime.ofSecondOfDay(m * 60L));
    Arbitrary<Set<DayOfWeek>> days = Arbitraries.of(DayOfWeek.class).set().ofMinSize(1);
    Arbitrary<Duration> every = Arbitraries.integers().between(1, 1500).map(Duration::ofMinutes);
    return Combinators.combine(every, times, times, days)
        .as((e, from, to, d) -> new Schedule(e, from, to, d, null, Schedule.Missed.RUN_ONCE));
  }
}
