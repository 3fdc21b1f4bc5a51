package pl.automateforge.agent.decision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Asked;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Reply;

class ModelCheckTests extends AnthropicDeciderFixture {

  @Test
  void saysWhoAnswersAndHowLongTheModelStays() {
    service.answer(model("active", "null", "", "anthropic-workspace-id"));
    assertThat(decider.check())
        .isInstanceOfSatisfying(
            CheckResult.Fine.class,
            fine ->
                assertThat(fine.detail())
                    .matches(
                        "the key is accepted in workspace wrkspc_7 after \\d+ ms;"
                            + " claude-haiku-5-5 is active"));
    Asked asked = service.asked().getFirst();
    assertThat(asked.method() + " " + asked.path()).isEqualTo("GET /v1/models/claude-haiku-5-5");
    assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer " + DecisionSpecs.KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "active,     2027-01-22T00:00:00Z, Fine,    'is active, retires in 61 days (2027-01-22)'",
    "active,     2027-01-21T00:00:00Z, Warning, 'is active, retires in 60 days (2027-01-21)'",
    "deprecated, 2026-11-30T00:00:00Z, Warning, 'is deprecated, retires in 8 days (2026-11-30)'",
    "deprecated, 2026-11-22T00:00:00Z, Failed,  'is deprecated, retired on 2026-11-22'",
    "retired,    2026-11-01T00:00:00Z, Failed,  'is retired, retired on 2026-11-01'"
  })
  void warnsOfAModelsEnd(String lifecycle, String retires, String kind, String words) {
    service.answer(model(lifecycle, "\"" + retires + "\"", "", "x"));
    CheckResult result = decider.check();
    assertThat(result.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(result.detail()).contains(words);
  }

  @Test
  void warnsOfADeprecatedModelWithoutADate() {
    service.answer(model("deprecated", "null", "", "x"));
    assertThat(decider.check())
        .isInstanceOfSatisfying(
            CheckResult.Warning.class,
            warning -> {
              assertThat(warning.detail()).endsWith("is deprecated, without a date");
              assertThat(warning.cure()).contains("model.name");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"structured_outputs", "effort"})
  void failsWhereTheModelLacksWhatEveryRequestUses(String capability) {
    String capabilities = "\"capabilities\":{\"%s\":{\"supported\":%s}},";
    service.answer(model("active", "null", capabilities.formatted(capability, false), "x"));
    assertThat(decider.check().detail()).endsWith("it lacks structured output or effort");
    service.answer(model("active", "null", capabilities.formatted(capability, true), "x"));
    assertThat(decider.check()).isInstanceOf(CheckResult.Fine.class);
  }

  @Test
  void takesNoSilenceOfAGatewayForGoodNews() {
    service.answer(Reply.of(200, "{\"type\":\"model\",\"id\":\"claude-haiku-5-5\"}"));
    assertThat(decider.check())
        .isInstanceOfSatisfying(
            CheckResult.Warning.class,
            warning ->
                assertThat(warning.detail())
                    .endsWith("claude-haiku-5-5 is known, and nobody says for how long"));
  }

  @ParameterizedTest
  @CsvSource({
    "401, authentication_error, put a valid key",
    "404, not_found_error, name a model",
    "429, rate_limit_error, the key works",
    "500, api_error, check the network",
    "400, invalid_request_error, check model.baseUrl"
  })
  void saysWhatToDoWhereItFails(int status, String type, String cure) {
    service.answer(ScriptedService.error(status, type, "m"));
    assertThat(decider.check())
        .isInstanceOfSatisfying(
            CheckResult.Failed.class,
            failed -> {
              assertThat(failed.detail()).contains("answered " + status);
              assertThat(failed.cure()).contains(cure);
            });
  }

  @Test
  void failsOnSomethingThatIsNoMessagesApi() {
    service.answer(Reply.of(200, "<html>hello</html>"));
    assertThat(decider.check())
        .isInstanceOfSatisfying(
            CheckResult.Failed.class, failed -> assertThat(failed.cure()).contains("proxy"));
    service.answer(Reply.of(200, "{}"));
    assertThat(decider.check()).isInstanceOf(CheckResult.Failed.class);
    service.answer(Reply.of(200, "null"));
    assertThat(decider.check()).isInstanceOf(CheckResult.Failed.class);
  }

  private static Reply model(String lifecycle, String retires, String more, String header) {
    return Reply.of(
        200,
        header,
        "wrkspc_7",
        """
        {"type":"model","id":"claude-haiku-5-5","display_name":"Claude Haiku 5.5",
         "created_at":"2026-10-07T00:00:00Z","lifecycle":"%s",%s"retires_at":%s}\
        """
            .formatted(lifecycle, more, retires));
  }
}
