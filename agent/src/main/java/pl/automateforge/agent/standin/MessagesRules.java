package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the Messages API takes under version 2026-10-21, and what it refuses. Where nothing is known
 * about a model, the stricter rule stands.
 */
final class MessagesRules {
  private static final Set<String> COUNT_FIELDS =
      Set.of(
          "cache_control",
          "messages",
          "model",
          "output_config",
          "speed",
          "system",
          "thinking",
          "tool_choice",
          "tools");
  private static final Set<String> CREATE_FIELDS = createFields();
  private static final Set<String> SAMPLING = Set.of("temperature", "top_p", "top_k");
  private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");

  private MessagesRules() {}

  /** The model of a request to create a message, where it may be served. */
  static ModelFacts create(JsonNode body, Instant now) {
    fields(body, CREATE_FIELDS);
    ModelFacts model = model(body, now);
    maxTokens(body, model);
    common(body, model);
    extras(body);
    return model;
  }

  /** The model of a request to count tokens, where it may be served. */
  static ModelFacts count(JsonNode body, Instant now) {
    fields(body, COUNT_FIELDS);
    ModelFacts model = model(body, now);
    common(body, model);
    return model;
  }

  private static Set<String> createFields() {
    Set<String> fields = new HashSet<>(COUNT_FIELDS);
    fields.addAll(
        Set.of(
            "max_tokens",
            "container",
            "diagnostics",
            "inference_geo",
            "metadata",
            "service_tier",
            "stop_sequences",
            "stream"));
    return Set.copyOf(fields);
  }

  private static void fields(JsonNode body, Set<String> known) {
    if (!body.isObject()) {
      throw RefusedException.invalid("Input should be a valid dictionary");
    }
    for (String name : SAMPLING) {
      if (body.has(name)) {
        throw RefusedException.invalid(
            name + ": not supported under anthropic-version 2026-10-21, not even at its default");
      }
    }
    Shape.only(body, "", known);
  }

  private static ModelFacts model(JsonNode body, Instant now) {
    String id = Shape.text(body, "", "model");
    ModelFacts model = ModelFacts.ALL.get(id);
    if (model == null || model.isRetired(now)) {
      throw RefusedException.notFound("model: " + id);
    }
    return model;
  }

  private static void maxTokens(JsonNode body, ModelFacts model) {
    JsonNode value = body.get("max_tokens");
    if (value == null) {
      throw RefusedException.invalid("max_tokens: Field required");
    }
    if (!value.isIntegralNumber() || value.longValue() < 0) {
      throw RefusedException.invalid(
          "max_tokens: Input should be a valid integer greater than or equal to 0");
    }
    if (value.longValue() > model.maxOutput()) {
      throw RefusedException.invalid(
          "max_tokens: "
              + value
              + " > "
              + model.maxOutput()
              + ", which is the maximum allowed number of output tokens for "
              + model.id());
    }
  }

  private static void common(JsonNode body, ModelFacts model) {
    CacheMarks marks = new CacheMarks();
    ContentRules content = new ContentRules(marks);
    content.system(body.path("system"));
    content.messages(body.path("messages"), model);
    String effort = outputConfig(body, model);
    thinking(body, model, effort);
    new ToolRules(marks).check(body, model);
    marks.check(body, "");
    Shape.oneOf(body, "", "speed", Set.of("standard"));
  }

  private static @Nullable String outputConfig(JsonNode body, ModelFacts model) {
    if (!Shape.has(body, "output_config")) {
      return model.defaultEffort();
    }
    JsonNode config = body.get("output_config");
    Shape.only(config, "output_config", Set.of("effort", "format"));
    String effort = Shape.oneOf(config, "output_config", "effort", EFFORTS);
    if (effort != null && model.defaultEffort() == null) {
      throw RefusedException.invalid("This model does not support the effort parameter.");
    }
    if (Shape.has(config, "format")) {
      JsonNode format = config.get("format");
      Shape.only(format, "output_config.format", Set.of("type", "schema"));
      Shape.text(format, "output_config.format", "type");
      Shape.oneOf(format, "output_config.format", "type", Set.of("json_schema"));
      if (!format.has("schema")) {
        throw RefusedException.invalid("output_config.format.schema: Field required");
      }
      SchemaRules.check(format.get("schema"), "output_config.format.schema");
    }
    return effort == null ? model.defaultEffort() : effort;
  }

  private static void thinking(JsonNode body, ModelFacts model, @Nullable String effort) {
    if (!Shape.has(body, "thinking")) {
      return;
    }
    JsonNode thinking = body.get("thinking");
    String type = Shape.text(thinking, "thinking", "type");
    switch (type) {
      case "adaptive" -> Shape.only(thinking, "thinking", Set.of("type", "display"));
      case "enabled" ->
          Shape.only(thinking, "thinking", Set.of("type", "budget_tokens", "display"));
      default -> Shape.only(thinking, "thinking", Set.of("type"));
    }
    Shape.oneOf(thinking, "thinking", "display", Set.of("summarized", "omitted"));
    if (!model.thinkingTypes().contains(type)) {
      throw RefusedException.invalid(
          "thinking.type: \""
              + type
              + "\" is not supported for "
              + model.id()
              + "; it takes "
              + model.thinkingTypes().stream().sorted().toList());
    }
    if (type.equals("between_tools") && Set.of("xhigh", "max").contains(String.valueOf(effort))) {
      throw RefusedException.invalid(
          "thinking.type: \"between_tools\" is not supported at effort \"" + effort + "\"");
    }
    if (type.equals("enabled") && thinking.path("budget_tokens").asLong(0) < 1024) {
      throw RefusedException.invalid(
          "thinking.budget_tokens: Input should be greater than or equal to 1024");
    }
  }

  private static void extras(JsonNode body) {
    if (Shape.has(body, "metadata")) {
      Shape.only(body.get("metadata"), "metadata", Set.of("user_id"));
    }
    if (Shape.has(body, "diagnostics")) {
      Shape.only(body.get("diagnostics"), "diagnostics", Set.of("previous_message_id"));
    }
    Shape.oneOf(body, "", "service_tier", Set.of("auto", "standard_only"));
    Shape.oneOf(body, "", "inference_geo", Set.of("us", "global"));
    Shape.bool(body, "", "stream");
    JsonNode stops = body.path("stop_sequences");
    if (!stops.isMissingNode() && !stops.isArray()) {
      throw RefusedException.invalid("stop_sequences: Input should be a valid list");
    }
    for (JsonNode stop : stops) {
      if (!stop.isTextual() || stop.textValue().isBlank()) {
        throw RefusedException.invalid(
            "stop_sequences: each stop sequence must contain non-whitespace");
      }
    }
  }
}
