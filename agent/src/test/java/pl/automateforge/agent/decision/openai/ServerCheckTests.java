package pl.automateforge.agent.decision.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.openai.RawServer.Answer;
import pl.automateforge.agent.decision.openai.RawServer.Asked;

/** What a check finds out about a server. */
class ServerCheckTests extends OpenAiDeciderFixture {
  private static final String OBEDIENT = "{\"colour\": \"red\"}";
  private static final String PROSE = "The sea is calm today.";

  /** A server that enforces what it is asked for, counting four characters a token. */
  private static Answer good(Asked asked) {
    long tokens = asked.body().length() / 4;
    if (asked.user().equals(ServerCheck.CONTRADICTION)) {
      return asked.format().equals("json_schema")
          ? RawServer.completion("{\"shape\":\"circle\"}", "stop", tokens)
          : RawServer.completion(OBEDIENT, "stop", tokens);
    }
    if (asked.user().equals(ServerCheck.PROSE)) {
      return RawServer.completion(
          asked.format().equals("json_object") ? "{\"sea\":\"calm\"}" : PROSE, "stop", tokens);
    }
    return RawServer.completion(ANSWER, "stop", tokens);
  }

  private static Function<Asked, Answer> except(String user, Answer answer) {
    return asked -> asked.user().equals(user) ? answer : good(asked);
  }

  private CheckResult.Warning warned() {
    CheckResult result = decider.check();
    assertThat(result).isInstanceOf(CheckResult.Warning.class);
    return (CheckResult.Warning) result;
  }

  private CheckResult.Failed failed() {
    CheckResult result = decider.check();
    assertThat(result).isInstanceOf(CheckResult.Failed.class);
    return (CheckResult.Failed) result;
  }

  @Test
  void saysWhatAServerDoesThatEnforcesAndCounts() {
    server.answer(ServerCheckTests::good);

    CheckResult result = decider.check();

    assertThat(result).isInstanceOf(CheckResult.Fine.class);
    assertThat(result.detail())
        .matches(
            DecisionSpecs.MODEL
                + " at "
                + server.address()
                + " \\(its API is under /v1, which model.baseUrl may leave out\\) answers in"
                + " \\d+\\.\\d s; enforces the answer's schema; forces JSON; counts tokens; a message"
                + " of 24000 characters arrives whole");
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void saysNothingOfThePathWhereItIsWritten() {
    decider = decider(server.address() + "/v1/", "");
    server.answer(ServerCheckTests::good);

    assertThat(decider.check().detail()).contains(server.address() + " answers in");
  }

  @Test
  void warnsOfAServerThatIgnoresTheSchema() {
    server.answer(except(ServerCheck.CONTRADICTION, RawServer.completion(OBEDIENT)));

    CheckResult.Warning warning = warned();

    assertThat(warning.detail())
        .contains("; does not enforce the answer's schema; answers are validated here in any case");
    assertThat(warning.cure()).contains("more items will go to a person");
  }

  @Test
  void tellsWhatAServerRefuses() {
    server.answer(asked -> {
      if (asked.json().has("max_tokens")) {
        return RawServer.error(400, "max_tokens: use max_completion_tokens");
      }
      return asked.format().equals("json_schema")
          ? RawServer.error(400, "response_format.type: json_schema is unknown")
          : good(asked);
    });

    CheckResult result = decider.check();

    assertThat(result).isInstanceOf(CheckResult.Fine.class);
    assertThat(result.detail())
        .contains("; wants max_completion_tokens instead of max_tokens; refuses a schema")
        .contains("; forces JSON")
        .doesNotContain("enforces the answer's schema");
  }

  @Test
  void warnsWhereNeitherSchemaNorJsonIsForced() {
    server.answer(asked ->
        asked.format().equals("json_schema")
            ? RawServer.error(400, "response_format: json_schema is unknown")
            : except(ServerCheck.PROSE, RawServer.completion(PROSE)).apply(asked));

    assertThat(warned().detail()).contains("; does not force JSON; answers are validated here");
  }

  @Test
  void warnsOfAServerThatTakesNoFormat() {
    server.answer(asked ->
        asked.json().has("response_format")
            ? RawServer.error(400, "response_format is unknown")
            : good(asked));

    assertThat(warned().detail())
        .contains("; refuses response_format")
        .contains("; can be held to no form; answers are validated here in any case");
  }

  @Test
  void warnsOfAServerThatCutsThePrompt() {
    server.answer(asked ->
        asked.user().length() > 20_000 ? RawServer.completion(ANSWER, "stop", 4_096) : good(asked));

    CheckResult.Warning warning = warned();

    assertThat(warning.detail())
        .contains("a message of 24000 characters gets no answer that counts: the server cut the")
        .contains("4096 of about ")
        .contains("num_ctx");
  }

  @Test
  void warnsOfAServerThatCountsNoTokens() throws Exception {
    String uncounted =
        "{\"choices\":[{\"message\":{\"content\":%s}}]}"
            .formatted(RawServer.JSON.writeValueAsString(ANSWER));
    server.answer(
        asked -> asked.user().length() > 20_000 ? RawServer.json(200, uncounted) : good(asked));

    assertThat(warned().detail()).contains("; does not count tokens").endsWith(" is answered");
  }

  @Test
  void warnsOfAContextThatIsTooShortForALongMessage() {
    server.answer(asked ->
        asked.user().length() > 20_000
            ? RawServer.error(400, "the request exceeds the available context size")
            : good(asked));

    CheckResult.Warning warning = warned();

    assertThat(warning.detail())
        .contains("a message of 24000 characters is not answered: the item does not fit");
    assertThat(warning.cure()).contains("num_ctx", "model.timeout");
  }

  @Test
  void warnsOfAModelThatThinksUntilItsLimit() {
    server.answer(except(ServerCheck.CONTRADICTION, RawServer.completion("<think>", "length", 90)));

    assertThat(warned().cure()).contains("raise model.maxTokens");
  }

  @Test
  void namesTheModelsWhereTheSpecsIsNotThere() {
    server.answer(asked ->
        asked.path().endsWith("/models")
            ? RawServer.json(200, "{\"data\":[{\"id\":\"qwen3:8b\"}]}")
            : RawServer.error(404, "model not found"));

    assertThat(failed().cure()).endsWith("; it has qwen3:8b");
  }

  @Test
  void failsWhereNobodyAnswers() throws Exception {
    server.close();

    assertThat(failed().cure()).contains("check that the server runs");
  }

  @Test
  void failsWhereTheServerIsNotReady() {
    server.always(RawServer.json(503, "{\"error\":{\"message\":\"Loading model\"}}"));

    assertThat(failed().detail()).isEqualTo("the server answered 503: Loading model");
  }

  @Test
  void failsOnAPageInsteadOfAnAnswer() {
    server.always(RawServer.whole(200, "text/html", "<html>Sign in</html>"));

    assertThat(failed().detail()).contains("a page");
  }

  @Test
  void failsInTheServersWordsWhereItRejectsTheQuestion() {
    server.always(RawServer.error(400, "temperature is not taken"));

    assertThat(failed().detail()).endsWith("temperature is not taken");
  }

  @Test
  void endsWhereItIsStopped() {
    decider = decider(server.address(), "", spec(Duration.ofSeconds(20)));
    server.always(server.silence());
    Thread.currentThread().interrupt();

    assertThat(decider.check()).isInstanceOf(CheckResult.Failed.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
