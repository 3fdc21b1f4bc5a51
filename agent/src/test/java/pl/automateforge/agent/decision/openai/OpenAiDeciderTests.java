package pl.automateforge.agent.decision.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.spec.Language;
import pl.automateforge.agent.spec.OutputSpec;
import pl.automateforge.agent.spec.Privacy;

/** What is asked, and what is read from what a server says. */
class OpenAiDeciderTests extends OpenAiDeciderFixture {

  @Test
  void asksAsChatCompletionsWantItAndReadsTheAnswer() throws Exception {
    server.always(RawServer.completion(ANSWER));

    Decision.Answer answer = answered();

    assertThat(answer.category()).isEqualTo("invoice");
    assertThat(answer.confidence()).isEqualTo(0.9);
    assertThat(answer.calibrated()).isFalse();
    assertThat(answer.fields()).containsEntry("amount", "12.5").containsEntry("summary", "FV 1");
    assertThat(answer.usage())
        .isEqualTo(new Decision.Usage(1_000, 40, 500, 0, Cost.FREE, "chatcmpl-1"));
    RawServer.Asked asked = server.last();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.path()).isEqualTo("/v1/chat/completions");
    assertThat(asked.header("authorization")).isEqualTo("Bearer " + DecisionSpecs.KEY);
    JsonNode sent = asked.json();
    assertThat(sent.path("model").asText()).isEqualTo(DecisionSpecs.MODEL);
    assertThat(sent.path("max_tokens").asInt()).isEqualTo(1024);
    assertThat(sent.path("stream").asBoolean(true)).isFalse();
    assertThat(sent.has("temperature")).isFalse();
    assertThat(sent.at("/messages/0/role").asText()).isEqualTo("system");
    assertThat(asked.system()).contains("## invoice").doesNotContain("Kowalski");
    assertThat(asked.user()).contains(SECRET_TEXT);
    assertThat(sent.at("/response_format/type").asText()).isEqualTo("json_schema");
    assertThat(sent.at("/response_format/json_schema/strict").asBoolean()).isTrue();
    assertThat(sent.at("/response_format/json_schema/schema/properties/category/enum").size())
        .isEqualTo(3);
  }

  @Test
  void doesNotAskStrictlyForASchemaWithKeysThatMayBeMissing() throws Exception {
    List<OutputSpec.Field> many =
        IntStream.range(0, 20)
            .mapToObj(at -> new OutputSpec.Field("f" + at, OutputSpec.Field.Type.NUMBER, 0))
            .toList();
    decider =
        decider(
            server.address(),
            "",
            DecisionSpecs.spec(
                Language.EN, DecisionSpecs.CATEGORIES, many, Duration.ofSeconds(20)));
    server.always(RawServer.completion("{}"));

    notAnswered(Kind.NOT_AN_ANSWER);

    assertThat(server.last().json().at("/response_format/json_schema/strict").asBoolean(true))
        .isFalse();
  }

  @Test
  void sendsADummyWhereNoKeyIsBound() throws Exception {
    decider = decider(server.address(), "");
    server.always(RawServer.completion(ANSWER));

    answered();

    assertThat(server.last().header("authorization")).isEqualTo("Bearer none");
  }

  @Test
  void sendsTheUserInfoOfTheAddressWhereNoKeyIsBound() throws Exception {
    decider = decider(server.address().replace("http://", "http://ai:secret@"), "");
    server.always(RawServer.completion(ANSWER));

    answered();

    assertThat(server.last().header("authorization")).isEqualTo("Basic YWk6c2VjcmV0");
  }

  @Test
  void stopsOnAKeyThatNoHeaderCanHold() throws Exception {
    decider = decider(server.address(), "klucz z ł\n");

    assertThat(stopped().cause()).contains("model.apiKey").doesNotContain("klucz");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void stopsWhereNoAddressIsBound() throws Exception {
    decider = decider("", "");

    assertThat(stopped().cause()).contains("model.baseUrl");
    assertThat(decider.check().detail()).contains("model.baseUrl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/v1", "/v1/", "/v1/chat/completions", "//v1//"})
  void findsTheApiHoweverTheAddressIsWritten(String path) throws Exception {
    decider = decider(server.address() + path, "");
    server.answer(asked ->
        asked.path().equals("/v1/chat/completions")
            ? RawServer.completion(ANSWER)
            : RawServer.whole(404, "text/plain", "404 page not found"));

    answered();
    answered();

    assertThat(server.asked()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "/api,          /api/v1/chat/completions",
    "'',            /chat/completions",
    "/openai/v3,    /openai/v3/chat/completions",
    "/v1beta/openai,/v1beta/openai/chat/completions",
    "/a%2Fb/v1,     /a%2Fb/v1/chat/completions",
    "/v1?api=2,     /v1/chat/completions?api=2"
  })
  void remembersWhereItFoundTheApi(String path, String there) throws Exception {
    decider = decider(server.address() + path, "");
    server.answer(asked ->
        asked.path().equals(there)
            ? RawServer.completion(ANSWER)
            : RawServer.whole(404, "text/html", "<h1>Not Found</h1>"));

    answered();
    int first = server.asked().size();
    answered();

    assertThat(first).isLessThanOrEqualTo(2);
    assertThat(server.asked()).hasSize(first + 1);
    assertThat(server.last().path()).isEqualTo(there);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```json\n%s\n```",
        "```\n%s\n```\n",
        "<think>\nIt may be {\"category\":\"other\"}.\n</think>\n%s",
        "it has no beginning</think>\n\n%s",
        "<think></think>```json\n%s\n```",
        "  %s  "
      })
  void takesOffWhatModelsPutAroundAnAnswer(String around) throws Exception {
    server.always(RawServer.completion(around.formatted(ANSWER)));

    assertThat(answered().category()).isEqualTo("invoice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sure! %s",
        "%s\nI hope this helps.",
        "```json\n%s\n```\nI hope this helps.",
        "Here it is:\n```json\n%s\n```",
        "<think>no end %s",
        "%s%s",
        "```json\n%s\n```\n```json\n%s\n```",
        "<think></think>%s</think>%s",
        "[%s]",
        "null",
        "{\"reason\":\"a\",\"category\":\"invoice\",\"category\":\"other\",\"confidence\":1}"
      })
  void takesNothingElseForAnAnswer(String text) throws Exception {
    server.always(RawServer.completion(text.replace("%s", ANSWER)));

    Decision.NoAnswer none = notAnswered(Kind.NOT_AN_ANSWER);

    assertThat(none.detail()).doesNotContain("it is an invoice");
    assertThat(none.usage().input()).isEqualTo(1_000);
  }

  @Test
  void readsTextsInPartsWithoutWhatTheModelThought() throws Exception {
    String parts =
        """
        {"choices":[{"message":{"content":[{"type":"thinking","thinking":[{"type":"text",
        "text":"{}"}]},{"type":"text","text":%s}]},"finish_reason":null}]}\
        """
            .formatted(RawServer.JSON.writeValueAsString(ANSWER));
    server.always(RawServer.json(200, parts));

    Decision.Answer answer = answered();

    assertThat(answer.category()).isEqualTo("invoice");
    assertThat(answer.usage()).isEqualTo(new Decision.Usage(0, 0, 0, 0, Cost.FREE, null));
  }

  @ParameterizedTest
  @CsvSource({
    "length,         CUT_OFF",
    "content_filter, REFUSED",
    "tool_calls,     NOT_AN_ANSWER",
    "whatever,       NOT_AN_ANSWER"
  })
  void tellsWhyAModelStopped(String finish, Kind kind) throws Exception {
    server.always(RawServer.completion(ANSWER, finish, 1_500));

    assertThat(notAnswered(kind).detail()).contains(finish);
  }

  @Test
  void tellsARefusal() throws Exception {
    server.always(
        RawServer.json(
            200,
            """
            {"choices":[{"message":{"content":null,"refusal":"I cannot\\nhelp."},
            "finish_reason":"stop"}]}\
            """));

    assertThat(notAnswered(Kind.REFUSED).detail())
        .isEqualTo("the model refuses to answer: I cannot help.");
  }

  /** It becomes the reason, which templates may name. */
  @Test
  void breaksTheLinksOfARefusal() throws Exception {
    server.always(
        RawServer.json(
            200,
            """
            {"choices":[{"message":{"content":null,
            "refusal":"see https://evil.example/a <img src=x>"},"finish_reason":"stop"}]}\
            """));

    assertThat(notAnswered(Kind.REFUSED).detail())
        .contains("evil[.]example")
        .doesNotContain("https://", "<img");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[]}",
        "{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"message\":{\"content\":\" \\n\"},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"message\":{},\"finish_reason\":\"stop\"}]}"
      })
  void takesAnEmptyAnswerForNone(String body) throws Exception {
    server.always(RawServer.json(200, body));

    assertThat(notAnswered(Kind.NOT_AN_ANSWER).detail()).isEqualTo("the answer holds no text");
  }

  @Test
  void noticesAPromptThatTheServerCut() throws Exception {
    Content longMail =
        Content.ofText("Proszę o przelew za usługi wrześniowe. ".repeat(900), TextLanguage.PL);
    server.always(RawServer.completion(ANSWER, "stop", 4_096));

    assertThat(decider.decide(longMail))
        .isInstanceOfSatisfying(
            Decision.NoAnswer.class,
            none -> {
              assertThat(none.kind()).isEqualTo(Kind.CUT_OFF);
              assertThat(none.detail())
                  .matches(
                      "the server cut the prompt: 4096 of about \\d+00 tokens; raise its"
                          + " context \\(num_ctx\\)");
              assertThat(none.usage().tokens()).isEqualTo(4_136);
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9_000, 12_000})
  void takesALongPromptThatWasReadOrNotCounted(long counted) throws Exception {
    Content longMail =
        Content.ofText("Proszę o przelew za usługi wrześniowe. ".repeat(900), TextLanguage.PL);
    server.always(RawServer.completion(ANSWER, "stop", counted));

    assertThat(decider.decide(longMail)).isInstanceOf(Decision.Answer.class);
  }

  @Test
  void doesNotTakeRunsOfOneCharacterForText() throws Exception {
    Content drawn = Content.ofText("=".repeat(15_000) + " ".repeat(15_000), TextLanguage.EN);
    server.always(RawServer.completion(ANSWER, "stop", 1_200));

    assertThat(decider.decide(drawn)).isInstanceOf(Decision.Answer.class);
  }

  @Test
  void knowsNoPriceOfAServerElsewhere() {
    var outside = HttpUrl.get("https://192.0.2.7/v1");
    var here = HttpUrl.get("http://127.0.0.1:11434/v1");
    var privacy = spec(Duration.ofSeconds(1)).privacy();

    assertThat(Bill.of(privacy, outside).get()).isEqualTo(Cost.UNKNOWN);
    assertThat(Bill.of(privacy, here).get()).isEqualTo(Cost.FREE);
    assertThat(Bill.of(inside(privacy, "192.0.2.0/24"), outside).get()).isEqualTo(Cost.FREE);
  }

  private static Privacy inside(Privacy privacy, String block) {
    return new Privacy(
        true, true, List.of(block), List.of(), privacy.keepTexts(), privacy.keepJournal(), null);
  }

  @Test
  void namesItselfAndItsRevision() {
    assertThat(decider.name()).isEqualTo("openai-compatible:" + DecisionSpecs.MODEL);
    assertThat(decider.revision()).matches("prompt \\S+, schema \\S+, chat 1");
  }

  @Test
  void preparesWithoutAskingAnybody() {
    decider.prepare();

    assertThat(server.asked()).isEmpty();
  }
}
