package pl.automateforge.agent.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.OverloadedException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Model;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.models.ModelInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real SDK against the stand-in. */
class ModelSdkTests {
  private static final Map<String, Object> SCHEMA =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of(
              "reason", Map.of("type", "string"),
              "category",
                  Map.of("type", "string", "enum", List.of("invoice", "tax-office", "other")),
              "confidence", Map.of("type", "number"),
              "deadline", Map.of("type", List.of("string", "null"), "format", "date"),
              "summary", Map.of("type", "string", "description", "at most 40 characters")),
          "required",
          List.of("reason", "category", "confidence", "deadline", "summary"),
          "additionalProperties",
          false);
  private static final String SYSTEM =
      """
      Sort the message.
      - invoice (Faktury): Faktury, rachunki, duplikaty i korekty do zaksięgowania.
      - tax-office (Urząd): Pisma z urzędu skarbowego, ZUS i sądów, wezwania, kontrole.
      - other (Inne): Wszystko inne.
      """
          + "Zasada ogólna, która tu tylko zajmuje miejsce. ".repeat(60);

  private ModelStandIn standIn;
  private AnthropicClient client;

  @BeforeEach
  void start() throws IOException {
    standIn = ModelStandIn.start(ModelOptions.DEFAULT.withKeys(Set.of("key")), Clock.systemUTC());
    client = client("key");
  }

  @AfterEach
  void stop() {
    client.close();
    standIn.close();
  }

  private AnthropicClient client(String key) {
    return AnthropicOkHttpClient.builder()
        .apiKey(key)
        .baseUrl(standIn.address().toString())
        .maxRetries(0)
        .timeout(Duration.ofSeconds(20))
        .build();
  }

  private static MessageCreateParams.Builder request(String text) {
    return MessageCreateParams.builder()
        .model(Model.CLAUDE_SONNET_5_5)
        .maxTokens(1024)
        .systemOfTextBlockParams(
            List.of(
                TextBlockParam.builder()
                    .text(SYSTEM)
                    .cacheControl(CacheControlEphemeral.builder().build())
                    .build()))
        .addUserMessage(text)
        .outputConfig(
            OutputConfig.builder()
                .effort(OutputConfig.Effort.LOW)
                .format(JsonOutputFormat.builder().schema(schema()).build())
                .build());
  }

  private static JsonOutputFormat.Schema schema() {
    JsonOutputFormat.Schema.Builder schema = JsonOutputFormat.Schema.builder();
    SCHEMA.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
    return schema.build();
  }

  private static JsonNode answer(Message message) throws IOException {
    String text =
        message.content().stream().flatMap(block -> block.text().stream()).findFirst().get().text();
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void answersWithinTheSchema() throws Exception {
    Message message =
        client
            .messages()
            .create(
                request("Wezwanie z urzędu skarbowego: proszę złożyć wyjaśnienia do 15.12.2026.")
                    .build());

    assertThat(message.isValid()).isTrue();
    assertThat(message.id()).startsWith("msg_standin_");
    assertThat(message.stopReason()).contains(StopReason.END_TURN);
    assertThat(message.content().getFirst().isThinking()).isTrue();
    JsonNode answer = answer(message);
    assertThat(answer.path("category").asText()).isEqualTo("tax-office");
    assertThat(answer.path("confidence").doubleValue()).isBetween(0.5, 1.0);
    assertThat(answer.path("deadline").asText()).isEqualTo("2026-12-15");
    assertThat(answer.path("reason").asText()).startsWith("Stand-in:");
    assertThat(answer.path("summary").asText()).hasSizeLessThanOrEqualTo(40).startsWith("Wezwanie");
    assertThat(
            answer(client.messages().create(request("Zdjęcie kota").build()))
                .get("deadline")
                .isNull())
        .isTrue();
  }

  @Test
  void countsWhatCameInAndReadsTheCache() {
    Message first = client.messages().create(request("Faktura 1/2026").build());
    Message second = client.messages().create(request("Faktura 2/2026 w załączniku").build());

    long cached = first.usage().cacheCreationInputTokens().orElseThrow();
    assertThat(cached).isBetween(700L, 1200L);
    assertThat(first.usage().cacheReadInputTokens()).contains(0L);
    assertThat(second.usage().cacheCreationInputTokens()).contains(0L);
    assertThat(second.usage().cacheReadInputTokens()).contains(cached);
    assertThat(second.usage().inputTokens()).isGreaterThan(first.usage().inputTokens());
    assertThat(second.usage().outputTokensDetails().orElseThrow().thinkingTokens()).isPositive();
    long counted =
        client
            .messages()
            .countTokens(
                MessageCountTokensParams.builder()
                    .model(Model.CLAUDE_SONNET_5_5)
                    .addUserMessage("a".repeat(350))
                    .build())
            .inputTokens();
    assertThat(counted).isEqualTo(104);
  }

  @Test
  void streamsTheSameAnswer() {
    StringBuilder text = new StringBuilder();
    List<RawMessageStreamEvent> events = new ArrayList<>();
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(request("Faktura 3/2026").build())) {
      stream.stream().forEach(events::add);
    }
    events.stream()
        .flatMap(event -> event.contentBlockDelta().stream())
        .flatMap(delta -> delta.delta().text().stream())
        .forEach(delta -> text.append(delta.text()));
    assertThat(text).contains("\"category\":\"invoice\"");
    assertThat(events.getLast().isMessageStop()).isTrue();
  }

  @Test
  void endsAtTheLimitOfTokensBeforeAnyText() {
    Message message =
        client
            .messages()
            .create(
                MessageCreateParams.builder()
                    .model(Model.CLAUDE_HAIKU_5_5)
                    .maxTokens(64)
                    .addUserMessage("Dzień dobry")
                    .build());
    assertThat(message.stopReason()).contains(StopReason.MAX_TOKENS);
    assertThat(message.content()).allMatch(block -> block.isThinking());
    assertThat(message.usage().outputTokens()).isEqualTo(64);
  }

  @Test
  void tellsAboutItsModels() {
    ModelInfo haiku = client.models().retrieve("claude-haiku-5-5");
    assertThat(haiku.isValid()).isTrue();
    assertThat(haiku.lifecycle()).isEqualTo(ModelInfo.Lifecycle.ACTIVE);
    assertThat(haiku.maxTokens()).contains(128_000L);
    assertThat(haiku.displayName()).isEqualTo("Claude Haiku 5.5 (stand-in)");
    ModelInfo old =
        client.models().list().autoPager().stream()
            .filter(model -> model.id().equals("claude-sonnet-4-5"))
            .findFirst()
            .orElseThrow();
    assertThat(old.retiresAt().orElseThrow().toInstant())
        .isEqualTo(Instant.parse("2026-11-30T00:00:00Z"));
    assertThatThrownBy(() -> client.models().retrieve("claude-1"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void tellsItsRateLimits() {
    try (var response = client.messages().withRawResponse().create(request("a").build())) {
      assertThat(response.headers().values("anthropic-ratelimit-requests-limit"))
          .containsExactly("10000000");
      assertThat(response.headers().values("x-autoforge-standin")).containsExactly("model");
      assertThat(response.requestId().orElseThrow()).startsWith("req_standin_");
    }
  }

  @Test
  void takesNoOtherKey() {
    AnthropicClient stranger = client("another");
    assertThatThrownBy(() -> stranger.messages().create(request("a").build()))
        .isInstanceOf(UnauthorizedException.class);
    stranger.close();
  }

  @Test
  void failsOnDemandInEachWay() {
    standIn.faults().add(FaultRule.next(Fault.REFUSE, 1));
    Message refused = client.messages().create(request("a").build());
    assertThat(refused.stopReason()).contains(StopReason.REFUSAL);
    assertThat(refused.content()).isEmpty();
    assertThat(refused.stopDetails().orElseThrow().category()).isPresent();

    fails(Fault.RATE_LIMIT, RateLimitException.class);
    fails(Fault.SERVER_ERROR, InternalServerException.class);
    fails(Fault.OVERLOADED, OverloadedException.class);
    fails(Fault.HTML, AnthropicInvalidDataException.class);
    fails(Fault.BROKEN_JSON, AnthropicInvalidDataException.class);
    fails(Fault.NO_ANSWER, AnthropicIoException.class);

    standIn.faults().add(FaultRule.next(Fault.MAX_TOKENS, 1));
    Message cut = client.messages().create(request("Faktura").build());
    assertThat(cut.stopReason()).contains(StopReason.MAX_TOKENS);
    assertThatThrownBy(() -> answer(cut)).isInstanceOf(IOException.class);
    assertThat(standIn.outcomes("fault:refuse")).isEqualTo(1);
    assertThat(standIn.outcomes("200")).isZero();
  }

  private void fails(Fault fault, Class<? extends Throwable> how) {
    standIn.faults().add(FaultRule.next(fault, 1));
    assertThatThrownBy(() -> client.messages().create(request("a").build()))
        .as(fault.word())
        .isInstanceOf(how);
  }

  @Test
  void hangsGoesSlowlyAndCutsOff() {
    MessageCreateParams params = request("a").build();
    AnthropicClient hasty = client.withOptions(options -> options.timeout(Duration.ofMillis(300)));
    for (Fault fault : List.of(Fault.HANG, Fault.SLOW, Fault.CUT_OFF)) {
      standIn.faults().add(FaultRule.next(fault, 1));
      assertThatThrownBy(() -> hasty.messages().create(params)).as(fault.word()).isNotNull();
    }
    assertThat(client.messages().create(params).stopReason()).contains(StopReason.END_TURN);
  }

  @Test
  void answersOutsideTheSchemaOnDemand() throws Exception {
    standIn.faults().add(FaultRule.next(Fault.WRONG_SCHEMA, 1));
    assertThat(answer(client.messages().create(request("a").build())).has("category")).isFalse();
    standIn.faults().add(FaultRule.next(Fault.FOREIGN_CATEGORY, 1));
    assertThat(answer(client.messages().create(request("a").build())).path("category").asText())
        .isEqualTo("standin-foreign-category");
  }
}
