package pl.automateforge.agent.decision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import pl.automateforge.agent.decision.PlainText;

/**
 * A chat completion as it came, before anybody looked at what it says.
 *
 * @param id empty where there is none
 * @param text what the model wrote; empty where it wrote nothing
 * @param refusal why it will not answer; empty where it does not say so
 * @param finish why it stopped; empty where it does not say
 */
record Completion(String id, String text, String refusal, String finish, Tokens tokens) {

  /**
   * Tokens as the server counted them; zero where it did not.
   *
   * @param prompt all of the prompt
   * @param cached the part of it that came from a cache
   */
  record Tokens(long prompt, long answer, long cached) {
    /** More tokens than any request has: what lies beyond is not a count. */
    private static final long LIMIT = 1_000_000_000;

    static Tokens of(JsonNode usage) {
      long prompt = count(usage.path("prompt_tokens"));
      long cached = count(usage.path("prompt_tokens_details").path("cached_tokens"));
      return new Tokens(prompt, count(usage.path("completion_tokens")), Math.min(cached, prompt));
    }

    boolean counted() {
      return prompt > 0;
    }

    private static long count(JsonNode value) {
      return value.isIntegralNumber() && value.canConvertToLong()
          ? Math.clamp(value.longValue(), 0, LIMIT)
          : 0;
    }
  }

  /** The completion that this is; empty where it is not built as the API promises. */
  static Optional<Completion> of(JsonNode json) {
    JsonNode choices = json.path("choices");
    if (!choices.isArray() || choices.size() > 1) {
      return Optional.empty();
    }
    JsonNode choice = choices.path(0);
    JsonNode message = choice.path("message");
    JsonNode finish = choice.path("finish_reason");
    if (!choices.isEmpty() && !(message.isObject() && isTextOrNothing(finish))) {
      return Optional.empty();
    }
    Tokens tokens = Tokens.of(json.path("usage"));
    return text(message.path("content"))
        .map(text ->
            new Completion(
                PlainText.line(json.path("id").asText(""), 80),
                text,
                PlainText.line(message.path("refusal").asText(""), 300),
                finish.asText("").equals("null") ? "" : PlainText.line(finish.asText(""), 40),
                tokens));
  }

  private static boolean isTextOrNothing(JsonNode value) {
    return value.isTextual() || value.isNull() || value.isMissingNode();
  }

  /** A text, or parts of which some are texts and some what the model thought. */
  private static Optional<String> text(JsonNode content) {
    if (isTextOrNothing(content)) {
      return Optional.of(content.isTextual() ? content.textValue() : "");
    }
    if (!content.isArray()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (part.path("type").asText("").equals("text")) {
        text.append(part.path("text").asText(""));
      }
    }
    return Optional.of(text.toString());
  }
}
