package pl.automateforge.agent.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalTests {
  private static final Goal NINETY = new Goal(0.90, true);

  @Test
  void fortyFiveOfFiftyIsNotDemonstrated() {
    Proportion share = Proportion.of(45, 50);
    assertThat(share.low()).isCloseTo(0.786, within(0.0005));
    assertThat(share.high()).isCloseTo(0.957, within(0.0005));
    assertThat(NINETY.verdict(share)).isEqualTo(Verdict.NOT_DEMONSTRATED);
    assertThat(NINETY.more(share)).as("0.90 itself never shows more than 0.90").isEmpty();
  }

  @Test
  void demonstratesWhereTheWholeIntervalLiesAbove() {
    Proportion share = Proportion.of(133, 139);
    assertThat(NINETY.verdict(share)).isEqualTo(Verdict.DEMONSTRATED);
    assertThat(NINETY.more(share)).hasValue(0);
  }

  @Test
  void missesWhereTheObservedValueLiesBelow() {
    assertThat(NINETY.verdict(Proportion.of(44, 50))).isEqualTo(Verdict.MISSED);
    assertThat(NINETY.more(Proportion.of(44, 50))).isEmpty();
  }

  @Test
  void nothingObservedDemonstratesNothing() {
    assertThat(NINETY.verdict(Proportion.of(0, 0))).isEqualTo(Verdict.NOT_DEMONSTRATED);
    assertThat(NINETY.more(Proportion.of(0, 0))).isEmpty();
  }

  /** The published sizes are for shares that whole hits cannot always have. */
  @ParameterizedTest
  @CsvSource({"96, 100, 97", "95, 100, 139", "94, 100, 217", "92, 100, 865"})
  void saysHowManyRecordsWouldDecide(long hits, long of, long needed) {
    assertThat(NINETY.more(Proportion.of(hits, of)).orElseThrow() + of)
        .isBetween(Math.max(of, needed) - 1, Math.max(of, needed) + 1);
  }

  @Test
  void aTimeIsWithinItsBoundWhereEnoughValuesAre() {
    List<Long> millis = new ArrayList<>(LongStream.rangeClosed(1, 1_000).boxed().toList());
    Percentiles times = Percentiles.of(millis);
    assertThat(times.at(0.5)).isEqualTo(500);
    assertThat(times.at(0.95)).isEqualTo(950);
    assertThat(times.at(1)).isEqualTo(1_000);
    assertThat(times.within(0.95, 990)).isEqualTo(Verdict.DEMONSTRATED);
    assertThat(times.within(0.95, 955)).isEqualTo(Verdict.NOT_DEMONSTRATED);
    assertThat(times.within(0.95, 900)).isEqualTo(Verdict.MISSED);
    assertThat(Percentiles.of(List.of()).at(0.95)).isZero();
  }

  @Test
  void findsTheLowestThresholdThatDemonstratesTheGoal() {
    List<Coverage.Sure> answers = new ArrayList<>();
    for (int at = 0; at < 200; at++) {
      answers.add(new Coverage.Sure(0.9, at % 50 != 0));
      answers.add(new Coverage.Sure(0.5, at % 3 != 0));
    }
    Coverage.Point point = Coverage.of(answers).lowest(NINETY).orElseThrow();
    assertThat(point.threshold()).isEqualTo(0.9);
    assertThat(point.share()).isEqualTo(0.5);
    assertThat(Coverage.of(answers).lowest(new Goal(0.999, true))).isEmpty();
  }

  @Test
  void kappaOfOneLabelAloneIsNamed() {
    Kappa kappa = Kappa.of(List.of(new Kappa.Pair("a", "a"), new Kappa.Pair("a", "a")));
    assertThat(kappa.value().undefined()).contains("same one label");
    assertThatThrownBy(() -> Kappa.of(List.of())).hasMessageContaining("no record bears two");
  }

  @Test
  void anImpossibleShareIsRefused() {
    assertThatThrownBy(() -> Proportion.of(3, 2)).hasMessage("3 of 2 is no share");
  }
}
