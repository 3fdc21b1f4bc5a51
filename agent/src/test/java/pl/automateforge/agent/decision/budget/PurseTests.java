package pl.automateforge.agent.decision.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.ManualClock;
import pl.automateforge.agent.spec.Budget;

class PurseTests {
  static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
  static final long CENT = 10_000_000;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T10:00:00Z"));
  private final RecordedSpending spending = new RecordedSpending();

  static Budget budget(@Nullable String daily, @Nullable String monthly) {
    return new Budget(
        daily == null ? null : new BigDecimal(daily),
        monthly == null ? null : new BigDecimal(monthly),
        Currency.getInstance("USD"),
        0.8,
        Budget.OnExceeded.PAUSE);
  }

  private Purse purse(@Nullable String daily, @Nullable String monthly) {
    return new Purse(budget(daily, monthly), WARSAW, clock, spending);
  }

  private static Purse.Grant granted(Purse.Answer answer) {
    assertThat(answer).isInstanceOf(Purse.Grant.class);
    return (Purse.Grant) answer;
  }

  @Test
  void lendsTheWorstCaseAndTakesBackWhatWasNotSpent() {
    Purse purse = purse("0.10", null);
    Purse.Grant first = granted(purse.take(8 * CENT));

    assertThat(purse.room()).isEqualTo(2 * CENT);
    first.settle(CENT);

    assertThat(purse.room()).isEqualTo(9 * CENT);
    assertThat(spending.reserved()).isZero();
    assertThat(spending.spentSince(Instant.EPOCH)).isEqualTo(CENT);
  }

  @Test
  void makesOneWaitWhereCallsAtWorkHoldWhatWouldBeEnough() {
    Purse purse = purse("0.10", null);
    Purse.Grant first = granted(purse.take(8 * CENT));

    assertThat(purse.take(8 * CENT))
        .isEqualTo(new Purse.Busy(clock.instant().plus(Duration.ofMillis(250))));

    first.settle(2 * CENT);
    granted(purse.take(8 * CENT)).settle(2 * CENT);
    assertThat(purse.take(8 * CENT)).isInstanceOf(Purse.Exceeded.class);
  }

  @Test
  void saysUntilWhenALimitIsExceededAndWhatIsSpent() {
    Purse purse = purse("0.10", "5");
    granted(purse.take(9 * CENT)).forfeit();

    assertThat(purse.take(2 * CENT))
        .asInstanceOf(type(Purse.Exceeded.class))
        .satisfies(over -> {
          assertThat(over.until()).isEqualTo(Instant.parse("2026-11-20T23:00:00Z"));
          assertThat(over.period()).isEqualTo(Period.DAY);
          assertThat(over.cause())
              .isEqualTo(
                  "the day's budget of 0.10 USD does not hold another call: 0.09 USD are spent,"
                      + " and it may cost up to 0.02 USD");
        });
  }

  @Test
  void waitsForTheMonthWhereBothLimitsAreExceeded() {
    Purse purse = purse("0.10", "0.10");
    granted(purse.take(10 * CENT)).forfeit();

    assertThat(((Purse.Exceeded) purse.take(1)).until())
        .isEqualTo(Instant.parse("2026-11-30T23:00:00Z"));
  }

  @Test
  void hearsOnlyTheFirstWordAboutACall() {
    Purse purse = purse("0.10", null);
    Purse.Grant grant = granted(purse.take(5 * CENT));
    grant.settle(CENT);
    grant.forfeit();

    assertThat(purse.room()).isEqualTo(9 * CENT);
    assertThat(spending.spent).hasSize(1);
  }

  @Test
  void beginsWithWhatWasSpentInThisDayAndMonth() {
    spending.settle(1, Instant.parse("2026-10-31T22:59:59Z"), 40 * CENT);
    spending.settle(2, Instant.parse("2026-10-31T23:00:00Z"), 20 * CENT);
    spending.settle(3, Instant.parse("2026-11-19T23:00:00Z"), 3 * CENT);

    assertThat(purse("1", "1").standings())
        .extracting(Standing::spent)
        .containsExactly(3 * CENT, 23 * CENT);
  }

