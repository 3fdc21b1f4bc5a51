package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** What may stand in {@code system} and in {@code messages}. */
final class ContentRules {
  private static final int MOST_MESSAGES = 100_000;
  private static final Set<String> TEXT = Set.of("type", "text", "cache_control", "citations");
  private static final Map<String, Set<String>> BLOCKS =
      Map.ofEntries(
          Map.entry("text", TEXT),
          Map.entry("image", Set.of("type", "source", "cache_control", "transformations")),
          Map.entry(
              "document",
              Set.of("type", "source", "cache_control", "citations", "context", "title")),
          Map.entry(
              "search_result",
              Set.of("type", "source", "title", "content", "cache_control", "citations")),
          Map.entry("thinking", Set.of("type", "thinking", "signature")),
          Map.entry("redacted_thinking", Set.of("type", "data")),
          Map.entry(
              "tool_use",
              Set.of("type", "id", "name", "input", "cache_control", "caller", "toolset_name")),
          Map.entry(
              "tool_result",
              Set.of(
                  "type", "tool_use_id", "content", "is_error", "cache_control", "toolset_name")));
  private static final Set<String> ASSISTANT_ONLY =
      Set.of("thinking", "redacted_thinking", "tool_use");

  private final CacheMarks marks;

  ContentRules(CacheMarks marks) {
    this.marks = marks;
  }

  void system(JsonNode system) {
    if (system.isTextual() || system.isNull() || system.isMissingNode()) {
      return;
    }
    if (!system.isArray()) {
      throw RefusedException.invalid("system: Input should be a string or a list of text blocks");
    }
    for (int i = 0; i < system.size(); i++) {
      String path = "system." + i;
      Shape.only(system.get(i), path, TEXT);
      Shape.text(system.get(i), path, "type");
      Shape.oneOf(system.get(i), path, "type", Set.of("text"));
      nonEmpty(Shape.text(system.get(i), path, "text"), path);
      marks.check(system.get(i), path);
    }
  }

  void messages(JsonNode messages, ModelFacts model) {
    if (!messages.isArray()) {
      throw RefusedException.invalid(
          messages.isMissingNode()
              ? "messages: Field required"
              : "messages: Input should be a valid list");
    }
    if (messages.isEmpty() || messages.size() > MOST_MESSAGES) {
      throw RefusedException.invalid(
          messages.isEmpty()
              ? "messages: at least one message is required"
              : "messages: at most " + MOST_MESSAGES + " messages are taken");
    }
    for (int i = 0; i < messages.size(); i++) {
      message(messages.get(i), "messages." + i);
    }
    order(messages, model);
  }

  private static void order(JsonNode messages, ModelFacts model) {
    if (messages.get(0).path("role").asText().equals("assistant")) {
      throw RefusedException.invalid("messages: first message must use the \"user\" role");
    }
    if (messages.get(messages.size() - 1).path("role").asText().equals("assistant")
        && !model.prefill()) {
      throw RefusedException.invalid(
          "This model does not support assistant message prefill. The conversation must end with a"
              + " user message.");
    }
  }

  private void message(JsonNode message, String path) {
    Shape.only(message, path, Set.of("role", "content"));
    String role = Shape.text(message, path, "role");
    Shape.oneOf(message, path, "role", Set.of("user", "assistant", "system"));
    JsonNode content = message.path("content");
    if (content.isTextual()) {
      nonEmpty(content.textValue(), path);
      return;
    }
    if (!content.isArray() || content.isEmpty()) {
      throw RefusedException.invalid(
          Shape.at(path, "content") + ": Input should be a string or a list of blocks, not empty");
    }
    for (int i = 0; i < content.size(); i++) {
      block(content.get(i), path + ".content." + i, role);
    }
  }

  private void block(JsonNode block, String path, String role) {
    if (!block.isObject()) {
      throw RefusedException.invalid(path + ": Input should be a valid dictionary");
    }
    String type = Shape.text(block, path, "type");
    Set<String> known = BLOCKS.get(type);
    if (known == null) {
      throw RefusedException.invalid(
          path
              + ": Input tag '"
              + type
              + "' does not match any of the expected tags: "
              + BLOCKS.keySet().stream().sorted().toList());
    }
    Shape.only(block, path + "." + type, known);
    if (ASSISTANT_ONLY.contains(type) && !role.equals("assistant")) {
      throw RefusedException.invalid(path + ": " + type + " blocks belong in assistant messages");
    }
    if (type.equals("document") && role.equals("assistant")) {
      throw RefusedException.invalid(
          path + ": document blocks are not permitted directly in assistant messages");
    }
    if (type.equals("text")) {
      text(block, path, role);
    }
    marks.check(block, path);
  }

  private static void text(JsonNode block, String path, String role) {
    nonEmpty(Shape.text(block, path, "text"), path);
    if (role.equals("user") && !block.path("citations").isEmpty()) {
      throw RefusedException.invalid(
          path + ".citations: citations are not permitted on text blocks of user messages");
    }
  }

  private static void nonEmpty(String text, String path) {
    if (text.isBlank()) {
      throw RefusedException.invalid(
          path + ": text content blocks must contain non-whitespace text");
    }
  }
}
