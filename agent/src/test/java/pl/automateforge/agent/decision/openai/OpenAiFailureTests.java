package pl.automateforge.agent.decision.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.ProviderGates;
import pl.automateforge.agent.decision.openai.RawServer.Answer;
import pl.automateforge.agent.decision.openai.RawServer.Asked;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpUse;

/** What becomes of an item where the server fails. */
class OpenAiFailureTests extends OpenAiDeciderFixture {

  @ParameterizedTest
  @CsvSource({
    "401, valid key",
    "402, billing",
    "403, another key",
    "405, model.baseUrl",
    "302, model.baseUrl"
  })
  void stopsWhereAPersonHasToDoSomething(int status, String cure) throws Exception {
    server.always(RawServer.error(status, "no"));

    Decision.Stopped stopped = stopped();

    assertThat(stopped.cause())
        .isEqualTo("the server answered " + status + " invalid_request_error: no");
    assertThat(stopped.cure()).contains(cure);
  }

  @Test
  void saysThatAKeyIsWantedWhereNoneIsBound() throws Exception {
    decider = decider(server.address(), "");
    server.always(RawServer.error(401, "no"));

    assertThat(stopped().cure()).contains("the server wants a key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"model 'x' not found, try pulling it first\",\"code\":null}}",
        "{\"object\":\"error\",\"message\":\"The model `x` does not exist.\",\"code\":404}",
        "{\"error\":\"model x is not loaded\"}"
      })
  void namesTheModelsThatTheServerHas(String body) throws Exception {
    server.answer(asked ->
        asked.path().endsWith("/models")
            ? RawServer.json(
                200, "{\"data\":[{\"id\":\"qwen3:8b\"},{\"id\":\"bielik\\n:11b\"},{}]}")
            : RawServer.json(404, body));

    assertThat(stopped().cure())
        .isEqualTo(
            "name a model that the server has: model.name is "
                + DecisionSpecs.MODEL
                + "; it has qwen3:8b, bielik :11b");
    assertThat(server.asked())
        .extracting(Asked::path)
        .containsExactly("/v1/chat/completions", "/v1/models");
  }

