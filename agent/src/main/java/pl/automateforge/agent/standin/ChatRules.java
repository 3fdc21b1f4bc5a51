package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What the stand-in takes of chat completions; stricter than most local servers. */
final class ChatRules {
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "messages",
          "max_tokens",
          "max_completion_tokens",
          "temperature",
          "top_p",
          "n",
          "stream",
          "stop",
          "seed",
          "response_format",
          "user",
          "frequency_penalty",
          "presence_penalty",
          "reasoning_effort",
          "store",
          "metadata");
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool");

  private ChatRules() {}

  static void check(JsonNode body) {
    if (!body.isObject()) {
      throw RefusedException.invalid("the body is an object");
    }
    for (var names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw RefusedException.invalid("Unrecognized request argument supplied: " + name);
      }
    }
    if (!body.path("model").isTextual() || body.path("model").asText().isBlank()) {
      throw RefusedException.invalid("you must provide a model parameter");
    }
    if (body.path("stream").asBoolean() || body.path("n").asInt(1) != 1) {
      throw RefusedException.invalid("the stand-in answers whole and once: stream=false, n=1");
    }
    temperature(body.path("temperature"));
    messages(body.path("messages"));
    format(body.path("response_format"));
  }

  /** What it does not take because it was told so. */
  static void check(JsonNode body, Fault fault) {
    String format = body.path("response_format").path("type").asText("");
    if (fault == Fault.NO_MAX_TOKENS && body.has("max_tokens")) {
      throw RefusedException.invalid(
          "Unsupported parameter: 'max_tokens' is not supported with this model."
              + " Use 'max_completion_tokens' instead.");
    }
    if (fault == Fault.NO_JSON_SCHEMA && format.equals("json_schema")) {
      throw RefusedException.invalid("response_format.type: json_schema is not supported here");
    }
    if (fault == Fault.NO_RESPONSE_FORMAT && !format.isEmpty()) {
      throw RefusedException.invalid("Unrecognized request argument supplied: response_format");
    }
  }

  private static void temperature(JsonNode value) {
    boolean right = value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 2;
    if (!value.isMissingNode() && !value.isNull() && !right) {
      throw RefusedException.invalid("temperature: expected a number from 0 to 2, not " + value);
    }
  }

  private static void messages(JsonNode messages) {
    if (!messages.isArray() || messages.isEmpty()) {
      throw RefusedException.invalid("messages: expected an array with at least one message");
    }
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      JsonNode content = message.path("content");
      if (!ROLES.contains(message.path("role").asText())
          || (!content.isTextual() && !content.isArray())) {
        throw RefusedException.invalid(
            "messages["
                + i
                + "]: expected a role of "
                + ROLES.stream().sorted().toList()
                + " and a content");
      }
    }
  }

  private static void format(JsonNode format) {
    if (format.isMissingNode() || format.isNull()) {
      return;
    }
    switch (format.path("type").asText()) {
      case "text", "json_object" -> {}
      case "json_schema" -> schema(format.path("json_schema"));
      default ->
          throw RefusedException.invalid(
              "response_format.type: expected text, json_object or json_schema, not "
                  + format.path("type"));
    }
  }

  private static void schema(JsonNode schema) {
    if (schema.isMissingNode()) {
      throw RefusedException.invalid("Missing required parameter: 'response_format.json_schema'.");
    }
    if (!schema.path("name").asText().matches("[a-zA-Z0-9_-]{1,64}")) {
      throw RefusedException.invalid(
          "response_format.json_schema.name: expected 1 to 64 letters, digits, _ or -");
    }
    if (!schema.path("schema").isObject()) {
      throw RefusedException.invalid(
          "Missing required parameter: 'response_format.json_schema.schema'.");
    }
    if (schema.path("strict").asBoolean()) {
      SchemaRules.check(schema.get("schema"), "response_format.json_schema.schema");
    }
  }
}
