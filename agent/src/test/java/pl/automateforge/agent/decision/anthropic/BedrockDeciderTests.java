package pl.automateforge.agent.decision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.PromptRenderer;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Asked;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Reply;
import pl.automateforge.agent.spec.ModelSpec;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

class BedrockDeciderTests extends CloudFixture {
  private static final String HOST = "bedrock-mantle.eu-central-1.api.aws";
  private static final String API_KEY = "ABSKQmVkcm9ja0FQSUtleS1hY21l";
  private static final String ID = "ASIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String SESSION = "FwoGZXIvYXdzEBYaDExampleSession==";

  @Test
  void asksByAToolAndTakesItsInputForTheAnswer() throws Exception {
    service.answer(ScriptedService.envelope(tool("answer", ANSWER), "\"tool_use\"", ""));
    try (AnthropicDecider decider = bedrock("claude-haiku-5-5", API_KEY)) {
      assertThat(decider.decide(item()))
          .isEqualTo(
              new Decision.Answer(
                  "invoice",
                  0.9,
                  false,
                  "it is an invoice",
                  Map.of("summary", "FV 1", "amount", "12.5"),
                  new Decision.Usage(
                      900, 100, 2000, 0, new Cost(new BigDecimal("0.000176")), "req_1")));
      assertThat(decider.name()).isEqualTo("bedrock:anthropic.claude-haiku-5-5");
      assertThat(decider.revision())
          .isEqualTo("prompt " + PromptRenderer.REVISION + ", schema 1, tool 1");
    }
    Asked asked = service.asked().getFirst();
    assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /anthropic/v1/messages");
    assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer " + API_KEY);
    assertThat(asked.headers().getFirst("anthropic-version")).isEqualTo("2026-10-21");
    JsonNode body = asked.json();
    assertThat(body.get("model").asText()).isEqualTo("anthropic.claude-haiku-5-5");
    assertThat(body.at("/output_config/format").isMissingNode()).isTrue();
    assertThat(body.at("/output_config/effort").asText()).isEqualTo("low");
    assertThat(body.get("tools")).hasSize(1);
    assertThat(body.at("/tools/0/name").asText()).isEqualTo("answer");
    assertThat(body.at("/tools/0/strict").isMissingNode()).isTrue();
    assertThat(body.at("/tools/0/input_schema/type").asText()).isEqualTo("object");
    assertThat(body.at("/tools/0/input_schema/additionalProperties").isBoolean()).isTrue();
    assertThat(body.at("/tools/0/input_schema/required")).hasSize(7);
    assertThat(body.at("/tools/0/input_schema/properties").fieldNames())
        .toIterable()
        .containsExactly(
            "reason", "category", "confidence", "summary", "deadline", "amount", "paid");
    assertThat(body.at("/tool_choice/type").asText()).isEqualTo("tool");
    assertThat(body.at("/tool_choice/name").asText()).isEqualTo("answer");
    assertThat(body.at("/tool_choice/disable_parallel_tool_use").asBoolean()).isTrue();
    assertThat(body.at("/system/0/text").asText()).endsWith("and write no other text.");
    assertThat(resolved).containsExactly(HOST);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-5-5, anthropic.claude-sonnet-5-5, auto",
    "claude-opus-5-5, anthropic.claude-opus-5-5, auto",
    "claude-sonnet-4-6, anthropic.claude-sonnet-4-6, tool",
    "eu.anthropic.claude-haiku-5-5, eu.anthropic.claude-haiku-5-5, tool",
    "global.anthropic.claude-sonnet-5-5, global.anthropic.claude-sonnet-5-5, auto",
    "arn:aws:bedrock:eu-central-1:1:inference-profile/x, arn:aws:bedrock:eu-central-1:1:inference-profile/x, auto"
  })
  void forcesTheToolOnlyWhereTheModelTakesIt(String name, String id, String choice)
      throws Exception {
    service.answer(ScriptedService.envelope(tool("answer", ANSWER), "\"tool_use\"", ""));
    try (AnthropicDecider decider = bedrock(name, API_KEY)) {
      assertThat(decider.decide(item())).isInstanceOf(Decision.Answer.class);
    }
    JsonNode body = service.asked().getFirst().json();
    assertThat(body.get("model").asText()).isEqualTo(id);
    assertThat(body.at("/tool_choice/type").asText()).isEqualTo(choice);
  }

  @Test
  void takesAnAnswerThatWasWrittenThoughTheToolWasOffered() throws Exception {
    service.answer(ScriptedService.message(ANSWER));
    try (AnthropicDecider decider = bedrock("claude-sonnet-5-5", API_KEY)) {
      assertThat(decider.decide(item())).isInstanceOf(Decision.Answer.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reason\":\"r\",\"category\":\"spam\",\"confidence\":0.9}",
        "{\"reason\":\"r\",\"category\":\"invoice\",\"confidence\":0.9,\"folder\":\"INBOX\"}",
        "{\"reason\":\"r\",\"category\":\"invoice\",\"confidence\":\"0.9\"}",
        "{}"
      })
  void validatesTheToolsInputLikeAnyAnswer(String input) throws Exception {
    service.answer(ScriptedService.envelope(tool("answer", input), "\"tool_use\"", ""));
    assertNoAnswer(Kind.NOT_AN_ANSWER);
  }

  @Test
  void takesNoCallOfAnotherToolAndNoTwoCalls() throws Exception {
    service.answer(ScriptedService.envelope(tool("move", ANSWER), "\"tool_use\"", ""));
    assertNoAnswer(Kind.NOT_AN_ANSWER);
    service.answer(
        ScriptedService.envelope(
            tool("answer", ANSWER) + "," + tool("answer", ANSWER), "\"tool_use\"", ""));
    assertNoAnswer(Kind.NOT_AN_ANSWER);
  }

  @Test
  void takesNoInputThatHasAKeyTwice() throws Exception {
    String twice = ANSWER.replace("{\"reason\"", "{\"category\":\"other\",\"reason\"");
    service.answer(ScriptedService.envelope(tool("answer", twice), "\"tool_use\"", ""));
    assertNoAnswer(Kind.REJECTED);
  }

  @Test
  void takesNoInputThatWasCutOff() throws Exception {
    service.answer(ScriptedService.envelope(tool("answer", ANSWER), "\"max_tokens\"", ""));
    assertNoAnswer(Kind.CUT_OFF);
  }

  @Test
  void signsByAccessKeysAsAmazonDoes() throws Exception {
    service.answer(ScriptedService.envelope(tool("answer", ANSWER), "\"tool_use\"", ""));
    try (AnthropicDecider decider =
        bedrock("claude-haiku-5-5", ID + ":" + SECRET + ":" + SESSION)) {
      assertThat(decider.decide(item())).isInstanceOf(Decision.Answer.class);
    }
    Asked asked = service.asked().getFirst();
    assertThat(asked.headers().getFirst("X-amz-date")).isEqualTo("20261122T100000Z");
    assertThat(asked.headers().getFirst("X-amz-security-token")).isEqualTo(SESSION);
    assertThat(asked.headers().get("Authorization"))
        .containsExactly(signature(asked))
        .first()
        .asString()
        .contains("/20261122/eu-central-1/bedrock-mantle/aws4_request");
    assertThat(asked.headers().toString() + asked.body()).doesNotContain(SECRET);
  }

  @Test
  void wantsAHostThatNamesTheRegionForAccessKeys() throws Exception {
    String gateway = at("gateway.acme.example", "/bedrock");
    try (AnthropicDecider decider =
        decider(ModelSpec.Provider.BEDROCK, "claude-haiku-5-5", gateway, ID + ":" + SECRET)) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.Stopped.class,
              stopped -> {
                assertThat(stopped.cause()).contains("sign for a region").doesNotContain(SECRET);
                assertThat(stopped.cure())
                    .contains("https://bedrock-mantle.eu-central-1.api.aws")
                    .contains("Bedrock API key");
              });
    }
    assertThat(resolved).isEmpty();
  }

  @Test
  void asksAGatewayUnderAnApiKey() throws Exception {
    service.answer(ScriptedService.envelope(tool("answer", ANSWER), "\"tool_use\"", ""));
    String gateway = at("gateway.acme.example", "/bedrock");
    try (AnthropicDecider decider =
        decider(ModelSpec.Provider.BEDROCK, "claude-haiku-5-5", gateway, API_KEY)) {
      assertThat(decider.decide(item())).isInstanceOf(Decision.Answer.class);
    }
    assertThat(service.asked().getFirst().path()).isEqualTo("/bedrock/anthropic/v1/messages");
  }

  @Test
  void quotesNoTokenThatTheCloudRepeats() throws Exception {
    service.answer(
        Reply.of(
            403,
            "{\"message\":\"bad token eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0\",\"__type\":\"Jan Kowalski\"}"));
    try (AnthropicDecider decider = bedrock("claude-haiku-5-5", API_KEY)) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.Stopped.class,
              stopped -> assertThat(stopped.cause()).isEqualTo("the service answered 403"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | ExpiredTokenException | The security token included in the request is expired | renew what the slot",
        "403 | UnrecognizedClientException | The security token is invalid | renew what the slot",
        "403 | AccessDeniedException | You don't have access to the model | bedrock:InvokeModel",
        "404 | ResourceNotFoundException | no such model | in the region of model.baseUrl",
        "400 | ServiceQuotaExceededException | Too many tokens per day | Service Quotas"
      })
  void stopsWithACureAtWhatWaitsForAPerson(int status, String word, String message, String cure)
      throws Exception {
    service.answer(
        new Reply.Whole(
            status,
            Map.of(
                "x-amzn-ErrorType",
                word + ":http://internal.amazon.com/",
                "x-amzn-RequestId",
                "r-1"),
            "{\"message\":\"" + message + "\"}"));
    try (AnthropicDecider decider = bedrock("claude-haiku-5-5", API_KEY)) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.Stopped.class,
              stopped -> {
                assertThat(stopped.cause())
                    .isEqualTo(
                        "the service answered %d %s: %s (request r-1)"
                            .formatted(status, word, message));
                assertThat(stopped.cure()).contains(cure);
              });
    }
  }

  @Test
  void holdsAllItemsWhereTheRateIsLimited() throws Exception {
    service.answer(
        Reply.of(429, "x-amzn-ErrorType", "ThrottlingException", "{\"message\":\"slow down\"}"));
    try (AnthropicDecider decider = bedrock("claude-haiku-5-5", API_KEY)) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(Decision.Later.class, later -> assertThat(later.held()).isTrue());
    }
  }

  @Test
  void asksNothingWithoutAKey() throws Exception {
    try (AnthropicDecider decider = bedrock("claude-haiku-5-5", "")) {
      assertThat(decider.decide(item())).isInstanceOf(Decision.Stopped.class);
      assertThat(decider.check())
          .isInstanceOfSatisfying(
              CheckResult.Failed.class, failed -> assertThat(failed.cure()).contains("id:secret"));
      decider.prepare();
    }
    assertThat(service.asked()).isEmpty();
    assertThat(resolved).isEmpty();
  }

  @Test
  void checksByCountingWithTheSameToolAndPaysNothing() {
    service.answer(Reply.of(200, "{\"input_tokens\":812}"));
    try (AnthropicDecider decider = bedrock("claude-haiku-5-5", API_KEY)) {
      assertThat(decider.check())
          .isInstanceOfSatisfying(
              CheckResult.Fine.class,
              fine ->
                  assertThat(fine.detail())
                      .contains("anthropic.claude-haiku-5-5 counts 812 tokens"));
    }
    Asked asked = service.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/anthropic/v1/messages/count_tokens");
    assertThat(asked.json().at("/tool_choice/type").asText()).isEqualTo("tool");
    assertThat(asked.json().has("max_tokens")).isFalse();
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void checksByAnAnswerWhereNothingIsCounted() {
    service.answer(asked ->
        asked.path().endsWith("count_tokens")
            ? Reply.of(404, "{\"message\":\"Not Found\"}")
            : ScriptedService.envelope(
                tool("answer", ANSWER.replace("null", "\"2026-11-30\"")), "\"tool_use\"", ""));
    try (AnthropicDecider decider = bedrock("claude-haiku-5-5", API_KEY)) {
      assertThat(decider.check().detail()).contains("answered after");
    }
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void rehearsesWithoutReachingTheNetwork() {
    try (AnthropicDecider decider = bedrock("claude-haiku-5-5", ID + ":" + SECRET)) {
      decider.prepare();
    }
    assertThat(service.asked()).isEmpty();
    assertThat(resolved).isEmpty();
  }

  private void assertNoAnswer(Kind kind) throws Exception {
    try (AnthropicDecider decider = bedrock("claude-haiku-5-5", API_KEY)) {
      assertThat(decider.decide(item()))
          .isInstanceOfSatisfying(
              Decision.NoAnswer.class, none -> assertThat(none.kind()).isEqualTo(kind));
    }
  }

  private AnthropicDecider bedrock(String model, String key) {
    return decider(ModelSpec.Provider.BEDROCK, model, at(HOST, ""), key);
  }

  /** What Amazon's library makes of the request that arrived. */
  private static String signature(Asked asked) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .uri(URI.create("http://" + asked.headers().getFirst("Host") + asked.path()))
            .method(SdkHttpMethod.POST)
            .appendHeader("content-type", asked.headers().getFirst("Content-type"))
            .build();
    return AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(AwsSessionCredentials.create(ID, SECRET, SESSION))
                .request(request)
                .payload(
                    ContentStreamProvider.fromByteArray(
                        asked.body().getBytes(StandardCharsets.UTF_8)))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock-mantle")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }
}
