package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills a JSON Schema from a text: required fields first, each by its name and its type. */
final class AnswerWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_DEPTH = 16;
  private static final Pattern ISO = Pattern.compile("\\b(20\\d\\d)-(\\d\\d)-(\\d\\d)\\b");
  private static final Pattern POLISH =
      Pattern.compile("\\b(\\d{1,2})[./](\\d{1,2})[./](20\\d\\d)\\b");
  private static final Pattern NUMBER = Pattern.compile("\\b\\d{1,9}(?:[.,]\\d{1,2})?\\b");
  private static final Pattern LIMIT = Pattern.compile("\\b(\\d{1,5})\\b");
  private static final Set<String> REASONS =
      Set.of("reason", "reasoning", "rationale", "explanation", "uzasadnienie");
  private static final int TEXT = 200;

  private final JsonNode root;
  private final String text;
  private final @Nullable Verdict verdict;

  private AnswerWriter(JsonNode root, String text, @Nullable Verdict verdict) {
    this.root = root;
    this.text = text;
    this.verdict = verdict;
  }

  /** The answer to a text in a schema that {@link SchemaRules} took. */
  static JsonNode write(JsonNode schema, String instructions, String text, Classifier classifier) {
    List<String> ids = categories(schema);
    Verdict verdict =
        ids.isEmpty()
            ? null
            : classifier.choose(ids, instructions + "\n" + descriptions(schema), text);
    return new AnswerWriter(schema, text, verdict).value("", schema, 0);
  }

  /** The enum of the property named category, else of the first property that has one. */
  static List<String> categories(JsonNode schema) {
    JsonNode properties = schema.path("properties");
    JsonNode chosen = properties.path("category").path("enum");
    if (chosen.isEmpty()) {
      for (JsonNode property : properties) {
        if (property.path("enum").size() > 1) {
          chosen = property.path("enum");
          break;
        }
      }
    }
    List<String> ids = new ArrayList<>();
    chosen.forEach(id -> ids.add(id.asText()));
    return ids;
  }

  private static String descriptions(JsonNode schema) {
    return String.join("\n", schema.findValuesAsText("description"));
  }

  private JsonNode value(String name, JsonNode schema, int depth) {
    if (depth > MOST_DEPTH) {
      return JSON.nullNode();
    }
    JsonNode target = resolved(schema);
    if (target.has("const")) {
      return target.get("const");
    }
    if (target.path("enum").size() > 0) {
      return chosen(name, target.get("enum"));
    }
    if (target.path("anyOf").size() > 0) {
      return branch(name, target.get("anyOf"), depth);
    }
    return typed(name, target, types(target), depth);
  }

  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText("");
    if (reference.startsWith("#/")) {
      return root.at(reference.substring(1));
    }
    return schema.path("allOf").size() == 1 ? resolved(schema.get("allOf").get(0)) : schema;
  }

  private JsonNode chosen(String name, JsonNode values) {
    if (verdict != null) {
      for (JsonNode value : values) {
        if (value.asText().equals(verdict.category())) {
          return value;
        }
      }
      if (name.equals("confidence")) {
        int place = (int) Math.floor(verdict.confidence() * values.size());
        return values.get(Math.min(values.size() - 1, place));
      }
    }
    return values.get((int) Math.floorMod(Hash.of(0, name + text), (long) values.size()));
  }

  private JsonNode branch(String name, JsonNode branches, int depth) {
    for (JsonNode one : branches) {
      JsonNode filled = value(name, one, depth + 1);
      if (!filled.isNull()) {
        return filled;
      }
    }
    return value(name, branches.get(0), depth + 1);
  }

  private static List<String> types(JsonNode schema) {
    List<String> types = new ArrayList<>();
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      types.add(type.textValue());
    }
    type.forEach(one -> types.add(one.asText()));
    if (types.isEmpty()) {
      types.add(schema.has("properties") ? "object" : "string");
    }
    return types;
  }

  private JsonNode typed(String name, JsonNode schema, List<String> types, int depth) {
    boolean nullable = types.contains("null");
    String type = types.stream().filter(one -> !one.equals("null")).findFirst().orElse("null");
    return switch (type) {
      case "object" -> object(schema, depth);
      case "array" -> array(name, schema, depth);
      case "boolean" -> JSON.booleanNode(false);
      case "integer" -> JSON.numberNode((long) number(name));
      case "number" -> JSON.numberNode(number(name));
      case "null" -> JSON.nullNode();
      default -> string(name, schema, nullable);
    };
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode filled = JSON.objectNode();
    Set<String> order = new LinkedHashSet<>();
    Set<String> required = new LinkedHashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    schema.path("properties").fieldNames().forEachRemaining(order::add);
    for (String name : order) {
      if (required.contains(name)) {
        filled.set(name, value(name, schema.get("properties").get(name), depth + 1));
      }
    }
    for (String name : order) {
      if (!required.contains(name)) {
        filled.set(name, value(name, schema.get("properties").get(name), depth + 1));
      }
    }
    return filled;
  }

  private JsonNode array(String name, JsonNode schema, int depth) {
    var filled = JSON.arrayNode();
    if (schema.path("minItems").asInt(0) == 1) {
      filled.add(value(name, schema.path("items"), depth + 1));
    }
    return filled;
  }

  private double number(String name) {
    if (name.equals("confidence")) {
      return verdict == null ? 0.5 : verdict.confidence();
    }
    Matcher found = NUMBER.matcher(text);
    return found.find() ? Double.parseDouble(found.group().replace(',', '.')) : 0;
  }

  private JsonNode string(String name, JsonNode schema, boolean nullable) {
    String format = schema.path("format").asText("");
    if (format.equals("date") || format.equals("date-time")) {
      Optional<LocalDate> date = date();
      if (date.isEmpty() && nullable) {
        return JSON.nullNode();
      }
      String day = date.orElse(LocalDate.of(2026, 1, 1)).toString();
      return JSON.textNode(format.equals("date") ? day : day + "T00:00:00Z");
    }
    return JSON.textNode(format.isEmpty() ? words(name, schema) : formatted(format));
  }

  private String words(String name, JsonNode schema) {
    int limit = limit(schema.path("description").asText(""));
    if (verdict != null && REASONS.contains(Words.lower(name))) {
      return Words.shortened(verdict.reason(), limit);
    }
    if (Words.lower(name).matches(".*(summary|subject|title|streszcz|temat).*")) {
      return Words.shortened(text, limit);
    }
    return Words.shortened("Stand-in text for " + name + ".", limit);
  }

  /** A length that the description names bounds the text; the schema itself may not. */
  private static int limit(String description) {
    int limit = TEXT;
    for (Matcher found = LIMIT.matcher(description); found.find(); ) {
      int named = Integer.parseInt(found.group(1));
      if (named >= 10) {
        limit = Math.min(limit, named);
      }
    }
    return limit;
  }

  private String formatted(String format) {
    return switch (format) {
      case "time" -> "00:00:00Z";
      case "duration" -> "P1D";
      case "email" -> "standin@acme.example";
      case "hostname" -> "acme.example";
      case "uri" -> "https://acme.example/";
      case "ipv4" -> "192.0.2.1";
      case "ipv6" -> "2001:db8::1";
      default -> UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    };
  }

  private Optional<LocalDate> date() {
    for (Matcher found = ISO.matcher(text); found.find(); ) {
      Optional<LocalDate> date = day(found.group(1), found.group(2), found.group(3));
      if (date.isPresent()) {
        return date;
      }
    }
    for (Matcher found = POLISH.matcher(text); found.find(); ) {
      Optional<LocalDate> date = day(found.group(3), found.group(2), found.group(1));
      if (date.isPresent()) {
        return date;
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> day(String year, String month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
