package pl.automateforge.agent.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.check.Component;
import pl.automateforge.agent.proof.Connections.Checked;

@Timeout(60)
class ConnectionsTests {
  private final SequencedMap<String, Component> parts = new LinkedHashMap<>();

  private record Scripted(Supplier<CheckResult> answer) implements Component {
    @Override
    public CheckResult check() {
      return answer.get();
    }

    @Override
    public void close() {}
  }

  private void part(String name, Supplier<CheckResult> answer) {
    parts.put(name, new Scripted(answer));
  }

  private List<Checked> check(Duration deadline) throws InterruptedException {
    return Connections.check(parts, deadline);
  }

  @Test
  void answersInOrderWithTheTimeOfEach() throws InterruptedException {
    part("one", () -> new CheckResult.Fine("there"));
    part("two", () -> new CheckResult.Warning("there", "hurry"));

    List<Checked> checked = check(Duration.ofSeconds(30));

    assertThat(checked).extracting(Checked::what).containsExactly("one", "two");
    assertThat(checked).allMatch(one -> !one.took().isNegative() && !one.took().isZero());
  }

  @Test
  void checksSideBySide() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    Supplier<CheckResult> meeting =
        () -> {
          both.countDown();
          await(both);
          return new CheckResult.Fine("met");
        };
    part("one", meeting);
    part("two", meeting);

    assertThat(check(Duration.ofSeconds(30)))
        .allMatch(one -> one.result() instanceof CheckResult.Fine);
  }

  @Test
  void failsOneThatHangsAndSaysHowLongItWasGiven() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    part("well", () -> new CheckResult.Fine("there"));
    part(
        "hung",
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return new CheckResult.Fine("too late");
        });

    List<Checked> checked = check(Duration.ofSeconds(1));

    assertThat(checked.getFirst().result()).isInstanceOf(CheckResult.Fine.class);
    assertThat(checked.getLast().result())
        .isInstanceOfSatisfying(
            CheckResult.Failed.class,
            failed -> assertThat(failed.detail()).isEqualTo("no answer within 1 s"));
    await(interrupted);
  }

  @Test
  void takesNeitherSilenceNorAnExceptionForGoodNews() throws InterruptedException {
    part("silent", () -> new CheckResult.Fine(" "));
    part(
        "broken",
        () -> {
          throw new IllegalStateException("oh");
        });

    assertThat(check(Duration.ofSeconds(30)))
        .extracting(Checked::result)
        .allMatch(CheckResult.Failed.class::isInstance);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
