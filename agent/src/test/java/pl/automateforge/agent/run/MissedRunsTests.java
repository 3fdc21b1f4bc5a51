package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.spec.Recurrence;
import pl.automateforge.agent.spec.Schedule;
import pl.automateforge.agent.spec.Schedule.Missed;

class MissedRunsTests {
  private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private static MissedRuns office(Missed policy) {
    var schedule =
        new Schedule(
            Duration.ofMinutes(15),
            LocalTime.of(6, 0),
            LocalTime.of(22, 0),
            WORKDAYS,
            null,
            policy);
    return new MissedRuns(Recurrence.of(schedule, WARSAW), policy, Duration.ofSeconds(30));
  }

  private static MissedRuns cron(String text, Missed policy) {
    var schedule =
        new Schedule(null, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, WORKDAYS, text, policy);
    return new MissedRuns(Recurrence.of(schedule, WARSAW), policy, Duration.ofSeconds(30));
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(WARSAW).toInstant();
  }

  @Test
  void missesNothingAtTheFirstStartEver() {
    DuePlan plan = office(Missed.RUN_ONCE).at(at("2026-11-20T12:07"), List.of());
    assertThat(plan.runNow()).isNull();
    assertThat(plan.missed()).isEmpty();
    assertThat(plan.unlisted()).isNull();
    assertThat(plan.planned()).startsWith(at("2026-11-20T12:15"));
  }

  @Test
  void plansEveryRunOfADayAhead() {
    DuePlan plan = office(Missed.RUN_ONCE).at(at("2026-11-18T12:07"), List.of());
    assertThat(plan.planned()).hasSize(64).endsWith(at("2026-11-19T12:00"));
  }

  @Test
  void plansAtLeastFiveRunsAhead() {
    DuePlan friday = office(Missed.RUN_ONCE).at(at("2026-11-20T21:50"), List.of());
    assertThat(friday.planned())
        .containsExactly(
            at("2026-11-23T06:00"),
            at("2026-11-23T06:15"),
            at("2026-11-23T06:30"),
            at("2026-11-23T06:45"),
            at("2026-11-23T07:00"));
  }

  @Test
  void plansNoMoreThanTheLedgerCanCarry() {
    DuePlan plan =
        new MissedRuns(
                Recurrence.of(
                    new Schedule(
                        Duration.ofSeconds(1),
                        LocalTime.MIDNIGHT,
                        LocalTime.MIDNIGHT,
                        EnumSet.allOf(DayOfWeek.class),
                        null,
                        Missed.SKIP),
                    WARSAW),
                Missed.SKIP,
                Duration.ofSeconds(30))
            .at(at("2026-11-18T12:07"), List.of());
    assertThat(plan.planned()).hasSize(1800);
  }

  @Test
  void runsWhatIsDueNow() {
    for (Missed policy : Missed.values()) {
      var ledger = new LedgerInMemory(office(policy), at("2026-11-18T12:07"));
      DuePlan plan = ledger.at(at("2026-11-18T12:15").plusMillis(3));
      assertThat(plan.runNow()).isEqualTo(at("2026-11-18T12:15"));
      assertThat(plan.missed()).isEmpty();
      assertThat(plan.planned()).containsExactly(at("2026-11-19T12:15"));
    }
  }

  @Test
  void runsOnceForAWeekendAway() {
    var ledger = new LedgerInMemory(office(Missed.RUN_ONCE), at("2026-11-20T20:07"));
    DuePlan plan = ledger.at(at("2026-11-23T09:07"));
    assertThat(plan.runNow()).isEqualTo(at("2026-11-23T09:00"));
    assertThat(plan.missed())
        .hasSize(7 + 12)
        .startsWith(at("2026-11-20T20:15"))
        .contains(at("2026-11-20T21:45"), at("2026-11-23T06:00"))
        .endsWith(at("2026-11-23T08:45"));
    assertThat(plan.planned()).startsWith(at("2026-11-23T09:15"));
  }

  @Test
  void skipsAWeekendAway() {
    var ledger = new LedgerInMemory(office(Missed.SKIP), at("2026-11-20T20:07"));
    DuePlan plan = ledger.at(at("2026-11-23T09:07"));
    assertThat(plan.runNow()).isNull();
    assertThat(plan.missed()).hasSize(20).endsWith(at("2026-11-23T09:00"));
  }

