package pl.automateforge.agent.decision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.core.JsonField;
import com.anthropic.core.JsonValue;
import com.anthropic.core.ObjectMappers;
import com.anthropic.models.ErrorObject;
import com.anthropic.models.ErrorResponse;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageTokensCount;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Usage;
import com.anthropic.models.models.ModelInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.PromptRenderer;
import pl.automateforge.agent.decision.anthropic.cloud.Places;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Language;

/** Our mapper against the SDK's own. */
class SdkJsonTests {
  private static final JsonMapper OURS = SdkJson.mapper();
  private static final JsonMapper SDKS = ObjectMappers.jsonMapper();

  @ParameterizedTest
  @MethodSource("messages")
  void readsAMessageAsTheSdkDoes(String json) throws Exception {
    Message ours = alike(json, Message.class);
    Message sdks = SDKS.readValue(json, Message.class);
    assertThat(fields(ours)).isEqualTo(fields(sdks));
    assertThat(ours._additionalProperties()).isEqualTo(sdks._additionalProperties());
    assertThat(ours.isValid()).isEqualTo(sdks.isValid());
    ours._usage()
        .asKnown()
        .ifPresent(usage -> assertThat(fields(usage)).isEqualTo(fields(sdks.usage())));
  }

  static Stream<String> messages() {
    String text = "{\"type\":\"text\",\"text\":\"zażółć \\u2028 \\\"x\\\"\",\"citations\":null}";
    String usage = "{\"input_tokens\":9,\"output_tokens\":2}";
    String cached =
        """
        {"input_tokens":9,"output_tokens":2,"cache_creation_input_tokens":3,
        "cache_read_input_tokens":null,"service_tier":"standard","inference_geo":"eu",
        "cache_creation":{"ephemeral_5m_input_tokens":1,"ephemeral_1h_input_tokens":2},
        "server_tool_use":null,"later":{"a":[1,2.5,true,null]}}\
        """;
    return Stream.of(
        message(text, "\"end_turn\"", usage),
        message("", "\"max_tokens\"", cached),
        message(
            "{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"},"
                + text
                + ",{\"type\":\"redacted_thinking\",\"data\":\"x\"}",
            "\"refusal\"",
            cached),
        message(
            "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{\"a\":1}}",
            "\"tool_use\"",
            usage),
        message("{\"type\":\"hologram\",\"light\":{\"a\":[1]}}," + text, "\"end_turn\"", usage),
        message("{\"type\":\"text\"},{\"type\":5},{},[],7", "\"end_turn\"", usage),
        message(text, "\"bored\"", usage),
        message(text, "null", usage),
        message(text, "7", usage),
        message(text, "{\"a\":1}", usage),
        message(text, "\"end_turn\"", "null"),
        message(text, "\"end_turn\"", "[]"),
        message(text, "\"end_turn\"", "{}"),
        message(
            text,
            "\"end_turn\"",
            "{\"input_tokens\":\"9\",\"output_tokens\":2.5,\"service_tier\":\"turbo\"}"),
        message(
            text, "\"end_turn\"", "{\"input_tokens\":99999999999999999999,\"output_tokens\":-1}"),
        message(text, "\"refusal\"", usage)
            .replace(
                "\"id\"",
                "\"stop_details\":{\"type\":\"refusal\",\"category\":\"cyber\","
                    + "\"explanation\":\"no\"},\"container\":{\"id\":\"c\","
                    + "\"expires_at\":\"2026-11-22T10:00:00Z\"},\"extra\":{\"b\":null},\"id\""),
        "{\"id\":null,\"content\":null,\"model\":3,\"role\":\"user\",\"type\":\"other\"}",
        "{\"content\":{\"type\":\"text\"}}",
        "{\"content\":\"text\"}",
        "{}");
  }

  private static String message(String blocks, String stop, String usage) {
    return """
    {"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-5-5",
    "content":[%s],"stop_reason":%s,"stop_sequence":null,"usage":%s}\
    """
        .formatted(blocks, stop, usage);
  }

  @Test
  void readsWhatIsAbsentAsMissingAndNullAsNull() throws Exception {
    Message message = OURS.readValue("{\"id\":null}", Message.class);
    assertThat(message._id().isNull()).isTrue();
    assertThat(message._id().isMissing()).isFalse();
    assertThat(message._usage().isMissing()).isTrue();
    assertThat(message._type().isMissing()).isTrue();
    assertThat(OURS.writeValueAsString(message)).isEqualTo("{\"id\":null}");
    assertThat(OURS.readValue("{}", Usage.class).cacheReadInputTokens()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"m\",\"type\":\"model\",\"display_name\":\"M\",\"created_at\":"
            + "\"2026-05-14T00:00:00Z\",\"retires_at\":\"2027-01-05\",\"lifecycle\":\"active\"}",
        "{\"id\":\"m\",\"created_at\":\"2026-05-14T12:30:00\",\"deprecated_at\":null,"
            + "\"retires_at\":\"2027-01-05T08:00:00+02:00\",\"lifecycle\":\"asleep\"}",
        "{\"id\":\"m\",\"created_at\":\"2026-05-14T12:30:00.123456789+01:00[Europe/Warsaw]\","
            + "\"deprecated_at\":\"2026-07-14T12:30:00+01:00[Europe/Warsaw]\"}",
        "{\"id\":\"m\",\"created_at\":\"yesterday\",\"retires_at\":1900000000,"
            + "\"deprecated_at\":\"\",\"max_tokens\":\"many\"}",
        "{\"id\":\"m\",\"created_at\":\"2026-02-30\",\"retires_at\":\"2026-05-14T25:00:00Z\","
            + "\"deprecated_at\":\"2026-05-14t12:30:00z\"}",
        "{\"id\":\"m\",\"max_input_tokens\":200000,\"max_tokens\":64000,\"capabilities\":"
            + "{\"structured_outputs\":{\"supported\":true},\"effort\":{\"supported\":false,"
            + "\"low\":{\"supported\":true}},\"new\":{\"supported\":true}}}",
        "{}"
      })
  void readsAModelAsTheSdkDoes(String json) throws Exception {
    alike(json, ModelInfo.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}",
        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"m\","
            + "\"details\":{\"error_code\":\"credits\"}},\"request_id\":\"req_1\"}",
        "{\"type\":\"error\",\"error\":{\"type\":\"new_error\"}}",
        "{\"error\":\"text\"}",
        "{\"a\":[1,2.5,12345678901234567890,1e400,\"x\",null,true,{\"b\":{}}]}",
        "\"gateway\"",
        "[1]",
        "7",
        "null",
        "{}"
      })
  void readsAnErrorAsTheSdkDoes(String json) throws Exception {
    alike(json, JsonValue.class);
    if (json.startsWith("{")) {
      alike(json, ErrorResponse.class);
      alike(json, ErrorObject.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
            + "\"text\":\"a\"}}",
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":"
            + "{\"output_tokens\":3}}",
        "{\"type\":\"message_stop\"}",
        "{\"type\":\"later\",\"a\":1}"
      })
  void readsAnEventOfAStreamAsTheSdkDoes(String json) throws Exception {
    alike(json, RawMessageStreamEvent.class);
    alike("{\"input_tokens\":5}", MessageTokensCount.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":", "[]", "\"text\"", "7", "true", ""})
  void failsWhereTheSdkFails(String json) {
    assertThatThrownBy(() -> SDKS.readValue(json, Message.class))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> OURS.readValue(json, Message.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void writesARequestAsTheSdkDoes(Language language) throws Exception {
    AgentSpec spec = DecisionSpecs.spec(language);
    Requests requests =
        new Requests(
            spec,
            PromptRenderer.of(spec, List.of()),
            Places.of(
                spec.model(), DecisionSpecs.bindings("", DecisionSpecs.KEY), Clock.systemUTC()));
    Object body = requests.asking(requests.turn(AnthropicDeciderFixture.item()))._body();
    assertThat(OURS.writeValueAsString(body)).isEqualTo(SDKS.writeValueAsString(body));
    assertThat(OURS.readTree(OURS.writeValueAsBytes(body)).path("output_config").path("format"))
        .hasSize(2);
  }

  @Test
  void turnsPlainValuesIntoTheSdksOwn() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("a", List.of(1, 2.5, 3_000_000_000L, true, "x"));
    plain.put("b", Map.of("c", List.of()));
    plain.put("d", null);
    assertThat(SdkJson.value(plain)).isEqualTo(JsonValue.from(plain));
  }

  @Test
  void isSetAsTheSdkSetsItsOwn() {
    for (DeserializationFeature feature : DeserializationFeature.values()) {
      assertThat(OURS.isEnabled(feature)).as("%s", feature).isEqualTo(SDKS.isEnabled(feature));
    }
    for (SerializationFeature feature : SerializationFeature.values()) {
      assertThat(OURS.isEnabled(feature)).as("%s", feature).isEqualTo(SDKS.isEnabled(feature));
    }
    for (MapperFeature feature : MapperFeature.values()) {
      assertThat(OURS.isEnabled(feature)).as("%s", feature).isEqualTo(SDKS.isEnabled(feature));
    }
    for (LogicalType type : LogicalType.values()) {
      for (CoercionInputShape shape : CoercionInputShape.values()) {
        assertThat(OURS.getDeserializationConfig().findCoercionAction(type, Object.class, shape))
            .as("%s of %s", type, shape)
            .isEqualTo(
                SDKS.getDeserializationConfig().findCoercionAction(type, Object.class, shape));
      }
    }
    assertThat(OURS.getSerializationConfig().getDefaultPropertyInclusion())
        .isEqualTo(SDKS.getSerializationConfig().getDefaultPropertyInclusion());
    assertThat(OURS.getSerializationConfig().getDefaultVisibilityChecker())
        .hasToString(SDKS.getSerializationConfig().getDefaultVisibilityChecker().toString());
  }

  @Test
  void leavesTheKotlinModuleOut() {
    assertThat(OURS.getRegisteredModuleIds()).noneMatch(id -> id.toString().contains("Kotlin"));
    assertThat(SDKS.getRegisteredModuleIds()).anyMatch(id -> id.toString().contains("Kotlin"));
  }

  private static <T> T alike(String json, Class<T> type) throws JsonProcessingException {
    T ours = OURS.readValue(json, type);
    T sdks = SDKS.readValue(json, type);
    assertThat(ours).isEqualTo(sdks);
    if (sdks != null) {
      assertThat(ours).hasToString(sdks.toString());
      assertThat(OURS.writeValueAsString(ours)).isEqualTo(SDKS.writeValueAsString(sdks));
      assertThat(SDKS.writeValueAsString(ours)).isEqualTo(SDKS.writeValueAsString(sdks));
    }
    return ours;
  }

  private static List<String> fields(Message message) {
    return states(
        message._id(),
        message._container(),
        message._content(),
        message._model(),
        message._role(),
        message._stopDetails(),
        message._stopReason(),
        message._stopSequence(),
        message._type(),
        message._usage());
  }

  private static List<String> fields(Usage usage) {
    return states(
        usage._cacheCreation(),
        usage._cacheCreationInputTokens(),
        usage._cacheReadInputTokens(),
        usage._inferenceGeo(),
        usage._inputTokens(),
        usage._outputTokens(),
        usage._serverToolUse(),
        usage._serviceTier());
  }

  /** Missing, null, known or unknown, of which class. */
  private static List<String> states(JsonField<?>... fields) {
    return Stream.of(fields).map(field -> field.getClass().getSimpleName() + known(field)).toList();
  }

  private static String known(JsonField<?> field) {
    return field
        .asKnown()
        .map(value ->
            value instanceof List<?> blocks
                ? blocks.stream()
                    .map(block -> ((ContentBlock) block)._json().isPresent() + "," + block)
                    .toList()
                    .toString()
                : value.getClass() + ":" + value)
        .orElse("");
  }
}
