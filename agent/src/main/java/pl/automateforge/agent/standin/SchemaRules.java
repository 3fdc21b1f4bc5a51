package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * What structured outputs take of JSON Schema: the basic types, enum, const, anyOf, allOf, local
 * references, closed objects, some string formats; no limits of numbers, lengths or sizes.
 */
final class SchemaRules {
  private static final int MOST_OPTIONAL = 24;
  private static final int MOST_UNIONS = 16;
  private static final int MOST_NODES = 500;
  private static final int MOST_DEPTH = 16;
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "minItems",
          "enum",
          "const",
          "anyOf",
          "allOf",
          "$ref",
          "$defs",
          "definitions",
          "default",
          "description",
          "title",
          "format",
          "pattern",
          "examples",
          "$schema",
          "$id");
  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "integer", "number", "boolean", "null");
  private static final Set<String> FORMATS =
      Set.of(
          "date-time",
          "time",
          "date",
          "duration",
          "email",
          "hostname",
          "uri",
          "ipv4",
          "ipv6",
          "uuid");

  private final String path;
  private int optional;
  private int unions;
  private int nodes;

  private SchemaRules(String path) {
    this.path = path;
  }

  /** Refuses a schema that the service cannot compile. */
  static void check(JsonNode schema, String path) {
    if (!schema.isObject()) {
      throw RefusedException.invalid(path + ": Input should be a valid dictionary");
    }
    SchemaRules rules = new SchemaRules(path);
    rules.visit(schema, 0);
    rules.totals();
    rules.references(schema, schema, new ArrayDeque<>());
  }

  /** Refuses a reference that leads nowhere, or back to where it stands. */
  private void references(JsonNode node, JsonNode root, Deque<String> followed) {
    String reference = node.path("$ref").asText("");
    if (reference.startsWith("#/")) {
      JsonNode target = root.at(reference.substring(1));
      if (target.isMissingNode()) {
        throw refused("'" + reference + "' leads to nothing");
      }
      if (followed.contains(reference) || followed.size() > MOST_DEPTH) {
        throw refused("Recursive schemas are not supported");
      }
      followed.push(reference);
      references(target, root, followed);
      followed.pop();
    }
    for (JsonNode child : node) {
      references(child, root, followed);
    }
  }

  private void totals() {
    if (optional > MOST_OPTIONAL) {
      throw refused(
          "Schema is too complex: " + optional + " optional parameters, at most " + MOST_OPTIONAL);
    }
    if (unions > MOST_UNIONS) {
      throw refused(
          "Schema is too complex: "
              + unions
              + " parameters with union types, at most "
              + MOST_UNIONS);
    }
  }

  private void visit(JsonNode schema, int depth) {
    if (++nodes > MOST_NODES || depth > MOST_DEPTH) {
      throw refused("Schema is too complex");
    }
    if (!schema.isObject()) {
      throw refused("a schema is an object");
    }
    keywords(schema);
    types(schema);
    object(schema, depth);
    children(schema, depth);
  }

  private void keywords(JsonNode schema) {
    for (Iterator<String> names = schema.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KNOWN.contains(name)) {
        throw refused(
            "For '"
                + schema.path("type").asText("any")
                + "' type, property '"
                + name
                + "' is not supported");
      }
    }
    if (schema.path("minItems").asInt(0) > 1) {
      throw refused("For 'array' type, 'minItems' values other than 0 or 1 are not supported");
    }
    if (schema.has("format") && !FORMATS.contains(schema.get("format").asText())) {
      throw refused("String format '" + schema.get("format").asText() + "' is not supported");
    }
    if (schema.has("$ref") && !schema.get("$ref").asText().startsWith("#/")) {
      throw refused("External schema references are not supported");
    }
    for (JsonNode value : schema.path("enum")) {
      if (value.isContainerNode()) {
        throw refused("Complex types in 'enum' are not supported");
      }
    }
  }

  private void types(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      requireType(type.textValue());
    }
    for (JsonNode one : type) {
      requireType(one.asText());
    }
    if (type.isArray() || schema.has("anyOf")) {
      unions++;
    }
  }

  private void requireType(String type) {
    if (!TYPES.contains(type)) {
      throw refused("'" + type + "' is not a type of JSON Schema");
    }
  }

  private void object(JsonNode schema, int depth) {
    if (!schema.path("type").asText().equals("object")) {
      return;
    }
    if (!schema.has("additionalProperties") || schema.get("additionalProperties").asBoolean(true)) {
      throw refused("For 'object' type, 'additionalProperties' must be explicitly set to false");
    }
    JsonNode properties = schema.path("properties");
    if (depth == 0 && properties.isEmpty()) {
      throw refused("For 'object' type, 'properties' must name at least one property");
    }
    optional += properties.size();
    for (JsonNode name : schema.path("required")) {
      if (!properties.has(name.asText())) {
        throw refused("'required' names '" + name.asText() + "', which is not in 'properties'");
      }
      optional--;
    }
  }

  private void children(JsonNode schema, int depth) {
    for (String group : Set.of("properties", "$defs", "definitions")) {
      for (Map.Entry<String, JsonNode> property : schema.path(group).properties()) {
        visit(property.getValue(), depth + 1);
      }
    }
    for (String list : Set.of("anyOf", "allOf")) {
      for (JsonNode branch : schema.path(list)) {
        visit(branch, depth + 1);
      }
    }
    if (schema.has("items")) {
      visit(schema.get("items"), depth + 1);
    }
  }

  private RefusedException refused(String problem) {
    return RefusedException.invalid(path + ": " + problem);
  }
}
