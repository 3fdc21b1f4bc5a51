package pl.automateforge.agent.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.standin.StandInClient.Got;

/** Each refusal of the service, seen by plain HTTP. */
class ModelRefusalTests {
  private static final String HAIKU = "claude-haiku-5-5";
  private static final String SONNET = "claude-sonnet-5-5";
  private static final String OPUS = "claude-opus-5-5";
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private static ModelStandIn standIn;
  private static StandInClient client;

  @BeforeAll
  static void start() throws IOException {
    standIn = ModelStandIn.start(ModelOptions.DEFAULT.withMaxBody(200_000), NOW);
    client = new StandInClient(standIn.address());
  }

  @AfterAll
  static void stop() {
    client.close();
    standIn.close();
  }

  private static String body(String model, String extra) {
    return """
    {"model":"%s","max_tokens":512,"messages":[{"role":"user","content":"Dzień dobry"}]%s}\
    """
        .formatted(model, extra.isEmpty() ? "" : "," + extra);
  }

  private static String schema(String schema) {
    return body(
        HAIKU,
        "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":" + schema + "}}");
  }

  private static void refused(Got got, int status, String type, String said) {
    assertThat(got.status()).as(got.response().body()).isEqualTo(status);
    assertThat(got.json().path("type").asText()).isEqualTo("error");
    assertThat(got.json().path("error").path("type").asText()).isEqualTo(type);
    assertThat(got.error()).contains(said);
    assertThat(got.header("request-id"))
        .startsWith("req_standin_")
        .isEqualTo(got.json().path("request_id").asText());
    assertThat(got.header("x-autoforge-standin")).isEqualTo("model");
  }

  private static void invalid(String body, String said) throws Exception {
    refused(client.message(body), 400, "invalid_request_error", said);
  }

  @ParameterizedTest
  @ValueSource(strings = {HAIKU, SONNET, OPUS, "claude-fable-5-1", "claude-haiku-4-5"})
  void takesAPlainRequest(String model) throws Exception {
    assertThat(client.message(body(model, "")).status()).isEqualTo(200);
  }

  @Test
  void wantsABearerAndNotAnApiKeyHeader() throws Exception {
    HttpRequest.Builder request =
        client.request("/v1/messages").header("anthropic-version", "2026-10-21");
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(body(HAIKU, ""));
    refused(
        client.send(request.copy().POST(body).build()),
        401,
        "authentication_error",
        "Authorization");
    refused(
        client.send(request.copy().header("x-api-key", "key").POST(body).build()),
        401,
        "authentication_error",
        "x-api-key is not taken");
  }

  @ParameterizedTest
  @CsvSource({"2023-06-01, 2023-06-01", "2026-10-22, 2026-10-22", "'', header is required"})
  void wantsItsVersion(String version, String said) throws Exception {
    HttpRequest.Builder request =
        client.request("/v1/messages").header("Authorization", "Bearer key");
    if (!version.isEmpty()) {
      request.header("anthropic-version", version);
    }
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(body(HAIKU, ""));
    refused(client.send(request.POST(body).build()), 400, "invalid_request_error", said);
  }

  @ParameterizedTest
  @CsvSource({"temperature, 1.0", "temperature, 0", "top_p, 1", "top_k, 0"})
  void refusesSamplingEvenAtItsDefaults(String name, String value) throws Exception {
    for (String model : new String[] {HAIKU, SONNET, OPUS, "claude-sonnet-4-6"}) {
      invalid(body(model, "\"" + name + "\":" + value), name + ": not supported");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-5-5, any",
    "claude-sonnet-5-5, tool",
    "claude-opus-5-5, any",
    "claude-opus-5-5, tool",
    "claude-fable-5-1, tool"
  })
  void refusesAForcedToolOnTheLargerModels(String model, String type) throws Exception {
    String said = "tool_choice: \"" + type + "\" is not supported for " + model;
    invalid(body(model, forced(type)), said);
    String count = body(model, forced(type)).replace("\"max_tokens\":512,", "");
    refused(
        client.send(client.messages("/v1/messages/count_tokens", count)),
        400,
        "invalid_request_error",
        said);
  }

  @Test
  void takesAForcedToolOnHaikuWithoutThinking() throws Exception {
    Got got = client.message(body(HAIKU, forced("tool")));
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json().at("/content/0/type").asText()).isEqualTo("tool_use");
    assertThat(got.json().at("/content/0/input/ok").isBoolean()).isTrue();
    assertThat(got.json().path("stop_reason").asText()).isEqualTo("tool_use");
  }

  private static String forced(String type) {
    String name = type.equals("tool") ? ",\"name\":\"sort\"" : "";
    return """
    "tools":[{"name":"sort","input_schema":{"type":"object","properties":{"ok":{"type":"boolean"}},
    "required":["ok"],"additionalProperties":false}}],"tool_choice":{"type":"%s"%s}\
    """
        .formatted(type, name);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-haiku-5-5, disabled",
    "claude-sonnet-5-5, disabled",
    "claude-opus-5-5, disabled",
    "claude-fable-5-1, disabled",
    "claude-haiku-5-5, between_tools",
    "claude-opus-5-5, between_tools",
    "claude-sonnet-4-6, between_tools"
  })
  void refusesToSwitchThinkingOff(String model, String type) throws Exception {
    invalid(
        body(model, "\"thinking\":{\"type\":\"" + type + "\"}"),
        "thinking.type: \"" + type + "\" is not supported for " + model);
  }

  @ParameterizedTest
  @ValueSource(strings = {HAIKU, SONNET, OPUS})
  void refusesABudgetOfThinking(String model) throws Exception {
    invalid(
        body(model, "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048}"),
        "thinking.type: \"enabled\" is not supported");
  }

  @Test
  void takesBetweenToolsOnSonnetUpToHighEffort() throws Exception {
    String thinking = "\"thinking\":{\"type\":\"between_tools\"}";
    Got got = client.message(body(SONNET, thinking));
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json().at("/content/0/type").asText()).isEqualTo("text");
    for (String effort : new String[] {"xhigh", "max"}) {
      invalid(
          body(SONNET, thinking + ",\"output_config\":{\"effort\":\"" + effort + "\"}"),
          "not supported at effort \"" + effort + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {HAIKU, SONNET, OPUS})
  void refusesAPrefilledAnswer(String model) throws Exception {
    invalid(
        """
        {"model":"%s","max_tokens":9,"messages":[{"role":"user","content":"a"},
        {"role":"assistant","content":"{"}]}\
        """
            .formatted(model),
        "does not support assistant message prefill");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"mails\":1 | mails: Extra inputs",
        "\"metadata\":{\"mail\":1} | metadata.mail: Extra inputs",
        "\"output_config\":{\"schema\":{}} | output_config.schema: Extra inputs",
        "\"output_config\":{\"effort\":\"highest\"} | output_config.effort: Input should be one of",
        "\"output_config\":{\"format\":{\"type\":\"json_schema\"}} | schema: Field required",
        "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"name\":\"x\"}} | Extra inputs",
        "\"thinking\":{\"type\":\"adaptive\",\"budget_tokens\":9} | thinking.budget_tokens: Extra",
        "\"system\":[{\"type\":\"text\",\"text\":\"a\",\"role\":\"x\"}] | system.0.role: Extra",
        "\"system\":[{\"type\":\"image\",\"text\":\"a\"}] | system.0.type: Input should be one of",
        "\"system\":[{\"type\":\"text\",\"text\":\" \"}] | non-whitespace",
        "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"2h\"} | cache_control.ttl",
        "\"tool_choice\":{\"type\":\"auto\"} | only be given together with tools",
        "\"tools\":[{\"name\":\"a b\",\"input_schema\":{\"type\":\"object\"}}] | tools.0.name",
        "\"tools\":[{\"name\":\"a\",\"input_schema\":{\"type\":\"object\"},\"x\":1}] | tools.0.x: Extra",
        "\"tools\":[{\"name\":\"a\"}] | tools.0.input_schema",
        "\"service_tier\":\"gold\" | service_tier: Input should be one of",
        "\"stop_sequences\":\"x\" | stop_sequences: Input should be a valid list",
        "\"stream\":1 | stream: Input should be a valid boolean",
      })
  void refusesWhatItDoesNotKnow(String extra, String said) throws Exception {
    invalid(body(HAIKU, extra), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | at least one message",
        "{} | Input should be a valid list",
        "[{\"role\":\"user\",\"content\":\"\"}] | non-whitespace text",
        "[{\"role\":\"user\",\"content\":[]}] | messages.0.content",
        "[{\"role\":\"user\",\"content\":\"a\",\"name\":\"x\"}] | messages.0.name: Extra inputs",
        "[{\"role\":\"tool\",\"content\":\"a\"}] | messages.0.role: Input should be one of",
        "[{\"role\":\"assistant\",\"content\":\"a\"}] | first message must use the \"user\" role",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"lang\":\"pl\"}]}]"
            + " | messages.0.content.0.text.lang: Extra inputs",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"mail\"}]}] | does not match any of the expected",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"citations\":"
            + "[{\"type\":\"char_location\"}]}]}] | citations are not permitted",
      })
  void refusesMessagesThatAreNotRight(String messages, String said) throws Exception {
    invalid("{\"model\":\"" + HAIKU + "\",\"max_tokens\":9,\"messages\":" + messages + "}", said);
  }

  @Test
  void refusesADocumentInAnAssistantMessageAndTakesItInAUsers() throws Exception {
    String document =
        "[{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\","
            + "\"data\":\"a\"}}]";
    String messages =
        "{\"model\":\"%s\",\"max_tokens\":900,\"messages\":[{\"role\":\"user\",\"content\":%s},"
            + "{\"role\":\"assistant\",\"content\":%s},{\"role\":\"user\",\"content\":\"b\"}]}";
    invalid(messages.formatted(HAIKU, "\"a\"", document), "document blocks are not permitted");
    assertThat(client.message(messages.formatted(HAIKU, document, "\"a\"")).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'', max_tokens: Field required",
    "'\"max_tokens\":-1,', max_tokens: Input should be",
    "'\"max_tokens\":\"9\",', max_tokens: Input should be",
    "'\"max_tokens\":128001,', 128001 > 128000"
  })
  void wantsARightNumberOfTokens(String field, String said) throws Exception {
    invalid(
        "{\"model\":\""
            + HAIKU
            + "\","
            + field
            + "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
        said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-haiku-9", "claude-3-haiku-20240307", "claude-mythos-preview"})
  void knowsNoOtherModelsAndNoRetiredOnes(String model) throws Exception {
    refused(client.message(body(model, "")), 404, "not_found_error", "model: " + model);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}} | additionalProperties",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"additionalProperties\":true}"
            + " | additionalProperties",
        "{\"type\":\"object\",\"additionalProperties\":false} | at least one property",
        "{\"$ref\":\"https://acme.example/s.json\"} | External schema references",
        "{\"type\":\"text\"} | 'text' is not a type",
        "7 | valid dictionary",
      })
  void refusesASchemaThatIsNotClosed(String schema, String said) throws Exception {
    invalid(schema(schema), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"number\",\"minimum\":0} | 'minimum' is not supported",
        "{\"type\":\"number\",\"maximum\":1} | 'maximum' is not supported",
        "{\"type\":\"integer\",\"multipleOf\":2} | 'multipleOf' is not supported",
        "{\"type\":\"string\",\"maxLength\":300} | 'maxLength' is not supported",
        "{\"type\":\"string\",\"minLength\":1} | 'minLength' is not supported",
        "{\"type\":\"string\",\"format\":\"iban\"} | format 'iban' is not supported",
        "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"maxItems\":3} | 'maxItems'",
        "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"minItems\":2} | 'minItems' values",
        "{\"oneOf\":[{\"type\":\"string\"}]} | 'oneOf' is not supported",
        "{\"enum\":[{\"a\":1}]} | Complex types in 'enum'",
        "{\"$ref\":\"#/$defs/none\"} | leads to nothing",
        "{\"$ref\":\"#/properties/a\"} | Recursive schemas",
      })
  void refusesKeywordsThatCannotBeCompiled(String property, String said) throws Exception {
    invalid(schema(object("\"a\":" + property, "\"a\"")), said);
  }

  @Test
  void refusesSchemasThatAreTooComplex() throws Exception {
    invalid(schema(object(properties(25, "{\"type\":\"string\"}"), "")), "25 optional parameters");
    assertThat(client.message(schema(object(properties(24, "{\"type\":\"string\"}"), ""))).status())
        .isEqualTo(200);
    String union = "{\"type\":[\"string\",\"null\"]}";
    invalid(schema(object(properties(17, union), names(17))), "17 parameters with union types");
    assertThat(client.message(schema(object(properties(16, union), names(16)))).status())
        .isEqualTo(200);
    invalid(
        schema(object(properties(600, "{\"type\":\"string\"}"), names(600))),
        "Schema is too complex");
  }

  private static String object(String properties, String required) {
    return "{\"type\":\"object\",\"properties\":{%s},\"required\":[%s],\"additionalProperties\":false}"
        .formatted(properties, required);
  }

  private static String properties(int count, String type) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"p" + i + "\":" + type)
        .collect(Collectors.joining(","));
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"p" + i + "\"")
        .collect(Collectors.joining(","));
  }

  @Test
  void refusesMoreThanFourCacheMarks() throws Exception {
    String block = "{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}}";
    invalid(
        body(HAIKU, "\"system\":[" + String.join(",", block, block, block, block, block) + "]"),
        "A maximum of 4 blocks with cache_control");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "{\"model\":1}}", "{\"model\":\"a\",\"model\":\"b\"}"})
  void refusesWhatIsNotJson(String body) throws Exception {
    invalid(body, "not valid JSON");
  }

  @Test
  void refusesABodyThatIsTooLarge() throws Exception {
    refused(
        client.message(body(HAIKU, "\"system\":\"" + "a".repeat(200_000) + "\"")),
        413,
        "request_too_large",
        "maximum allowed number of bytes");
  }

  @Test
  void refusesOtherPathsAndMethods() throws Exception {
    refused(
        client.send(client.messages("/v1/complete", "{}")), 404, "not_found_error", "/v1/complete");
    HttpRequest get =
        client
            .request("/v1/messages")
            .header("Authorization", "Bearer key")
            .header("anthropic-version", "2026-10-21")
            .build();
    refused(client.send(get), 405, "invalid_request_error", "GET is not allowed");
  }
}