  @Test
  void startsNothingOutsideTheActiveHours() {
    var ledger = new LedgerInMemory(office(Missed.RUN_ONCE), at("2026-11-20T20:07"));
    DuePlan saturday = ledger.at(at("2026-11-21T10:00"));
    assertThat(saturday.runNow()).isNull();
    assertThat(saturday.missed()).hasSize(7);
    assertThat(ledger.at(at("2026-11-23T06:00")).runNow()).isEqualTo(at("2026-11-23T06:00"));
  }

  @Test
  void makesUpForACronAtAnyHour() {
    var ledger = new LedgerInMemory(cron("0 2 * * *", Missed.RUN_ONCE), at("2026-11-20T20:07"));
    DuePlan plan = ledger.at(at("2026-11-23T09:07"));
    assertThat(plan.runNow()).isEqualTo(at("2026-11-23T02:00"));
    assertThat(plan.missed()).containsExactly(at("2026-11-21T02:00"), at("2026-11-22T02:00"));
  }

  @Test
  void waitsWhereTheClockJumpedBackAnHour() {
    var ledger = new LedgerInMemory(office(Missed.RUN_ONCE), at("2026-11-20T12:00"));
    assertThat(ledger.at(at("2026-11-20T12:15")).runNow()).isNotNull();
    DuePlan plan = ledger.at(at("2026-11-20T11:16"));
    assertThat(plan.runNow()).isNull();
    assertThat(plan.missed()).isEmpty();
    assertThat(plan.planned())
        .as("due before the jump and not run then")
        .containsExactly(at("2026-11-20T11:30"), at("2026-11-20T11:45"), at("2026-11-20T12:00"));
    assertThat(ledger.at(at("2026-11-20T11:30")).runNow()).isEqualTo(at("2026-11-20T11:30"));
    assertThat(ledger.at(at("2026-11-20T12:15")).runNow()).isEqualTo(at("2026-11-20T12:00"));
    assertThat(ledger.at(at("2026-11-20T12:30")).runNow()).isEqualTo(at("2026-11-20T12:30"));
  }

  @Test
  void runsOnceWhereTheClockJumpedAheadADay() {
    var ledger = new LedgerInMemory(office(Missed.RUN_ONCE), at("2026-11-18T12:00"));
    assertThat(ledger.at(at("2026-11-18T12:15")).runNow()).isNotNull();
    DuePlan plan = ledger.at(at("2026-11-19T12:20"));
    assertThat(plan.runNow()).isEqualTo(at("2026-11-19T12:15"));
    assertThat(plan.missed()).hasSize(63);
  }

  @Test
  void plansAgainWhatAClockThatRanAheadMadeMissed() {
    var ledger = new LedgerInMemory(office(Missed.RUN_ONCE), at("2026-11-18T12:00"));
    ledger.at(at("2026-11-19T12:20"));
    DuePlan back = ledger.at(at("2026-11-18T12:21"));
    assertThat(back.reopened())
        .hasSize(63)
        .startsWith(at("2026-11-18T12:30"))
        .endsWith(at("2026-11-19T12:00"));
    assertThat(back.missed()).isEmpty();
    assertThat(ledger.at(at("2026-11-18T12:30")).runNow()).isEqualTo(at("2026-11-18T12:30"));
  }

  @Test
  void withdrawsWhatANewScheduleNoLongerKnows() {
    var ledger = new LedgerInMemory(office(Missed.RUN_ONCE), at("2026-11-18T12:01"));
    ledger.use(cron("0 8 * * *", Missed.RUN_ONCE));
    DuePlan plan = ledger.at(at("2026-11-18T12:02"));
    assertThat(plan.withdrawn()).hasSize(63).doesNotContain(at("2026-11-19T08:00"));
    assertThat(plan.planned())
        .containsExactly(
            at("2026-11-20T08:00"),
            at("2026-11-21T08:00"),
            at("2026-11-22T08:00"),
            at("2026-11-23T08:00"));
  }

  @Test
  void boundsWhatIsListedAfterAYearAway() {
    var ledger = new LedgerInMemory(cron("* * * * *", Missed.RUN_ONCE), at("2025-11-20T12:00"));
    Instant now = at("2026-09-20T12:00");
    DuePlan plan = ledger.at(now);
    assertThat(plan.runNow()).isEqualTo(now);
    assertThat(plan.missed())
        .hasSize(1440 + 44_640 - 1)
        .endsWith(now.minusSeconds(60))
        .contains(now.minus(Duration.ofDays(31)).plusSeconds(60));
    assertThat(plan.unlisted())
        .isEqualTo(
            new DuePlan.Unlisted(
                at("2025-11-21T12:00"), now.minus(Duration.ofDays(31)).plusSeconds(60)));
  }
}
