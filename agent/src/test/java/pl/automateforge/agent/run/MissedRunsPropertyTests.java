package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import pl.automateforge.agent.run.Due.State;
import pl.automateforge.agent.spec.Recurrence;
import pl.automateforge.agent.spec.Schedule;
import pl.automateforge.agent.spec.Schedule.Missed;

class MissedRunsPropertyTests {
  private static final Instant START = Instant.parse("2026-10-23T10:07:00Z");

  /** Whatever the clock does: a due instant starts once, and none is left in the dark. */
  @Property(tries = 300)
  void accountsForEveryDueInstantOnce(
      @ForAll("leaps") List<Duration> leaps, @ForAll Missed policy) {
    var schedule =
        new Schedule(
            Duration.ofMinutes(45),
            LocalTime.of(20, 0),
            LocalTime.of(4, 0),
            EnumSet.allOf(DayOfWeek.class),
            null,
            policy);
    var recurrence = Recurrence.of(schedule, ZoneId.of("Europe/Warsaw"));
    var ledger =
        new LedgerInMemory(new MissedRuns(recurrence, policy, Duration.ofSeconds(30)), START);
    Set<Instant> started = new HashSet<>();
    Instant now = START;
    Instant latest = START;
    for (Duration leap : leaps) {
      now = now.plus(leap);
      latest = now.isAfter(latest) ? now : latest;
      DuePlan plan = ledger.at(now);
      if (plan.runNow() != null) {
        assertThat(started.add(plan.runNow())).as("%s starts once", plan.runNow()).isTrue();
        assertThat(plan.runNow()).isBeforeOrEqualTo(now);
      }
      assertThat(plan.missed()).noneMatch(started::contains);
      assertBalanced(recurrence, ledger, now);
      assertThat(settled(ledger.at(now))).isTrue();
    }
    Set<Instant> rows = ledger.rows().stream().map(Due::at).collect(Collectors.toSet());
    assertThat(rows).containsAll(recurrence.between(START, latest).toList());
  }

  private static void assertBalanced(Recurrence recurrence, LedgerInMemory ledger, Instant now) {
    Set<Instant> open = new HashSet<>();
    Set<Instant> ran = new HashSet<>();
    for (Due due : ledger.rows()) {
      switch (due.state()) {
        case PLANNED -> open.add(due.at());
        case STARTED -> ran.add(due.at());
        case MISSED -> assertThat(due.at()).isBeforeOrEqualTo(now);
      }
    }
    assertThat(open).allSatisfy(due -> assertThat(due).isAfter(now));
    assertThat(recurrence.next(now, 5)).allMatch(due -> open.contains(due) || ran.contains(due));
    assertThat(ledger.rows())
        .noneMatch(due -> due.state() == State.PLANNED && ran.contains(due.at()));
  }

  private static boolean settled(DuePlan plan) {
    return plan.equals(new DuePlan(null, List.of(), null, List.of(), List.of(), List.of()));
  }

  @Provide
  Arbitrary<List<Duration>> leaps() {
    Arbitrary<Duration> tick = Arbitraries.integers().between(1, 3600).map(Duration::ofSeconds);
    Arbitrary<Duration> away = Arbitraries.integers().between(1, 300).map(Duration::ofHours);
    Arbitrary<Duration> back =
        Arbitraries.integers().between(1, 3000).map(m -> Duration.ofMinutes(-m));
    return Arbitraries.oneOf(tick, tick, away, back).list().ofMinSize(1).ofMaxSize(15);
  }
}
