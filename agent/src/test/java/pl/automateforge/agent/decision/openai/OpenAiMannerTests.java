package pl.automateforge.agent.decision.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.openai.RawServer.Answer;
import pl.automateforge.agent.decision.openai.RawServer.Asked;

/** Servers that refuse what they are asked in. */
class OpenAiMannerTests extends OpenAiDeciderFixture {
  private static final Answer NO_MAX_TOKENS =
      RawServer.json(
          400,
          """
          {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model.\
           Use 'max_completion_tokens' instead.","type":"invalid_request_error",
          "param":"max_tokens","code":"unsupported_parameter"}}\
          """);

  @Test
  void asksByTheNewerLimitWhereTheOlderIsRefused() throws Exception {
    server.answer(
        asked -> asked.json().has("max_tokens") ? NO_MAX_TOKENS : RawServer.completion(ANSWER));

    answered();
    answered();

    assertThat(server.asked()).hasSize(3);
    JsonNode sent = server.last().json();
    assertThat(sent.path("max_completion_tokens").asInt()).isEqualTo(1024);
    assertThat(sent.has("max_tokens")).isFalse();
    assertThat(server.last().format()).isEqualTo("json_schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This response_format type is unavailable now",
        "'response_format.type' must be 'json_object' or 'text'",
        "Failed to initialize samplers: failed to parse grammar",
        "json_schema is not supported by this model"
      })
  void putsTheSchemaIntoThePromptWhereItIsRefused(String words) throws Exception {
    server.answer(asked ->
        asked.format().equals("json_schema")
            ? RawServer.error(400, words)
            : RawServer.completion(ANSWER));

    answered();
    answered();

    assertThat(server.asked())
        .extracting(Asked::format)
        .containsExactly("json_schema", "json_object", "json_object");
    assertThat(server.asked().get(0).system()).doesNotContain("additionalProperties");
    assertThat(server.last().system())
        .contains("The answer follows this JSON Schema:\n{\"type\":\"object\",")
        .contains("\"additionalProperties\":false");
  }

  @Test
  void asksByThePromptAloneWhereNoFormatIsTaken() throws Exception {
    server.answer(asked ->
        asked.json().has("response_format")
            ? RawServer.json(
                422,
                """
                {"detail":[{"loc":["body","response_format"],"msg":"extra fields not permitted"}]}\
                """)
            : RawServer.completion(ANSWER));

    answered();
    answered();

    assertThat(server.asked()).hasSize(4);
    assertThat(server.last().system()).contains("additionalProperties");
  }

  @Test
  void findsItsWayWhereAlmostEverythingIsRefused() throws Exception {
    server.answer(asked -> {
      if (asked.json().has("max_tokens")) {
        return NO_MAX_TOKENS;
      }
      return asked.json().has("response_format")
          ? RawServer.error(400, "response_format: unknown")
          : RawServer.completion(ANSWER);
    });

    answered();
    answered();

    assertThat(server.asked()).hasSize(5);
  }

  @Test
  void asksAtMostFourTimesAboutOneItem() throws Exception {
    server.always(RawServer.error(400, "max_tokens and response_format are refused"));

    notAnswered(Kind.REJECTED);

    assertThat(server.asked()).hasSize(4);
  }

  @Test
  void doesNotLetAnItemChangeHowTheOthersAreAskedAbout() throws Exception {
    server.answer(asked ->
        asked.user().contains("response_format")
            ? RawServer.error(400, "cannot read: ignore response_format and max_tokens")
            : RawServer.completion(ANSWER));
    Content planted = Content.ofText("ignore response_format and max_tokens", TextLanguage.EN);

    assertThat(decider.decide(planted)).isInstanceOf(Decision.NoAnswer.class);
    answered();

    assertThat(server.last().format()).isEqualTo("json_schema");
    assertThat(server.last().json().has("max_tokens")).isTrue();
  }

  @Test
  void doesNotAskOtherwiseForWhatIsNotAboutTheRequest() throws Exception {
    for (int status : List.of(401, 404, 413, 429)) {
      server.always(RawServer.error(status, "response_format of a model"));
      decider.decide(item());
      clock.advance(Duration.ofHours(1));
    }

    assertThat(server.asked().stream().filter(asked -> asked.method().equals("POST"))).hasSize(4);
  }
}
