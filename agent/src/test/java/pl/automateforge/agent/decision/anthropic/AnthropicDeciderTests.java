package pl.automateforge.agent.decision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.Prices;
import pl.automateforge.agent.decision.PromptRenderer;
import pl.automateforge.agent.decision.ProviderGates;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Asked;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Reply;
import pl.automateforge.agent.spec.Language;

class AnthropicDeciderTests extends AnthropicDeciderFixture {

  @Test
  void takesAnAnswerWithItsUsageAndCost() throws Exception {
    service.answer(ScriptedService.message(ANSWER));
    assertThat(decider.decide(item()))
        .isEqualTo(
            new Decision.Answer(
                "invoice",
                0.9,
                false,
                "it is an invoice",
                Map.of("summary", "FV 1", "amount", "12.5"),
                new Decision.Usage(
                    900, 100, 2000, 0, new Cost(new BigDecimal("0.00016")), "req_1")));
    assertThat(decider.name()).isEqualTo("anthropic:claude-haiku-5-5");
    assertThat(decider.revision()).isEqualTo("prompt 2, schema 1");
  }

  @Test
  void asksAsTheServiceWantsToBeAsked() throws Exception {
    service.answer(ScriptedService.message(ANSWER));
    decider.decide(item());
    Asked asked = service.asked().getFirst();
    assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /v1/messages");
    assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer " + DecisionSpecs.KEY);
    assertThat(asked.headers().getFirst("anthropic-version")).isEqualTo("2026-10-21");
    assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/json");
    assertThat(asked.headers()).doesNotContainKeys("X-api-key", "Traceparent", "Tracestate");
    JsonNode body = asked.json();
    assertThat(body.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("model", "max_tokens", "system", "messages", "output_config");
    assertThat(body.get("model").asText()).isEqualTo("claude-haiku-5-5");
    assertThat(body.get("max_tokens").asInt()).isEqualTo(1024);
    assertThat(body.at("/output_config/effort").asText()).isEqualTo("low");
    assertThat(body.at("/output_config/format/type").asText()).isEqualTo("json_schema");
  }

  @Test
  void keepsTheSchemasOrderOnTheWire() throws Exception {
    service.answer(ScriptedService.message(ANSWER));
    decider.decide(item());
    JsonNode schema = service.asked().getFirst().json().at("/output_config/format/schema");
    assertThat(schema.get("properties").fieldNames())
        .toIterable()
        .containsExactly(
            "reason", "category", "confidence", "summary", "deadline", "amount", "paid");
    assertThat(schema.get("additionalProperties").isBoolean()).isTrue();
    assertThat(schema.at("/properties/category/enum")).hasSize(3);
  }

  @Test
  void cachesTheSystemPromptWhichIsTheSameForEveryItem() throws Exception {
    service.answer(ScriptedService.message(ANSWER));
    decider.decide(item());
    clock.advance(Duration.ofDays(1));
    decider.decide(
        pl.automateforge.agent.content.Content.ofText(
            "another", pl.automateforge.agent.content.Content.TextLanguage.EN));
    List<JsonNode> bodies = service.asked().stream().map(Asked::json).toList();
    JsonNode system = bodies.getFirst().get("system");
    assertThat(system).hasSize(1);
    assertThat(system.get(0).get("text").asText())
        .isEqualTo(PromptRenderer.of(DecisionSpecs.spec(Language.EN), List.of()).system())
        .doesNotContain("PESEL");
    assertThat(system.get(0).at("/cache_control/type").asText()).isEqualTo("ephemeral");
    assertThat(bodies.getLast().get("system")).isEqualTo(system);
    assertThat(bodies.getLast().get("output_config"))
        .isEqualTo(bodies.getFirst().get("output_config"));
    assertThat(bodies.getFirst().get("messages")).hasSize(1);
    assertThat(bodies.getFirst().at("/messages/0/role").asText()).isEqualTo("user");
    assertThat(bodies.getFirst().at("/messages/0/content").asText()).contains(SECRET_TEXT);
  }

  @Test
  void findsTheTextAmongOtherBlocks() throws Exception {
    String text = "{\"type\":\"text\",\"text\":" + quoted(ANSWER) + "}";
    service.answer(
        ScriptedService.envelope(
            "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"s\"},"
                + "{\"type\":\"text\",\"text\":\"\"},{\"type\":\"new_kind\",\"x\":1},"
                + text,
            "\"end_turn\"",
            ""));
    assertThat(decider.decide(item())).isInstanceOf(Decision.Answer.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"type\":\"text\",\"text\":\"\"}",
        "{\"type\":\"thinking\",\"thinking\":\"x\",\"signature\":\"s\"}",
        "{\"type\":\"text\",\"text\":\"I think it is an invoice.\"}"
      })
  void takesNoMessageWithoutAnAnswerForOne(String blocks) throws Exception {
    service.answer(ScriptedService.envelope(blocks, "\"end_turn\"", ""));
    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(
            Decision.NoAnswer.class,
            none -> {
              assertThat(none.kind()).isEqualTo(Kind.NOT_AN_ANSWER);
              assertThat(none.usage().output()).isEqualTo(100);
            });
  }

  @Test
  void tellsARefusalWithItsCategory() throws Exception {
    service.answer(
        ScriptedService.envelope(
            "",
            "\"refusal\"",
            """
            "stop_details":{"type":"refusal","category":"cyber","explanation":"not\\nthis"},\
            """));
    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(
            Decision.NoAnswer.class,
            none -> {
              assertThat(none.kind()).isEqualTo(Kind.REFUSED);
              assertThat(none.detail()).isEqualTo("the model refuses to answer: cyber: not this");
              assertThat(none.usage().requestId()).isEqualTo("req_1");
            });
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "'\"refusal\"',       REFUSED",
        "'\"max_tokens\"',    CUT_OFF",
        "'\"model_context_window_exceeded\"', CUT_OFF",
        "'\"stop_sequence\"', NOT_AN_ANSWER",
        "'\"tool_use\"',      NOT_AN_ANSWER",
        "'\"pause_turn\"',    NOT_AN_ANSWER",
        "'\"brand_new\"',     NOT_AN_ANSWER",
        "'null',              NOT_AN_ANSWER",
        "'7',                 REJECTED"
      })
  void looksWhyItStoppedBeforeItReads(String stop, Kind kind) throws Exception {
    String whole = "{\"type\":\"text\",\"text\":" + quoted(ANSWER) + "}";
    service.answer(ScriptedService.envelope(whole, stop == null ? "null" : stop, ""));
    assertThat(decider.decide(item()))
        .asInstanceOf(InstanceOfAssertFactories.type(Decision.NoAnswer.class))
        .extracting(Decision.NoAnswer::kind)
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Sign in to the hotel's network</html>",
        "",
        "null",
        "[]",
        "\"x\"",
        "{}",
        "{\"content\":7,\"stop_reason\":\"end_turn\",\"usage\":{}}",
        "{\"content\":[],\"stop_reason\":\"end_turn\"}",
        "{\"id\":",
        "[[[[[[[[[[[["
      })
  void rejectsGarbageThatCameWithStatus200(String garbage) throws Exception {
    service.answer(Reply.of(200, "request-id", "req_9", garbage));
    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(
            Decision.NoAnswer.class,
            none -> {
              assertThat(none.kind()).isEqualTo(Kind.REJECTED);
              assertThat(none.usage().cost()).isEqualTo(Cost.UNKNOWN);
              assertThat(none.usage().requestId()).isEqualTo("req_9");
            });
  }

  @Test
  void rejectsAResponseWithoutEnd() throws Exception {
    service.answer(Reply.of(200, "x".repeat(SdkTransport.RESPONSE_LIMIT + 1)));
    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(
            Decision.NoAnswer.class, none -> assertThat(none.kind()).isEqualTo(Kind.REJECTED));
  }

  @Test
  void countsAnHoursCacheAndImpossibleNumbersWithoutHarm() throws Exception {
    service.answer(
        Reply.of(
            200,
            """
            {"id":"m","type":"message","role":"assistant","model":"x","content":[],
             "stop_reason":"end_turn","stop_sequence":null,
             "usage":{"input_tokens":-5,"output_tokens":9223372036854775807,
              "cache_creation_input_tokens":30,
              "cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":20}}}\
            """));
    assertThat(decider.decide(item()))
        .isInstanceOfSatisfying(
            Decision.NoAnswer.class,
            none -> {
              assertThat(none.usage().input()).isZero();
              assertThat(none.usage().output()).isEqualTo(1_000_000_000);
              assertThat(none.usage().cacheWrite()).isEqualTo(30);
              assertThat(none.usage().cost().usd()).isEqualByComparingTo("500.00000525");
            });
  }

  @Test
  void doesNotAskWithoutAKey() throws Exception {
    for (String key : List.of("", "  ", "line\nbreak", "kłucz")) {
      try (AnthropicDecider without = decider(service.address(), key, Duration.ofSeconds(5))) {
        assertThat(without.decide(item())).isInstanceOf(Decision.Stopped.class);
        assertThat(without.check().detail()).contains("model.apiKey");
      }
    }
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertThatThrownBy(() -> decider("ftp://x", DecisionSpecs.KEY, Duration.ofSeconds(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model.baseUrl");
  }

  @Test
  void preparesWithoutReachingTheService() {
    decider.prepare();
    assertThat(service.asked()).isEmpty();
    assertThat(http.connectionPool().connectionCount()).isZero();
  }

  @Test
  void mayBeClosedTwiceAndLeavesTheProcessesClientOpen() throws Exception {
    decider.close();
    decider.close();
    service.answer(ScriptedService.message(ANSWER));
    try (AnthropicDecider next =
        new AnthropicDecider(
            DecisionSpecs.loaded(DecisionSpecs.spec(Language.PL), List.of()),
            DecisionSpecs.bindings(service.address() + "/", DecisionSpecs.KEY),
            http,
            new ProviderGates(clock, new Random(1)),
            Prices.bundled(),
            clock)) {
      assertThat(next.decide(item())).isInstanceOf(Decision.Answer.class);
    }
    assertThat(service.asked().getLast().path()).isEqualTo("/v1/messages");
  }

  static String quoted(String text) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
  }
}
