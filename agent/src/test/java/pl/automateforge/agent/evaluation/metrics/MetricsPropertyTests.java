package pl.automateforge.agent.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Against counting by brute force, record by record. */
class MetricsPropertyTests {
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e");

  record Answered(String expected, String predicted) {}

  @Provide
  Arbitrary<List<Answered>> answers() {
    return Combinators.combine(Arbitraries.of(IDS), Arbitraries.of("a", "b", "c", "d", "e", ""))
        .as(Answered::new)
        .list()
        .ofMaxSize(60);
  }

  private static Confusion confusion(List<Answered> answers) {
    Confusion confusion = new Confusion(IDS);
    answers.forEach(
        a -> confusion.add(a.expected(), a.predicted().isEmpty() ? null : a.predicted()));
    return confusion;
  }

  @Property(tries = 500)
  void scoresAreWhatCountingGives(@ForAll("answers") List<Answered> answers) {
    for (CategoryScores scores : confusion(answers).scores()) {
      long tp = count(answers, scores.id(), scores.id());
      long predicted = answers.stream().filter(a -> a.predicted().equals(scores.id())).count();
      long support = answers.stream().filter(a -> a.expected().equals(scores.id())).count();
      assertThat(scores.support()).isEqualTo(support);
      assertThat(scores.predicted()).isEqualTo(predicted);
      same(scores.precision(), tp, predicted);
      same(scores.recall(), tp, support);
      same(scores.f1(), 2 * tp, predicted + support);
    }
  }

  private static long count(List<Answered> answers, String expected, String predicted) {
    return answers.stream().filter(a -> a.equals(new Answered(expected, predicted))).count();
  }

  private static void same(Score score, long dividend, long divisor) {
    if (divisor == 0) {
      assertThat(score.undefined()).isNotBlank();
      assertThat(score.value()).isZero();
    } else {
      assertThat(score.undefined()).isNull();
      assertThat(score.value()).isEqualTo(dividend / (double) divisor);
    }
  }

  @Property(tries = 500)
  void rowsAddUpToAllRecords(@ForAll("answers") List<Answered> answers) {
    Confusion confusion = confusion(answers);
    long sum = 0;
    for (String expected : IDS) {
      sum += confusion.unanswered(expected);
      for (String predicted : IDS) {
        sum += confusion.count(expected, predicted);
      }
    }
    assertThat(sum).isEqualTo(answers.size());
    assertThat(confusion.accuracy().of()).isEqualTo(answers.size());
  }

  /** Wilson's ends are where the score test just does not reject: |p̂ − p| = z·√(p(1 − p)/n). */
  @Property(tries = 1_000)
  void wilsonsEndsSolveTheScoreEquation(
      @ForAll @IntRange(min = 1, max = 5_000) int of, @ForAll @IntRange(max = 5_000) int hits) {
    Proportion share = Proportion.of(Math.min(hits, of), of);
    for (double end : List.of(share.low(), share.high())) {
      double distance = Math.abs(share.value() - end);
      assertThat(distance).isCloseTo(Proportion.Z * Math.sqrt(end * (1 - end) / of), within(1e-9));
    }
    assertThat(share.low()).isBetween(0.0, share.value());
    assertThat(share.high()).isBetween(share.value(), 1.0);
  }

  @Property(tries = 300)
  void mcNemarIsTheBinomialTail(
      @ForAll @IntRange(max = 40) int gained, @ForAll @IntRange(max = 40) int lost) {
    int all = gained + lost;
    BigInteger favourable = BigInteger.ZERO;
    for (int k = 0; k <= all; k++) {
      if (Math.abs(2 * k - all) >= Math.abs(gained - lost)) {
        favourable = favourable.add(binomial(all, k));
      }
    }
    double expected =
        new BigDecimal(favourable)
            .divide(new BigDecimal(BigInteger.TWO.pow(all)), MathContext.DECIMAL64)
            .doubleValue();
    assertThat(McNemar.of(gained, lost).p()).isCloseTo(expected, within(1e-12));
  }

  private static BigInteger binomial(int n, int k) {
    BigInteger result = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      result = result.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1L));
    }
    return result;
  }

  @Property(tries = 300)
  void eachPointOfTheCurveIsWhatFilteringGives(
      @ForAll List<@IntRange(max = 20) Integer> raw,
      @ForAll @IntRange(min = 1, max = 3) int every) {
    List<Coverage.Sure> answers = new ArrayList<>();
    for (int at = 0; at < raw.size(); at++) {
      answers.add(new Coverage.Sure(raw.get(at) / 20.0, at % (every + 1) != 0));
    }
    for (Coverage.Point point : Coverage.of(answers).points()) {
      List<Coverage.Sure> let =
          answers.stream().filter(a -> a.confidence() >= point.threshold()).toList();
      assertThat(point.share()).isEqualTo(let.size() / (double) answers.size());
      assertThat(point.accuracy())
          .isEqualTo(Proportion.of(let.stream().filter(Coverage.Sure::right).count(), let.size()));
    }
  }

  @Property(tries = 300)
  void binsHoldEveryAnswerOnce(@ForAll List<@IntRange(max = 100) Integer> raw) {
    List<Coverage.Sure> answers =
        raw.stream().map(c -> new Coverage.Sure(c / 100.0, c % 2 == 0)).toList();
    Calibration calibration = Calibration.of(answers);
    assertThat(calibration.bins().stream().mapToLong(b -> b.right().of()).sum())
        .isEqualTo(answers.size());
    assertThat(calibration.error()).isBetween(0.0, 1.0);
    assertThat(calibration.brier()).isBetween(0.0, 1.0);
  }
}
