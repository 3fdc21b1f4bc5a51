package pl.automateforge.agent.decision.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import pl.automateforge.agent.ManualClock;

/** Whatever is asked, settled, forgotten and however time passes: no limit is ever exceeded. */
class PursePropertyTests {
  private static final Instant START = Instant.parse("2026-10-24T12:00:00Z");
  private static final long DAILY = 100;
  private static final long MONTHLY = 250;

  /** One step: what happens, an amount, and which of the calls at work it is about. */
  record Step(int kind, long amount, int which) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 9),
            Arbitraries.longs().between(0, 60),
            Arbitraries.integers().between(0, 15))
        .as(Step::new)
        .list()
        .ofMaxSize(120);
  }

  @Property(tries = 2_000)
  void neverLendsMoreThanALimit(@ForAll("steps") List<Step> steps) {
    ManualClock clock = new ManualClock(START);
    RecordedSpending spending = new RecordedSpending();
    Purse purse = purse(clock, spending);
    List<Purse.Grant> atWork = new ArrayList<>();
    List<Long> worst = new ArrayList<>();
    for (Step step : steps) {
      switch (step.kind()) {
        case 0, 1, 2, 3, 4 -> {
          if (purse.take(step.amount()) instanceof Purse.Grant grant) {
            atWork.add(grant);
            worst.add(step.amount());
          }
        }
        case 5, 6, 7 -> {
          if (!atWork.isEmpty()) {
            int at = step.which() % atWork.size();
            atWork.remove(at).settle(Math.min(step.amount(), worst.remove(at)));
          }
        }
        case 8 -> clock.advance(Duration.ofMinutes(step.amount() * 29));
        default -> {
          // The process dies: what was at work counts as spent when the next one starts.
          List.copyOf(spending.open.entrySet())
              .forEach(e -> spending.settle(e.getKey(), clock.instant(), e.getValue()));
          atWork.clear();
          worst.clear();
          purse = purse(clock, spending);
        }
      }
      check(clock.instant(), spending);
    }
  }

  private static Purse purse(ManualClock clock, Spending spending) {
    // A limit of so many billionths is below what a spec can say: the arithmetic is the same.
    return new Purse(
        PurseTests.budget("0.0000001", "0.00000025"), PurseTests.WARSAW, clock, spending);
  }

  private static void check(Instant now, RecordedSpending spending) {
    long atWork = spending.reserved();
    assertThat(spending.spentSince(Period.DAY.start(now, PurseTests.WARSAW)) + atWork)
        .isLessThanOrEqualTo(DAILY);
    assertThat(spending.spentSince(Period.MONTH.start(now, PurseTests.WARSAW)) + atWork)
        .isLessThanOrEqualTo(MONTHLY);
  }
}
