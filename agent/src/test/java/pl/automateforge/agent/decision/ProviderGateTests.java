package pl.automateforge.agent.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.decision.ProviderGate.Held;
import pl.automateforge.agent.decision.ProviderGate.Ticket;
import pl.automateforge.agent.spec.Secret;

class ProviderGateTests {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final ManualClock clock = new ManualClock(START);
  private final ProviderGates gates = new ProviderGates(clock, new Random(7));
  private final ProviderGate gate = gates.of("anthropic", "https://a.example", new Secret("k"));

  @Test
  void letsEveryoneThroughWhileOpen() {
    assertThat(IntStream.range(0, 300).mapToObj(n -> gate.admit()))
        .allMatch(admission -> admission instanceof Ticket);
    assertThat(gate.holding()).isEmpty();
  }

  @Test
  void holdsEveryoneFromTheFirstRefusalOn() {
    Instant until = ticket().refused(Duration.ofSeconds(30), "rate limited");
    assertThat(until).isBetween(START.plusSeconds(30), START.plusSeconds(33));
    assertThat(gate.admit()).isEqualTo(new Held(until, "rate limited"));
    assertThat(gate.holding()).contains(new Held(until, "rate limited"));
  }

  @Test
  void letsOneCallProbeWhenTheTimeIsOver() {
    Instant until = ticket().refused(Duration.ofSeconds(30), "rate limited");
    clock.advance(Duration.between(START, until));
    Ticket probe = ticket();
    assertThat(IntStream.range(0, 200).mapToObj(n -> gate.admit()))
        .allMatch(held -> held.equals(new Held(clock.instant().plusSeconds(1), "rate limited")));
    probe.answered();
    assertThat(gate.admit()).isInstanceOf(Ticket.class);
    assertThat(gate.admit()).isInstanceOf(Ticket.class);
  }

  @Test
  void closesLongerWithEachRefusal() {
    Duration last = Duration.ZERO;
    for (int refusal = 0; refusal < 8; refusal++) {
      Instant now = clock.instant();
      Duration wait = Duration.between(now, ticket().refused(null, "overloaded"));
      assertThat(wait).isGreaterThan(last);
      assertThat(wait.toMillis()).isCloseTo(2_000L << refusal, within(500L << refusal));
      last = wait;
      clock.advance(wait);
    }
    for (int refusal = 0; refusal < 30; refusal++) {
      Duration wait = Duration.between(clock.instant(), ticket().refused(null, "overloaded"));
      assertThat(wait).isLessThanOrEqualTo(ProviderGate.LONGEST_WAIT);
      clock.advance(wait);
    }
  }

  @Test
  void tellsThatItDoesNotWaitForDays() {
    Instant until = ticket().refused(Duration.ofDays(3), "rate limited");
    assertThat(until).isEqualTo(START.plus(ProviderGate.LONGEST_WAIT));
    assertThat(gate.holding().orElseThrow().cause())
        .isEqualTo("rate limited; it asked to wait 259200 s, it is tried again after 900 s");
  }

  @Test
  void countsTheRefusalsOfCallsUnderWayAsOne() {
    List<Ticket> underWay = IntStream.range(0, 200).mapToObj(n -> ticket()).toList();
    Instant until = underWay.getFirst().refused(null, "overloaded");
    underWay.subList(1, 199).forEach(late -> assertThat(late.refused(null, "x")).isEqualTo(until));
    assertThat(until).isCloseTo(START.plusSeconds(2), within(600, ChronoUnit.MILLIS));
    assertThat(underWay.getLast().refused(Duration.ofSeconds(60), "x"))
        .isEqualTo(START.plusSeconds(60));
  }

  @Test
  void isNotOpenedByAnAnswerToACallOfBefore() {
    Ticket before = ticket();
    ticket().refused(Duration.ofSeconds(30), "rate limited");
    before.answered();
    assertThat(gate.admit()).isInstanceOf(Held.class);
  }

  @Test
  void letsTheNextOneProbeWhereAProbeWasGivenBack() {
    clock.advance(Duration.between(START, ticket().refused(null, "overloaded")));
    ticket().close();
    Ticket second = ticket();
    assertThat(gate.admit()).isInstanceOf(Held.class);
    second.answered();
    second.close();
    assertThat(gate.holding()).isEmpty();
  }

  @Test
  void closesAgainWhereTheProbeFails() {
    clock.advance(Duration.between(START, ticket().refused(null, "overloaded")));
    Instant again = ticket().failed(null, "connection refused");
    assertThat(Duration.between(clock.instant(), again))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
    assertThat(gate.admit()).isEqualTo(new Held(again, "connection refused"));
  }

  @Test
  void staysOpenOnAFewFailures() {
    for (int failure = 0; failure < 4; failure++) {
      assertThat(ticket().failed(null, "timeout"))
          .isBetween(START.plusMillis(750), START.plusMillis(1_250));
    }
    ticket().answered();
    IntStream.range(0, 4).forEach(n -> ticket().failed(null, "timeout"));
    assertThat(gate.holding()).isEmpty();
  }

  @Test
  void closesBrieflyAfterFiveFailuresInARow() {
    IntStream.range(0, 5).forEach(n -> ticket().failed(null, "timeout"));
    Held held = gate.holding().orElseThrow();
    assertThat(held.cause()).isEqualTo("5 calls in a row failed, the last one so: timeout");
    assertThat(held.until()).isBetween(START.plusMillis(1_500), START.plusMillis(2_500));
  }

  @Test
  void forgetsRefusalsOnlyAfterManyAnswers() {
    clock.advance(Duration.between(START, ticket().refused(null, "overloaded")));
    ticket().answered();
    ticket().answered();
    Duration second = Duration.between(clock.instant(), ticket().refused(null, "overloaded"));
    assertThat(second).isGreaterThan(Duration.ofMillis(2_900));
    clock.advance(second);
    IntStream.range(0, 21).forEach(n -> ticket().answered());
    assertThat(Duration.between(clock.instant(), ticket().refused(null, "overloaded")))
        .isLessThan(Duration.ofMillis(2_600));
  }

  @Test
  void isSharedByAllUnderTheSameKeyOnly() {
    assertThat(gates.of("anthropic", "https://a.example", new Secret("k"))).isSameAs(gate);
    assertThat(gates.of("anthropic", "https://a.example", new Secret("other"))).isNotSameAs(gate);
    assertThat(gates.of("anthropic", "https://b.example", new Secret("k"))).isNotSameAs(gate);
  }

  /** Whatever becomes of the calls, the gate opens again: no item is held for ever. */
  @Property(tries = 500)
  void alwaysOpensAgain(@ForAll List<Byte> fates) {
    ManualClock own = new ManualClock(START);
    ProviderGate tried = new ProviderGate("p", own, new Random(1));
    for (byte fate : fates) {
      switch (tried.admit()) {
        case Held held -> own.advance(Duration.between(own.instant(), held.until()));
        case Ticket ticket -> {
          switch (fate & 3) {
            case 0 -> ticket.answered();
            case 1 -> ticket.refused(fate < 0 ? null : Duration.ofSeconds(fate), "r");
            case 2 -> ticket.failed(null, "f");
            default -> {}
          }
          ticket.close();
        }
      }
    }
    own.advance(ProviderGate.LONGEST_WAIT);
    assertThat(tried.admit()).isInstanceOfSatisfying(Ticket.class, ticket -> ticket.answered());
    assertThat(tried.holding()).isEmpty();
  }

  private Ticket ticket() {
    return switch (gate.admit()) {
      case Ticket ticket -> ticket;
      case Held held -> throw new AssertionError("held: " + held);
    };
  }
}
