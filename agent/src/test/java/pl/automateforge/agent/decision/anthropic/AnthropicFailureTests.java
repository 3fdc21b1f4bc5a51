package pl.automateforge.agent.decision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Reply;

class AnthropicFailureTests extends AnthropicDeciderFixture {

  @ParameterizedTest
  @CsvSource({
    "401, authentication_error, put a valid key",
    "402, billing_error,        add credit",
    "403, permission_error,     workspace allow the model claude-haiku-5-5",
    "404, not_found_error,      name a model that the key may use",
    "400, billing_error,        add credit",
    "405, x,                    check model.baseUrl",
    "301, x,                    check model.baseUrl"
  })
  void stopsWhereAPersonHasToActAndSaysHow(int status, String type, String cure) throws Exception {
    service.answer(ScriptedService.error(status, type, "see the console"));
    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(
            Decision.Stopped.class,
            stopped -> {
              assertThat(stopped.cause())
                  .startsWith("the service answered " + status + " " + type + ": see the console")
                  .endsWith("(request req_err)");
              assertThat(stopped.cure()).contains(cure);
            });
    assertThat(service.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, organization_on_hold,                    on hold",
    "402, billing_error,         linked_organization_spend_limit_reached, linked organization",
    "402, billing_error,         linked_organization_billing_unavailable, linked organization",
    "429, rate_limit_error,      contract_spend_limit_reached,            spend limit",
    "429, rate_limit_error,      enforced_spend_limit_reached,            usage tier",
    "400, invalid_request_error, workspace_policy_violation,              administrator",
    "403, permission_error,      api_key_scope_missing,                   scope",
    "400, invalid_request_error, cmek_key_disabled,                       encryption key"
  })
  void stopsOnSpendAndHoldCodesWhateverTheStatus(int status, String type, String code, String cure)
      throws Exception {
    service.answer(ScriptedService.coded(status, type, code));
    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(
            Decision.Stopped.class,
            stopped -> {
              assertThat(stopped.cause()).contains(code);
              assertThat(stopped.cure()).contains(cure);
            });
    assertThat(decider.decide(item())).isInstanceOf(Decision.Stopped.class);
    assertThat(service.asked()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 412, 413, 418, 422, 431})
  void rejectsTheOneItemThatTheServiceDoesNotTake(int status) throws Exception {
    service.answer(ScriptedService.error(status, "invalid_request_error", "prompt is too long"));
    assertThat(decider.decide(item()))
        .isEqualTo(
            new Decision.NoAnswer(
                Kind.REJECTED,
                "the service answered "
                    + status
                    + " invalid_request_error: prompt is too long (request req_err)",
                new Decision.Usage(0, 0, 0, 0, Cost.FREE, "req_err")));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 425, 499, 500, 501, 502, 503, 504})
  void triesLaterWithoutHoldingTheOthers(int status) throws Exception {
    service.answer(Reply.of(status, "retry-after", "0", "Bad Gateway"));
    assertThat(decider.decide(item()))
        .isEqualTo(
            new Decision.Later(
                NOW, false, "the service answered " + status, status != 409 && status != 425));
    assertThat(service.asked()).hasSize(1);
    assertThat(decider.decide(item())).isInstanceOf(Decision.Later.class);
    assertThat(service.asked()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "429, rate_limit_error, ''",
    "429, rate_limit_error, ramp_limit_exceeded",
    "529, overloaded_error, ''",
    "503, overloaded_error, ''",
    "400, overloaded_error, ''",
    "429, x, ''",
    "529, x, ''"
  })
  void holdsAllItemsWhenTheServiceIsOverloaded(int status, String type, String code)
      throws Exception {
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"m\",\"details\":{\"error_code\":\"%s\"}}}"
            .formatted(type, code);
    service.answer(Reply.of(status, "retry-after", "20", body));
    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(
            Decision.Later.class,
            later -> {
              assertThat(later.held()).isTrue();
              assertThat(later.notBefore()).isBetween(NOW.plusSeconds(20), NOW.plusSeconds(22));
              assertThat(later.cause()).contains("answered " + status);
            });
    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(Decision.Later.class, held -> assertThat(held.held()).isTrue());
    assertThat(service.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after,    'Sun, 22 Nov 2026 10:00:40 GMT', 40, 44",
    "retry-after-ms, 40000,                           40, 44",
    "retry-after,    259200,                          900, 900",
    "x-other,        1,                               1, 3"
  })
  void waitsAsLongAsTheServiceAsks(String header, String value, long from, long to)
      throws Exception {
    service.answer(Reply.of(429, header, value, "{}"));
    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(
            Decision.Later.class,
            later ->
                assertThat(later.notBefore())
                    .isBetween(NOW.plusSeconds(from), NOW.plusSeconds(to)));
  }

  @Test
  void opensAgainWithOneProbe() throws Exception {
    service.answer(Reply.of(529, "{}"));
    Decision.Later later = (Decision.Later) decider.decide(item());
    service.answer(ScriptedService.message(ANSWER));
    clock.advance(Duration.between(NOW, later.notBefore()));
    assertThat(decider.decide(item())).isInstanceOf(Decision.Answer.class);
    assertThat(decider.decide(item())).isInstanceOf(Decision.Answer.class);
  }

  @Test
  void triesLaterWhereNothingListens() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    try (AnthropicDecider alone =
        decider("http://localhost:" + port, DecisionSpecs.KEY, Duration.ofSeconds(5))) {
      assertLater(alone.decide(item()), "it accepts no connection");
      for (int failure = 0; failure < 4; failure++) {
        assertThat(((Decision.Later) alone.decide(item())).held()).isFalse();
      }
      assertThat(((Decision.Later) alone.decide(item())).held()).isTrue();
    }
  }

  @Test
  void triesLaterWhereTheNameIsUnknown() throws Exception {
    try (AnthropicDecider lost =
        decider("http://no-such-host.invalid", DecisionSpecs.KEY, Duration.ofSeconds(5))) {
      assertLater(lost.decide(item()), "its name cannot be resolved or is not allowed");
    }
  }

  @Test
  void triesLaterWhereTheConnectionIsCut() throws Exception {
    service.answer(new Reply.Cut("{\"id\":\"msg_1\",\"type\":\"message\","));
    assertLater(decider.decide(item()), "the connection broke");
    service.answer(new Reply.Gone());
    assertLater(decider.decide(item()), "the connection broke");
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void givesUpAfterTheCallsTimeout() throws Exception {
    service.answer(new Reply.Silence());
    try (AnthropicDecider hasty =
        decider(service.address(), DecisionSpecs.KEY, Duration.ofMillis(300))) {
      long start = System.nanoTime();
      assertLater(hasty.decide(item()), "it did not answer in time");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(250), Duration.ofSeconds(10));
    }
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void returnsAtOnceWhenInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    service.answer(request -> {
      asked.countDown();
      return new Reply.Silence();
    });
    FutureTask<Decision> call = new FutureTask<>(() -> decider.decide(item()));
    Thread thread = Thread.ofVirtual().start(call);
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void doesNotAskWhenAlreadyInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> decider.decide(item())).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void quotesNothingOfTheItemFromAnError() throws Exception {
    service.answer(
        ScriptedService.error(400, "invalid_request_error", "cannot read: " + SECRET_TEXT));
    Decision.NoAnswer none = (Decision.NoAnswer) decider.decide(item());
    assertThat(none.detail())
        .isEqualTo("the service answered 400 invalid_request_error (request req_err)");
  }

  @Test
  void showsNeitherKeyNorControlCharactersFromAnError() throws Exception {
    service.answer(
        ScriptedService.error(
            401, "authentication_error", "\\u001b[31mkey " + DecisionSpecs.KEY + " is bad\\nline"));
    Decision.Stopped stopped = (Decision.Stopped) decider.decide(item());
    assertThat(stopped.cause()).doesNotContain(DecisionSpecs.KEY, "\u001b", "\n");
  }

  private static void assertLater(Decision decision, String cause) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Later.class,
            later -> {
              assertThat(later.held()).isFalse();
              assertThat(later.cause()).contains(cause);
              assertThat(later.notBefore()).isBetween(NOW, NOW.plusMillis(1_500));
            });
  }
}
