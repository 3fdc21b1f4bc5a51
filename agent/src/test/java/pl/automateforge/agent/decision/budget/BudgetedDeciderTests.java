package pl.automateforge.agent.decision.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pl.automateforge.agent.ManualClock;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.Usage;

class BudgetedDeciderTests {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Content ITEM = Content.ofText("text", Content.TextLanguage.EN);
  private static final Cost WORST = new Cost(new BigDecimal("0.04"));

  private final ManualClock clock = new ManualClock(NOW);
  private final RecordedSpending spending = new RecordedSpending();
  private final Purse purse =
      new Purse(PurseTests.budget("0.10", null), PurseTests.WARSAW, clock, spending);

  /** Says what a test wants, at a price. */
  private record Paid(String name, Cost worstCase, Callable<Decision> says) implements Decider {
    @Override
    public String revision() {
      return name.equals("local") ? "local 1" : "1";
    }

    @Override
    public Cost worstCase(Content content) {
      return worstCase;
    }

    @Override
    public Decision decide(Content content) throws InterruptedException {
      try {
        return says.call();
      } catch (InterruptedException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public CheckResult check() {
      return new CheckResult.Fine(name);
    }

    @Override
    public void close() {}
  }

  private static Decision answer(Cost cost) {
    return new Decision.Answer("a", 0.9, false, "", Map.of(), new Usage(1, 1, 0, 0, cost, null));
  }

  private Decider budgeted(Callable<Decision> says) {
    return budgeted("paid", WORST, says);
  }

  private Decider budgeted(String name, Cost worst, Callable<Decision> says) {
    return new BudgetedDecider(new Paid(name, worst, says), purse);
  }

  static Stream<Arguments> outcomes() {
    Cost cost = new Cost(new BigDecimal("0.03"));
    Usage usage = new Usage(1, 1, 0, 0, cost, null);
    Usage unknown = new Usage(0, 0, 0, 0, Cost.UNKNOWN, null);
    return Stream.of(
        Arguments.of(answer(cost), 30_000_000L),
        Arguments.of(answer(Cost.UNKNOWN), 40_000_000L),
        Arguments.of(new Decision.NoAnswer(Decision.NoAnswer.Kind.CUT_OFF, "", usage), 30_000_000L),
        Arguments.of(
            new Decision.NoAnswer(Decision.NoAnswer.Kind.REJECTED, "", unknown), 40_000_000L),
        Arguments.of(new Decision.NoAnswer(Decision.NoAnswer.Kind.REJECTED, "", Usage.NONE), 0L),
        Arguments.of(new Decision.Later(NOW, true, "429"), 0L),
        Arguments.of(new Decision.Later(NOW, false, "timed out"), 40_000_000L),
        Arguments.of(new Decision.Later(NOW, false, "no connection", false), 0L),
        Arguments.of(new Decision.Stopped("401", ""), 0L),
        Arguments.of(new Decision.Delegated("x", answer(cost)), 30_000_000L));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void settlesWhatACallCost(Decision decision, long nanos) throws InterruptedException {
    assertThat(
            budgeted(
                    () -> {
                      assertThat(spending.reserved()).isEqualTo(40_000_000);
                      return decision;
                    })
                .decide(ITEM))
        .isEqualTo(decision);

    assertThat(spending.spentSince(Instant.EPOCH)).isEqualTo(nanos);
    assertThat(spending.open).isEmpty();
  }

  @Test
  void countsTheWorstCaseWhereACallWasInterruptedOrFailed() {
    Decider interrupted =
        budgeted(() -> {
          throw new InterruptedException();
        });
    assertThatThrownBy(() -> interrupted.decide(ITEM)).isInstanceOf(InterruptedException.class);
    Decider failed =
        budgeted(() -> {
          throw new IllegalStateException("a fault");
        });
    assertThatThrownBy(() -> failed.decide(ITEM)).isInstanceOf(IllegalStateException.class);

    assertThat(spending.spentSince(Instant.EPOCH)).isEqualTo(80_000_000);
    assertThat(spending.open).isEmpty();
  }

  @Test
  void reservesNothingForAThreadThatIsStopped() {
    Decider decider = budgeted(() -> answer(Cost.FREE));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> decider.decide(ITEM)).isInstanceOf(InterruptedException.class);
    assertThat(spending.spent).isEmpty();
  }

  @Test
  void asksNobodyAtAnUnknownPrice() throws InterruptedException {
    assertThat(budgeted("paid", Cost.UNKNOWN, () -> answer(Cost.FREE)).decide(ITEM))
        .isInstanceOf(Decision.Stopped.class);
  }

  @Test
  void saysThatTheBudgetIsSpent() throws InterruptedException {
    Decider decider = budgeted(() -> answer(WORST));
    decider.decide(ITEM);
    decider.decide(ITEM);

    assertThat(decider.decide(ITEM))
        .isInstanceOfSatisfying(
            Decision.OverBudget.class,
            over -> {
              assertThat(over.until()).isEqualTo(Instant.parse("2026-11-20T23:00:00Z"));
              assertThat(over.need()).isEqualTo(WORST);
            });
  }

  @Test
  void goesDownTheLadderAsFarAsTheBudgetMakesIt() throws InterruptedException {
    Cost small = new Cost(new BigDecimal("0.01"));
    Decision local = answer(Cost.FREE);
    Decider ladder =
        new LadderDecider(
            List.of(
                budgeted("large", WORST, () -> answer(WORST)),
                budgeted("small", small, () -> answer(small)),
                new Paid("local", Cost.FREE, () -> local)));

    assertThat(ladder.decide(ITEM)).isEqualTo(answer(WORST));
    assertThat(ladder.decide(ITEM)).isEqualTo(answer(WORST));
    assertThat(ladder.decide(ITEM)).isEqualTo(new Decision.Delegated("small", answer(small)));
    assertThat(ladder.decide(ITEM)).isEqualTo(new Decision.Delegated("small", answer(small)));
    assertThat(ladder.decide(ITEM)).isEqualTo(new Decision.Delegated("local", local));
    assertThat(spending.spentSince(Instant.EPOCH)).isEqualTo(100_000_000);
  }

  @Test
  void saysThatTheBudgetIsSpentWhereNoRungIsFree() throws InterruptedException {
    Decider ladder =
        new LadderDecider(
            List.of(
                budgeted("large", new Cost(BigDecimal.ONE), () -> answer(Cost.FREE)),
                budgeted("small", new Cost(new BigDecimal("0.5")), () -> answer(Cost.FREE))));

    assertThat(ladder.decide(ITEM))
        .isInstanceOfSatisfying(
            Decision.OverBudget.class,
            over -> assertThat(over.need().usd()).isEqualByComparingTo("0.5"));
  }

  @Test
  void hasTheRevisionOfEachThatMayAnswer() {
    Decider ladder =
        new LadderDecider(
            List.of(
                budgeted(() -> answer(WORST)),
                budgeted(() -> answer(WORST)),
                new Paid("local", Cost.FREE, () -> answer(Cost.FREE))));

    assertThat(ladder.revision()).isEqualTo("1, local 1");
  }

  @Test
  void doesNotLeaveARungForAnyOtherReason() throws InterruptedException {
    Decision later = new Decision.Later(NOW, true, "429");
    Decider ladder =
        new LadderDecider(
            List.of(budgeted(() -> later), new Paid("local", Cost.FREE, () -> answer(Cost.FREE))));

    assertThat(ladder.decide(ITEM)).isEqualTo(later);
  }
}
