package pl.automateforge.agent.decision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Reply;

class AnthropicConcurrencyTests extends AnthropicDeciderFixture {
  private static final int THREADS = 200;

  @Test
  void asksForTwoHundredItemsAtOnce() throws Exception {
    CountDownLatch all = new CountDownLatch(THREADS);
    service.answer(request -> {
      all.countDown();
      try {
        return all.await(30, TimeUnit.SECONDS)
            ? ScriptedService.message(ANSWER)
            : Reply.of(400, "{}");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    decider.prepare();
    assertThat(decideTogether()).hasSize(THREADS).allMatch(d -> d instanceof Decision.Answer);
  }

  @Test
  void letsNobodyButProbesThroughAfterARefusal() throws Exception {
    service.answer(Reply.of(429, "retry-after", "30", "{}"));
    Decision first = decider.decide(item());
    assertThat(decideTogether()).allMatch(d -> d instanceof Decision.Later later && later.held());
    assertThat(service.asked()).hasSize(1);

    clock.advance(Duration.between(NOW, ((Decision.Later) first).notBefore()));
    assertThat(decideTogether()).allMatch(d -> d instanceof Decision.Later later && later.held());
    assertThat(service.asked()).hasSize(2);

    clock.advance(Duration.ofMinutes(15));
    CountDownLatch othersHeld = new CountDownLatch(THREADS - 1);
    AtomicInteger probes = new AtomicInteger();
    service.answer(request -> {
      probes.incrementAndGet();
      try {
        othersHeld.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return ScriptedService.message(ANSWER);
    });
    List<Decision> third =
        together(() -> {
          Decision decision = decider.decide(item());
          othersHeld.countDown();
          return decision;
        });
    assertThat(probes).hasValue(1);
    assertThat(third).filteredOn(d -> d instanceof Decision.Answer).hasSize(1);

    service.answer(ScriptedService.message(ANSWER));
    assertThat(decideTogether()).allMatch(d -> d instanceof Decision.Answer);
  }

  @Test
  void callsAreSentOnceEachEvenOverAgedConnections() throws Exception {
    service.answer(ScriptedService.message(ANSWER));
    for (int round = 0; round < 3; round++) {
      decideTogether();
    }
    assertThat(service.asked()).hasSize(3 * THREADS);
  }

  private List<Decision> decideTogether() throws Exception {
    return together(() -> decider.decide(item()));
  }

  private static List<Decision> together(java.util.concurrent.Callable<Decision> one)
      throws Exception {
    List<Decision> decisions = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Decision>> calls = new ArrayList<>();
      for (int n = 0; n < THREADS; n++) {
        calls.add(threads.submit(one));
      }
      for (Future<Decision> call : calls) {
        decisions.add(call.get(60, TimeUnit.SECONDS));
      }
    }
    return decisions;
  }
}