  /** Both nights of the clock's change: the day has 23 hours or 25. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Warsaw, 2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "Europe/Warsaw, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "Africa/Cairo, 2026-04-24, 2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z",
    "America/Havana, 2026-11-01, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
    "Asia/Kathmandu, 2026-11-20, 2026-11-19T18:15:00Z, 2026-11-20T18:15:00Z"
  })
  void knowsEachDayAsLongAsItsClocksMakeIt(String zone, String day, Instant start, Instant end) {
    ZoneId id = ZoneId.of(zone);
    assertThat(LocalDate.ofInstant(start, id)).isEqualTo(day);
    for (Instant at = start; at.isBefore(end); at = at.plus(Duration.ofMinutes(15))) {
      assertThat(Period.DAY.start(at, id)).as("start at %s", at).isEqualTo(start);
      assertThat(Period.DAY.end(at, id)).as("end at %s", at).isEqualTo(end);
    }
    assertThat(Period.DAY.start(end, id)).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-10T10:00:00Z, 2026-01-31T23:00:00Z, 2026-02-28T23:00:00Z",
    "2026-03-31T21:59:59Z, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z",
    "2026-03-31T22:00:00Z, 2026-03-31T22:00:00Z, 2026-04-30T22:00:00Z",
    "2026-12-31T22:59:59Z, 2026-11-30T23:00:00Z, 2026-12-31T23:00:00Z",
    "2028-02-29T12:00:00Z, 2028-01-31T23:00:00Z, 2028-02-29T23:00:00Z"
  })
  void knowsEachMonth(Instant at, Instant start, Instant end) {
    assertThat(Period.MONTH.start(at, WARSAW)).isEqualTo(start);
    assertThat(Period.MONTH.end(at, WARSAW)).isEqualTo(end);
  }

  @Test
  void beginsANewDayWithItsOwnLimitAndKeepsTheMonths() {
    Purse purse = purse("0.10", "0.15");
    granted(purse.take(10 * CENT)).forfeit();
    clock.set(Instant.parse("2026-11-20T22:59:59.999Z"));
    assertThat(purse.take(1)).isInstanceOf(Purse.Exceeded.class);
    clock.set(Instant.parse("2026-11-20T23:00:00Z"));

    granted(purse.take(5 * CENT)).forfeit();

    assertThat(((Purse.Exceeded) purse.take(CENT)).period()).isEqualTo(Period.MONTH);
  }

  @Test
  void countsACallForTheDayInWhichItEnds() {
    Purse purse = purse("0.10", null);
    clock.set(Instant.parse("2026-11-20T22:59:59Z"));
    Purse.Grant late = granted(purse.take(10 * CENT));
    clock.set(Instant.parse("2026-11-20T23:00:01Z"));

    assertThat(purse.take(CENT)).isInstanceOf(Purse.Busy.class);
    late.settle(4 * CENT);

    assertThat(purse.room()).isEqualTo(6 * CENT);
  }

  @Test
  void givesNoSecondBudgetWhereTheClockIsSetBackOverMidnight() {
    Purse purse = purse("0.10", null);
    clock.set(Instant.parse("2026-11-20T23:00:01Z"));
    granted(purse.take(10 * CENT)).forfeit();
    clock.set(Instant.parse("2026-11-20T22:59:00Z"));

    assertThat(purse.take(CENT)).isInstanceOf(Purse.Exceeded.class);
  }

  @Test
  void saysWhenMuchIsSpent() {
    Purse purse = purse("0.10", null);
    granted(purse.take(10 * CENT)).settle(8 * CENT - 1);
    assertThat(purse.standings().getFirst().near()).isFalse();

    granted(purse.take(CENT)).settle(1);

    assertThat(purse.standings().getFirst().near()).isTrue();
  }

  @Test
  void keepsTheLimitWhereManyThreadsAskAtOnce() throws InterruptedException {
    Purse purse = purse("1.00", null);
    AtomicInteger lent = new AtomicInteger();
    CountDownLatch ready = new CountDownLatch(1);
    Thread[] threads = new Thread[64];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofVirtual()
              .start(() -> {
                await(ready);
                for (int turn = 0; turn < 50; turn++) {
                  if (purse.take(CENT) instanceof Purse.Grant grant) {
                    lent.incrementAndGet();
                    grant.forfeit();
                  }
                }
              });
    }
    ready.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(lent).hasValue(100);
    assertThat(spending.spentSince(Instant.EPOCH)).isEqualTo(100 * CENT);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
