package pl.automateforge.agent.decision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.PromptRenderer;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Asked;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Reply;
import pl.automateforge.agent.spec.ModelSpec;

class VertexDeciderTests extends CloudFixture {
  private static final String HOST = "europe-west1-aiplatform.googleapis.com";
  private static final String PATH = "/v1/projects/acme-mail/locations/europe-west1";
  private static final String TOKEN = "ya29.a0AfH6SMBexample";

  @Test
  void asksWithTheModelInThePathAndTheVersionInTheBody() throws Exception {
    service.answer(ScriptedService.message(ANSWER));
    try (AnthropicDecider decider = vertex("claude-haiku-5-5", PATH, TOKEN)) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.Answer.class,
              answer ->
                  assertThat(answer.usage().cost())
                      .isEqualTo(new Cost(new BigDecimal("0.000176"))));
      assertThat(decider.name()).isEqualTo("vertex:claude-haiku-5-5");
      assertThat(decider.revision()).isEqualTo("prompt " + PromptRenderer.REVISION + ", schema 1");
    }
    Asked asked = service.asked().getFirst();
    assertThat(asked.method() + " " + asked.path())
        .isEqualTo("POST " + PATH + "/publishers/anthropic/models/claude-haiku-5-5:rawPredict");
    assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(asked.headers()).doesNotContainKey("Anthropic-version");
    JsonNode body = asked.json();
    assertThat(body.has("model")).isFalse();
    assertThat(body.get("anthropic_version").asText()).isEqualTo("2026-10-21");
    assertThat(body.at("/output_config/format/type").asText()).isEqualTo("json_schema");
    assertThat(body.has("tools")).isFalse();
    assertThat(body.at("/output_config/format/schema/properties").fieldNames())
        .toIterable()
        .containsExactly(
            "reason", "category", "confidence", "summary", "deadline", "amount", "paid");
    assertThat(resolved).containsExactly(HOST);
  }

  @ParameterizedTest
  @CsvSource({"global, 0.00016", "us-east5, 0.000176", "eu, ", "us, "})
  void pricesByTheLocationAndNeverGuesses(String location, BigDecimal usd) throws Exception {
    service.answer(ScriptedService.message(ANSWER));
    String path = "/v1/projects/acme-mail/locations/" + location;
    try (AnthropicDecider decider = vertex("claude-haiku-5-5", path, TOKEN)) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.Answer.class,
              answer -> assertThat(answer.usage().cost()).isEqualTo(new Cost(usd)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/v1", "/v1/projects/p", "/v1/projects//locations/x", "/v1/a/b/c/d"})
  void refusesAnAddressWithoutProjectAndLocation(String path) {
    assertThatThrownBy(() -> vertex("claude-haiku-5-5", path, TOKEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "model.baseUrl is bound to something else than an address of Vertex AI such as");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | UNAUTHENTICATED | Request had invalid credentials | ends after an hour",
        "403 | PERMISSION_DENIED | Permission denied on resource | roles/aiplatform.user",
        "400 | FAILED_PRECONDITION | Project is not allowed to use it | Model Garden",
        "404 | NOT_FOUND | Publisher Model was not found | served in the location"
      })
  void stopsWithACureAtWhatWaitsForAPerson(int status, String word, String message, String cure)
      throws Exception {
    service.answer(Reply.of(status, error(status, word, message)));
    try (AnthropicDecider decider = vertex("claude-haiku-5-5", PATH, TOKEN)) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.Stopped.class,
              stopped -> {
                assertThat(stopped.cause())
                    .isEqualTo("the service answered " + status + " " + word + ": " + message);
                assertThat(stopped.cure()).contains(cure);
              });
    }
  }

  @Test
  void understandsAnErrorWithinAList() throws Exception {
    service.answer(Reply.of(429, "[" + error(429, "RESOURCE_EXHAUSTED", "Quota exceeded") + "]"));
    try (AnthropicDecider decider = vertex("claude-haiku-5-5", PATH, TOKEN)) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.Later.class,
              later -> {
                assertThat(later.held()).isTrue();
                assertThat(later.cause())
                    .isEqualTo("the service answered 429 RESOURCE_EXHAUSTED: Quota exceeded");
              });
    }
  }

  @Test
  void refusesAKeyFileOfAnotherKindBeforeAnythingIsSent() throws Exception {
    try (AnthropicDecider decider =
        vertex(
            "claude-haiku-5-5", PATH, "{\"type\":\"authorized_user\",\"refresh_token\":\"1\"}")) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.Stopped.class,
              stopped -> assertThat(stopped.cure()).contains("type service_account"));
    }
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void checksByCounting() {
    service.answer(Reply.of(200, "{\"input_tokens\":812}"));
    try (AnthropicDecider decider = vertex("claude-haiku-5-5", PATH, TOKEN)) {
      assertThat(decider.check()).isInstanceOf(CheckResult.Fine.class);
    }
    Asked asked = service.asked().getFirst();
    assertThat(asked.path())
        .isEqualTo(PATH + "/publishers/anthropic/models/count-tokens:rawPredict");
    assertThat(asked.json().get("model").asText()).isEqualTo("claude-haiku-5-5");
  }

  private AnthropicDecider vertex(String model, String path, String key) {
    return decider(ModelSpec.Provider.VERTEX, model, at(HOST, path), key);
  }

  private static String error(int status, String word, String message) {
    return "{\"error\":{\"code\":%d,\"message\":\"%s\",\"status\":\"%s\"}}"
        .formatted(status, message, word);
  }
}
