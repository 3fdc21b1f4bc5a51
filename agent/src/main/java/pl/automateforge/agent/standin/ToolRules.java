package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** What may stand in {@code tools} and {@code tool_choice}. */
final class ToolRules {
  private static final int MOST_STRICT = 20;
  private static final Set<String> FIELDS =
      Set.of(
          "type",
          "name",
          "description",
          "input_schema",
          "cache_control",
          "strict",
          "allowed_callers",
          "defer_loading",
          "eager_input_streaming",
          "input_examples");
  private static final Set<String> CHOICE_WITH_NAME =
      Set.of("type", "name", "disable_parallel_tool_use");
  private static final Set<String> CHOICE = Set.of("type", "disable_parallel_tool_use");

  private final CacheMarks marks;
  private final Set<String> names = new HashSet<>();
  private int strict;

  ToolRules(CacheMarks marks) {
    this.marks = marks;
  }

  void check(JsonNode body, ModelFacts model) {
    JsonNode tools = body.path("tools");
    for (int i = 0; i < tools.size(); i++) {
      tool(tools.get(i), "tools." + i);
    }
    if (Shape.has(body, "tool_choice")) {
      choice(body.get("tool_choice"), model);
    }
  }

  private void tool(JsonNode tool, String path) {
    Shape.only(tool, path, FIELDS);
    Shape.oneOf(tool, path, "type", Set.of("custom"));
    String name = Shape.text(tool, path, "name");
    if (!name.matches("[a-zA-Z0-9_-]{1,128}")) {
      throw RefusedException.invalid(
          path + ".name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
    }
    if (!names.add(name)) {
      throw RefusedException.invalid("tools: Tool names must be unique.");
    }
    JsonNode schema = tool.path("input_schema");
    if (!schema.path("type").asText().equals("object")) {
      throw RefusedException.invalid(path + ".input_schema.type: Field required, 'object'");
    }
    Shape.bool(tool, path, "strict");
    if (tool.path("strict").asBoolean()) {
      SchemaRules.check(schema, path + ".input_schema");
      if (++strict > MOST_STRICT) {
        throw RefusedException.invalid("tools: at most " + MOST_STRICT + " strict tools are taken");
      }
    }
    marks.check(tool, path);
  }

  private void choice(JsonNode choice, ModelFacts model) {
    String type = Shape.text(choice, "tool_choice", "type");
    Shape.oneOf(choice, "tool_choice", "type", Set.of("auto", "any", "tool", "none"));
    Shape.only(choice, "tool_choice", type.equals("tool") ? CHOICE_WITH_NAME : CHOICE);
    boolean forced = type.equals("any") || type.equals("tool");
    if (forced && !model.forcedTool()) {
      throw RefusedException.invalid(
          "tool_choice: \"" + type + "\" is not supported for " + model.id() + "; use \"auto\"");
    }
    if (!type.equals("none") && names.isEmpty()) {
      throw RefusedException.invalid("tool_choice: may only be given together with tools");
    }
    if (type.equals("tool") && !names.contains(Shape.text(choice, "tool_choice", "name"))) {
      throw RefusedException.invalid(
          "tool_choice.name: Tool '" + choice.get("name").asText() + "' not found in tools");
    }
  }
}
