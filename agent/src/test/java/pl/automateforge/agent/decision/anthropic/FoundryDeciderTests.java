package pl.automateforge.agent.decision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Asked;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Reply;
import pl.automateforge.agent.spec.ModelSpec;

class FoundryDeciderTests extends CloudFixture {
  private static final String HOST = "acme.services.ai.azure.com";
  private static final String KEY = "8f2cexamplekey";

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/anthropic", "/anthropic/"})
  void asksADeploymentUnderTheResourcesKey(String path) throws Exception {
    service.answer(ScriptedService.message(ANSWER));
    try (AnthropicDecider decider = foundry("mail-sorting", path, KEY)) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.Answer.class,
              answer -> assertThat(answer.usage().cost()).isEqualTo(Cost.UNKNOWN));
      assertThat(decider.name()).isEqualTo("foundry:mail-sorting");
    }
    Asked asked = service.asked().getFirst();
    assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /anthropic/v1/messages");
    assertThat(asked.headers().getFirst("x-api-key")).isEqualTo(KEY);
    assertThat(asked.headers()).doesNotContainKey("Authorization");
    assertThat(asked.headers().getFirst("anthropic-version")).isEqualTo("2026-10-21");
    JsonNode body = asked.json();
    assertThat(body.get("model").asText()).isEqualTo("mail-sorting");
    assertThat(body.at("/output_config/format/type").asText()).isEqualTo("json_schema");
    assertThat(resolved).containsExactly(HOST);
  }

  @Test
  void sendsATokenOfEntraAsOne() throws Exception {
    service.answer(ScriptedService.message(ANSWER));
    String token = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl";
    try (AnthropicDecider decider = foundry("claude-haiku-5-5", "", token)) {
      assertThat(decider.decide(item())).isInstanceOf(Decision.Answer.class);
    }
    Asked asked = service.asked().getFirst();
    assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer " + token);
    assertThat(asked.headers()).doesNotContainKey("X-api-key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | 401 | Access denied due to invalid subscription key | valid key of this Foundry resource",
        "401 | PermissionDenied | The principal lacks the data action | Cognitive Services User",
        "404 | DeploymentNotFound | The API deployment does not exist | name the deployment",
        "403 | insufficient_quota | Quota is used up | raise the quota"
      })
  void stopsWithACureAtWhatWaitsForAPerson(int status, String code, String message, String cure)
      throws Exception {
    service.answer(
        Reply.of(
            status, "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message)));
    try (AnthropicDecider decider = foundry("mail-sorting", "", KEY)) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.Stopped.class,
              stopped -> {
                assertThat(stopped.cause())
                    .isEqualTo("the service answered " + status + " " + code + ": " + message);
                assertThat(stopped.cure()).contains(cure);
              });
    }
  }

  @Test
  void checksByCounting() {
    service.answer(Reply.of(200, "{\"input_tokens\":812}"));
    try (AnthropicDecider decider = foundry("mail-sorting", "", KEY)) {
      assertThat(decider.check()).isInstanceOf(CheckResult.Fine.class);
    }
    assertThat(service.asked().getFirst().path()).isEqualTo("/anthropic/v1/messages/count_tokens");
  }

  @Test
  void asksNothingWithoutAKey() throws Exception {
    try (AnthropicDecider decider = foundry("mail-sorting", "", "")) {
      assertThat(decider.decide(item())).isInstanceOf(Decision.Stopped.class);
    }
    assertThat(resolved).isEmpty();
  }

  private AnthropicDecider foundry(String deployment, String path, String key) {
    return decider(ModelSpec.Provider.FOUNDRY, deployment, at(HOST, path), key);
  }
}
