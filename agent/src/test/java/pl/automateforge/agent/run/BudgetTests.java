package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.RunSums;

class BudgetTests {
  private static final String MORE = "limits: {concurrency: 1}\n";

  @TempDir Path folder;
  private Lab lab;

  @BeforeEach
  void lab() {
    lab = new Lab(folder);
    lab.paid = true;
    budget("daily: 0.10");
    lab.decider = new ScriptedDecider(_ -> ScriptedDecider.answer("a", "0.03"));
    lab.decider.worst = new Cost(new BigDecimal("0.04"));
  }

  private void budget(String budget) {
    lab.version(folder, "{provider: anthropic, budget: {" + budget + "}}", MORE);
  }

  private void mails(int count) {
    for (int i = 0; i < count; i++) {
      lab.source.add("a " + i);
    }
  }

  private static List<Rows.Alert> active(JournalView view) {
    return view.alerts().stream().filter(a -> a.resolved() == null).toList();
  }

  @Test
  void pausesWhatTheDaysBudgetDoesNotHoldAndSaysSo() throws InterruptedException {
    mails(5);
    try (Lab.Life life = lab.new Life()) {
      RunReport report = life.run();

      assertThat(report.sums()).isEqualTo(new RunSums(5, 3, 0, 0, 0, 2));
      assertThat(report.paused()).isEqualTo(2);
      assertThat(report.onlyPaused()).isTrue();
      assertThat(life.view().states()).containsEntry(ItemState.PAUSED, 2L);
      assertThat(life.view().spentSince(Instant.EPOCH)).isEqualTo(90_000_000);
      assertThat(life.view().reservations()).isEmpty();
      assertThat(active(life.view()))
          .extracting(Rows.Alert::key, Rows.Alert::priority)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("budget.day", Priority.P2),
              org.assertj.core.groups.Tuple.tuple("budget.day.share", Priority.P3));
      assertThat(active(life.view()))
          .filteredOn(a -> a.key().equals("budget.day"))
          .singleElement()
          .extracting(Rows.Alert::detail)
          .asString()
          .isEqualTo(
              "0.09 USD of 0.10 USD are spent. The next call may cost up to 0.04 USD. Items wait"
                  + " until 2026-11-21 00:00 Europe/Warsaw. A version with a higher model.budget.daily"
                  + " lets them go on at once.");
    }
    assertThat(lab.decider.asked).hasValue(3);
  }

  /** A mailbox is not asked for all of them four times a second as long as one call takes. */
  @Test
  void readsOnceWhatWaitsForTheCallsAtWork() throws Exception {
    lab.version(
        folder, "{provider: anthropic, budget: {daily: 0.06}}", "limits: {concurrency: 4}\n");
    AtomicInteger reads = new AtomicInteger();
    Function<byte[], Reading> reader = lab.reader;
    lab.reader =
        raw -> {
          reads.incrementAndGet();
          return reader.apply(raw);
        };
    int mails = 20;
    AtomicBoolean over = new AtomicBoolean();
    Thread time =
        Thread.ofVirtual()
            .start(() -> {
              while (!over.get()) {
                LockSupport.parkNanos(20_000_000);
                lab.clock.advance(Duration.ofSeconds(1));
              }
            });
    lab.decider =
        new ScriptedDecider(_ -> {
          // Each of the others is told to wait, and comes back many times.
          Instant end = lab.clock.instant().plusSeconds(60);
          while (lab.clock.instant().isBefore(end)) {
            LockSupport.parkNanos(10_000_000);
          }
          return ScriptedDecider.answer("a", "0.03");
        });
    lab.decider.worst = new Cost(new BigDecimal("0.04"));
    mails(mails);
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().paused()).isEqualTo(mails - 1);
      assertThat(active(life.view())).noneMatch(alert -> alert.key().equals("model.held"));
    } finally {
      over.set(true);
      time.join();
    }
    assertThat(lab.decider.asked).hasValue(1);
    assertThat(reads.get()).isLessThanOrEqualTo(2 * mails);
  }

  @Test
  void goesOnTheNextLocalDayAndThenTheAlertsAreOver() throws InterruptedException {
    mails(5);
    try (Lab.Life life = lab.new Life()) {
      life.run();
      lab.clock.set(Instant.parse("2026-11-20T22:59:59Z"));
      assertThat(life.run().sums()).isEqualTo(RunSums.NONE);
      lab.clock.set(Instant.parse("2026-11-20T23:00:00Z"));

      assertThat(life.run().sums()).isEqualTo(new RunSums(2, 2, 0, 0, 0, 0));
      assertThat(active(life.view())).isEmpty();
      assertThat(life.view().firstBrokenLink()).isEmpty();
    }
    assertThat(lab.target.all()).hasSize(5);
  }

  @Test
  void goesOnAtOnceWhenANewVersionRaisesTheBudget() throws InterruptedException {
    mails(5);
    try (Lab.Life life = lab.new Life()) {
      life.run();
    }
    budget("daily: 1.00");
    try (Lab.Life life = lab.new Life()) {
      assertThat(active(life.view())).isEmpty();
      assertThat(
              life.view()
                  .anyHeldUntil(
                      lab.clock.instant(), lab.mode, Objects.requireNonNull(life.purse).room()))
          .isTrue();
      assertThat(life.agent.goOn().sums()).isEqualTo(new RunSums(2, 2, 0, 0, 0, 0));
    }
  }

  @Test
  void goesOnAtOnceWhenANewVersionHasNoBudget() throws InterruptedException {
    mails(5);
    try (Lab.Life life = lab.new Life()) {
      life.run();
    }
    lab.version(folder, "{provider: anthropic}", MORE);
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums()).isEqualTo(new RunSums(2, 2, 0, 0, 0, 0));
    }
  }

  @Test
  void keepsTheAlertsAndTakesNothingUpInALaterProcessOfTheSameDay() throws InterruptedException {
    mails(5);
    try (Lab.Life life = lab.new Life()) {
      life.run();
    }
    lab.clock.advance(Duration.ofMinutes(15));
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums()).isEqualTo(RunSums.NONE);
      assertThat(active(life.view())).hasSize(2);
      assertThat(life.view().alerts()).hasSize(2);
    }
    assertThat(lab.decider.asked).hasValue(3);
  }

  @Test
  void countsWhatWasSpentBeforeThereWasABudget() throws InterruptedException {
    lab.paid = false;
    lab.version(folder, "{provider: anthropic}", MORE);
    mails(3);
    try (Lab.Life life = lab.new Life()) {
      life.run();
    }
    lab.paid = true;
    budget("monthly: 0.10");
    lab.source.add("a more");
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().paused()).isEqualTo(1);
      assertThat(active(life.view())).extracting(Rows.Alert::key).contains("budget.month");
    }
  }

  @Test
  void doesNotCountAPauseAsAnAttempt() throws InterruptedException {
    mails(4);
    try (Lab.Life life = lab.new Life()) {
      for (int day = 0; day < 12; day++) {
        lab.decider.worst = new Cost(new BigDecimal("0.10"));
        lab.source.add("a day " + day);
        life.run();
        lab.clock.advance(Duration.ofDays(1));
      }
      life.view()
          .eachItem(item -> {
            assertThat(item.attempts()).isZero();
            assertThat(item.state()).isNotEqualTo(ItemState.WAITING);
          });
    }
  }

  @Test
  void asksAPersonWhereNoBudgetWillEverHoldTheCall() throws InterruptedException {
    lab.decider.worst = new Cost(new BigDecimal("0.11"));
    mails(1);
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums()).isEqualTo(new RunSums(1, 0, 0, 1, 0, 0));
      assertThat(life.view().waiting().getFirst().why()).contains("up to 0.11 USD");
      assertThat(active(life.view())).isEmpty();
    }
    assertThat(lab.decider.asked).hasValue(0);
  }

  @Test
  void asksAPersonAtTheEndOfTheLadder() throws InterruptedException {
    budget("daily: 0.10, onExceeded: degrade");
    mails(5);
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums()).isEqualTo(new RunSums(5, 3, 0, 2, 0, 0));
      ItemRow item = life.view().waiting().getFirst();
      assertThat(item.why()).isEqualTo("the budget is spent");
      assertThat(item.basis()).isEqualTo(Basis.OVER_BUDGET);
      assertThat(item.decidedBy()).isEqualTo("budget");
    }
  }

  @Test
  void countsALostConnectionAtItsWorstAndARefusedOneAsNothing() throws InterruptedException {
    lab.decider =
        new ScriptedDecider(
            _ -> new Decision.Later(lab.clock.instant().plusSeconds(300), false, "lost", true));
    lab.decider.worst = new Cost(new BigDecimal("0.04"));
    mails(1);
    try (Lab.Life life = lab.new Life()) {
      life.run();
      assertThat(life.view().spentSince(Instant.EPOCH)).isEqualTo(40_000_000);
      assertThat(life.view().reservations()).isEmpty();
    }
    lab.decider =
        new ScriptedDecider(
            _ -> new Decision.Later(lab.clock.instant().plusSeconds(300), false, "refused", false));
    lab.decider.worst = new Cost(new BigDecimal("0.04"));
    lab.clock.advance(Duration.ofHours(1));
    try (Lab.Life life = lab.new Life()) {
      life.run();
      assertThat(life.view().spentSince(Instant.EPOCH)).isEqualTo(40_000_000);
      assertThat(life.view().reservations()).isEmpty();
    }
  }
}