  @Test
  void saysWhereItLookedWhereThereAreNoChatCompletions() throws Exception {
    server.always(RawServer.whole(404, "text/html", "<h1>nginx</h1>"));

    Decision.Stopped stopped = stopped();

    assertThat(stopped.cause()).isEqualTo("the server answered 404 with a page");
    assertThat(stopped.cure()).contains("neither with /v1 nor without", server.address());
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503, 529})
  void holdsAllItemsWhereTheServerAsksForIt(int status) throws Exception {
    server.always(
        RawServer.whole(
            status, "application/json", "{\"error\":\"Loading model\"}", "Retry-After: 20"));

    Decision.Later first = later(true);
    Decision.Later second = later(true);

    assertThat(first.notBefore()).isBetween(NOW.plusSeconds(20), NOW.plusSeconds(22));
    assertThat(second.cause()).contains(status + ": Loading model");
    assertThat(server.asked()).hasSize(1);

    clock.advance(Duration.ofSeconds(23));
    server.always(RawServer.completion(ANSWER));
    answered();
  }

  @Test
  void stopsWhereTheMoneyIsGone() throws Exception {
    server.always(
        RawServer.json(
            429,
            "{\"error\":{\"message\":\"You exceeded your quota\",\"code\":\"insufficient_quota\"}}"));

    assertThat(stopped().cure()).contains("credit");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504, 408, 409})
  void triesAgainLaterWithoutHoldingTheOthers(int status) throws Exception {
    server.always(RawServer.whole(status, "text/html", "<html>502</html>"));

    assertThat(later(false).cause()).isEqualTo("the server answered " + status + " with a page");
  }

  @Test
  void takesAnErrorThatAGatewayWrapsInA200ForTheErrorItIs() throws Exception {
    server.always(RawServer.json(200, "{\"error\":{\"message\":\"upstream\",\"code\":429}}"));
    later(true);
    clock.advance(Duration.ofHours(1));

    server.always(RawServer.json(200, "{\"error\":{\"message\":\"upstream\"}}"));
    assertThat(later(false).cause()).isEqualTo("the server answered 500: upstream");
  }

  @Test
  void triesAgainLaterWhereNobodyIsThere() throws Exception {
    String free;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = "http://127.0.0.1:" + closed.getLocalPort();
    }
    decider = decider(free, "");

    assertThat(later(false).cause())
        .isEqualTo("no answer from " + free + ": it accepts no connection");
  }

  @Test
  void triesAgainLaterWhereNothingComesInTime() throws Exception {
    decider = decider(server.address(), "", spec(Duration.ofMillis(200)));
    server.always(server.silence());

    assertThat(later(false).cause()).endsWith("it did not answer in time");
  }

  @Test
  void asksOnceWhereTheConnectionBreaks() throws Exception {
    server.always(out ->
        out.write(
            "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".getBytes(StandardCharsets.US_ASCII)));

    assertThat(later(false).cause()).endsWith("the connection broke");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void asksOnceWhereAServerWantsToBeAskedAgainAtOnce() throws Exception {
    server.always(RawServer.whole(503, "application/json", "{}", "Retry-After: 0"));

    later(true);

    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void followsNoRedirect() throws Exception {
    server.answer(asked ->
        RawServer.whole(307, "text/plain", "", "Location: " + server.address() + "/other"));

    assertThat(stopped().cause()).contains("307");
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens\","
            + "\"code\":\"context_length_exceeded\"}}",
        "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\","
            + "\"type\":\"exceed_context_size_error\"}}",
        "{\"error\":\"'max_tokens' is too large: the model's context length is 4096\"}"
      })
  void rejectsAnItemThatDoesNotFitTheContextInTheServersWords(String body) throws Exception {
    server.always(RawServer.json(400, body));

    Decision.NoAnswer none = notAnswered(Kind.REJECTED);

    assertThat(none.detail())
        .startsWith("the item does not fit the server's context: the server answered 400")
        .containsPattern("context (length|size)");
    assertThat(none.usage().cost()).isEqualTo(Cost.FREE);
  }

  @Test
  void doesNotQuoteWhatItSent() throws Exception {
    server.always(RawServer.error(400, "cannot read: " + SECRET_TEXT));
    assertThat(notAnswered(Kind.REJECTED).detail()).doesNotContain("Kowalski");

    server.always(RawServer.error(401, "unknown key " + DecisionSpecs.KEY));
    assertThat(stopped().cause()).doesNotContain(DecisionSpecs.KEY);

    decider = decider(server.address(), "short");
    assertThat(stopped().cause()).contains("unknown key");
    server.always(RawServer.error(401, "unknown key short"));
    assertThat(stopped().cause()).doesNotContain("short");
  }

  @Test
  void stopsWhereTheServerRejectsWhateverTheConfigurationSends() throws Exception {
    server.always(RawServer.error(400, "temperature: not with this model"));
    for (int i = 0; i < 4; i++) {
      notAnswered(Kind.REJECTED);
    }

    Decision.Stopped stopped = stopped();

    assertThat(stopped.cause())
        .startsWith("5 items in a row were rejected, and so was a message that no one sent")
        .contains("temperature: not with this model");
    assertThat(stopped.cure()).contains("model.temperature");
    assertThat(server.asked()).hasSize(6);
  }

  @Test
  void goesOnWhereOnlyTheItemsAreAtFault() throws Exception {
    Answer rejected = RawServer.error(400, "no");
    server.answer(
        asked -> asked.body().contains("Kowalski") ? rejected : RawServer.completion(ANSWER));

    for (int i = 0; i < 12; i++) {
      notAnswered(Kind.REJECTED);
    }
  }

  @Test
  void endsAtOnceWhereTheRunIsStopped() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Answer silence = server.silence();
    server.always(out -> {
      asked.countDown();
      silence.write(out);
    });
    CountDownLatch stopped = new CountDownLatch(1);
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                decider.decide(item());
              } catch (InterruptedException e) {
                stopped.countDown();
              }
            });

    asked.await();
    thread.interrupt();

    stopped.await();
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void asksNobodyWhereTheRunWasStoppedBefore() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> decider.decide(item())).isInstanceOf(InterruptedException.class);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void stopsWhereThePolicyForbidsTheAddress() throws Exception {
    var spec = spec(Duration.ofSeconds(5));
    try (HttpClients clients = new HttpClients(Egress.of(spec.privacy()), "1");
        OpenAiDecider outside =
            new OpenAiDecider(
                DecisionSpecs.loaded(spec, List.of()),
                DecisionSpecs.bindings("http://192.0.2.1:11434", ""),
                clients.client(
                    new HttpUse(
                        true, HttpUse.Sending.ONCE, Duration.ofSeconds(1), Duration.ofSeconds(5))),
                new ProviderGates(clock, new Random(1)),
                clock)) {
      assertThat(outside.decide(item()))
          .isInstanceOfSatisfying(
              Decision.Stopped.class,
              stopped ->
                  assertThat(stopped.cause())
                      .contains("192.0.2.1", "plain text goes to this machine only"));
    }
  }
}
