package pl.automateforge.agent.decision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Asked;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Reply;

/** Requests that the service rejects, one after another. */
class AnthropicRejectionTests extends AnthropicDeciderFixture {
  private static final Reply REJECTED =
      ScriptedService.error(400, "invalid_request_error", "output_config: not with this model");

  private static boolean ofAnItem(Asked asked) {
    return asked.body().contains("Jan Kowalski");
  }

  private void rejectsItems(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.NoAnswer.class, none -> assertThat(none.kind()).isEqualTo(Kind.REJECTED));
    }
  }

  @Test
  void stopsWhereTheServiceRejectsWhateverTheConfigurationSends() throws Exception {
    service.answer(REJECTED);

    rejectsItems(4);

    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(
            Decision.Stopped.class,
            stopped -> {
              assertThat(stopped.cause())
                  .startsWith(
                      "5 items in a row were rejected, and so was a message that no one sent")
                  .contains("400 invalid_request_error: output_config: not with this model")
                  .doesNotContain("Kowalski");
              assertThat(stopped.cure()).contains("model.name", "model.maxTokens", "output");
            });
    assertThat(service.asked()).hasSize(6);
    assertThat(service.asked().stream().filter(asked -> !ofAnItem(asked))).hasSize(1);
  }

  @Test
  void staysStoppedUntilSomethingIsAnswered() throws Exception {
    service.answer(REJECTED);
    rejectsItems(4);
    assertThat(decider.decide(item())).isInstanceOf(Decision.Stopped.class);
    assertThat(decider.decide(item())).isInstanceOf(Decision.Stopped.class);

    service.answer(ScriptedService.message(ANSWER));
    assertThat(decider.decide(item())).isInstanceOf(Decision.Answer.class);

    service.answer(REJECTED);
    rejectsItems(4);
    assertThat(decider.decide(item())).isInstanceOf(Decision.Stopped.class);
  }

  @Test
  void goesOnWhereOnlyTheItemsAreAtFault() throws Exception {
    service.answer(asked -> ofAnItem(asked) ? REJECTED : ScriptedService.message(ANSWER));

    rejectsItems(12);

    assertThat(service.asked().stream().filter(asked -> !ofAnItem(asked))).hasSize(2);
  }

  @Test
  void goesOnWhereNobodyCanTell() throws Exception {
    service.answer(asked ->
        ofAnItem(asked) ? REJECTED : ScriptedService.error(529, "overloaded_error", "busy"));

    rejectsItems(6);
  }

  @Test
  void countsAnswersThatCannotBeReadToo() throws Exception {
    service.answer(Reply.of(200, "<html>Sign in to the network</html>"));

    rejectsItems(4);

    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(
            Decision.Stopped.class, stopped -> assertThat(stopped.cure()).contains("baseUrl"));
  }

  @Test
  void asksOnceForAllThatWereSentTogether() throws Exception {
    CyclicBarrier together = new CyclicBarrier(20);
    service.answer(asked -> {
      if (ofAnItem(asked)) {
        await(together);
      }
      return REJECTED;
    });
    List<Decision> decisions = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Decision>> asked = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        asked.add(threads.submit(() -> decider.decide(item())));
      }
      for (Future<Decision> one : asked) {
        decisions.add(one.get());
      }
    }

    assertThat(decisions).filteredOn(Decision.NoAnswer.class::isInstance).hasSize(4);
    assertThat(decisions).filteredOn(Decision.Stopped.class::isInstance).hasSize(16);
    assertThat(service.asked().stream().filter(asked -> !ofAnItem(asked))).hasSize(1);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("not all were sent", e);
    }
  }
}
