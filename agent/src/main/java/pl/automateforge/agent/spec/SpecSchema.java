package pl.automateforge.agent.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The JSON Schema (draft 2020-12) of a spec, made from the records and their annotations. It checks
 * the form of every value; what several values must have in common is the reader's.
 */
public final class SpecSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  private SpecSchema() {}

  /** The schema, indented, with a line end. */
  public static String json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new SpecSchema().root())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private ObjectNode root() {
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "AutoForge agent");
    root.put("description", "One agent, whole: everything that changes its behaviour.");
    record(root, AgentSpec.class);
    ObjectNode format = ((ObjectNode) root.get("properties")).putObject(SpecReader.FORMAT_KEY);
    format.put("const", SpecReader.FORMAT);
    format.put("description", "The number of the spec's format.");
    ((ArrayNode) root.get("required")).insert(0, SpecReader.FORMAT_KEY);
    ObjectNode all = root.putObject("$defs");
    definitions.forEach(all::set);
    return root;
  }

  private void record(ObjectNode schema, Class<?> type) {
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.createArrayNode();
    for (Part part : Part.of(type)) {
      ObjectNode property = properties.putObject(part.name());
      part.annotation(Doc.class).ifPresent(doc -> property.put("description", doc.value()));
      value(property, part);
      part.annotation(Default.class)
          .filter(written -> !written.value().isEmpty())
          .ifPresent(written -> property.set("default", asJson(written.value())));
      if (part.has(Required.class)) {
        required.add(part.name());
      }
    }
    schema.set("required", required);
  }

  private void value(ObjectNode schema, Part part) {
    if (part.isLeaf()) {
      Leaves.of(part).orElseThrow().describe(part, schema);
    } else if (part.isList()) {
      schema.put("type", "array");
      if (part.has(NotEmpty.class)) {
        schema.put("minItems", 1);
      }
      value(schema.putObject("items"), part.element());
    } else if (part.isMap()) {
      schema.put("type", "object");
      part.annotation(Form.class)
          .ifPresent(
              form -> schema.putObject("propertyNames").put("pattern", form.value().pattern()));
      value(schema.putObject("additionalProperties"), part.element());
    } else {
      schema.put("$ref", "#/$defs/" + definition(part.raw()));
    }
  }

  private String definition(Class<?> type) {
    String name = nameOf(type);
    if (!definitions.containsKey(name)) {
      ObjectNode schema = JSON.createObjectNode();
      definitions.put(name, schema);
      if (type.isAnnotationPresent(Doc.class)) {
        schema.put("description", type.getAnnotation(Doc.class).value());
      }
      if (type.isSealed()) {
        kinds(schema, type);
      } else {
        record(schema, type);
      }
    }
    return name;
  }

  private void kinds(ObjectNode schema, Class<?> sealed) {
    List<Class<?>> kinds = Part.kinds(sealed);
    schema.put("type", "object");
    ArrayNode words = schema.putObject("properties").putObject("type").putArray("enum");
    kinds.forEach(kind -> words.add(Part.kindWord(kind)));
    schema.putArray("required").add("type");
    ArrayNode branches = schema.putArray("allOf");
    for (Class<?> kind : kinds) {
      String word = Part.kindWord(kind);
      String definition = definition(kind);
      typed(definition, word);
      ObjectNode branch = branches.addObject();
      ObjectNode condition = branch.putObject("if");
      condition.putObject("properties").putObject("type").put("const", word);
      condition.putArray("required").add("type");
      branch.putObject("then").put("$ref", "#/$defs/" + definition);
    }
  }

  private void typed(String definition, String word) {
    ObjectNode schema = definitions.get(definition);
    if (schema != null) {
      ((ObjectNode) schema.get("properties")).putObject("type").put("const", word);
    }
  }

  /** Unique: the names of the enclosing types before the type's own. */
  private static String nameOf(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return outer == null ? type.getSimpleName() : nameOf(outer) + "." + type.getSimpleName();
  }

  private static JsonNode asJson(String written) {
    Draft draft = new Draft();
    return YamlReader.read(written, draft).map(SpecSchema::asJson).orElseThrow();
  }

  private static JsonNode asJson(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar(scalar);
      case YamlNode.Sequence sequence -> {
        ArrayNode array = JSON.createArrayNode();
        sequence.items().forEach(item -> array.add(asJson(item)));
        yield array;
      }
      case YamlNode.Mapping mapping -> {
        ObjectNode object = JSON.createObjectNode();
        mapping.entries().forEach(e -> object.set(e.key(), asJson(e.value())));
        yield object;
      }
    };
  }

  private static JsonNode scalar(YamlNode.Scalar scalar) {
    if (Set.of("true", "false").contains(scalar.text())) {
      return JSON.getNodeFactory().booleanNode(scalar.text().equals("true"));
    }
    boolean number = scalar.plain() && scalar.text().matches("\\d+(\\.\\d+)?");
    return number
        ? JSON.getNodeFactory()
            .numberNode(NumberLeaf.canonical(new java.math.BigDecimal(scalar.text())))
        : JSON.getNodeFactory().textNode(scalar.text());
  }
}
