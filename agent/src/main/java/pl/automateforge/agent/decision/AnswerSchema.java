package pl.automateforge.agent.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Category;
import pl.automateforge.agent.spec.OutputSpec;

/**
 * The JSON Schema of an answer. A model writes the keys in the schema's order, so {@code reason}
 * stands before {@code category}: it thinks before it chooses. Lengths stand in descriptions only,
 * as the service refuses {@code maxLength} and its kin; {@link AnswerValidator} enforces them.
 */
public final class AnswerSchema {
  /** Changes with whatever this class writes. */
  public static final String REVISION = "1";

  static final String REASON = "reason";
  static final String CATEGORY = "category";
  static final String CONFIDENCE = "confidence";

  /** So many keys may be "this type or null"; the service refuses more. */
  static final int NULLABLE_LIMIT = 16;

  private AnswerSchema() {}

  /** The schema as maps, lists and values that iterate in the order they are to be written in. */
  public static SequencedMap<String, Object> of(AgentSpec spec) {
    AnswerWords words = AnswerWords.of(spec.language());
    SequencedMap<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>(List.of(REASON, CATEGORY, CONFIDENCE));
    properties.put(REASON, typed("string", words.reason()));
    SequencedMap<String, Object> category = typed("string", words.category());
    category.put("enum", spec.categories().stream().map(Category::id).toList());
    properties.put(CATEGORY, category);
    properties.put(CONFIDENCE, typed("number", words.confidence()));
    for (OutputSpec.Field field : spec.output().fields()) {
      boolean nullable = required.size() - 3 < NULLABLE_LIMIT;
      properties.put(field.name(), property(field, nullable, words));
      if (nullable) {
        required.add(field.name());
      }
    }
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", List.copyOf(required));
    schema.put("additionalProperties", false);
    return schema;
  }

  /** Beyond the limit of nullable keys a key that does not apply is left out instead. */
  private static Map<String, Object> property(
      OutputSpec.Field field, boolean nullable, AnswerWords words) {
    String type =
        switch (field.type()) {
          case TEXT, DATE -> "string";
          case NUMBER -> "number";
          case BOOLEAN -> "boolean";
        };
    SequencedMap<String, Object> property =
        typed(nullable ? List.of(type, "null") : type, words.field(field));
    if (field.type() == OutputSpec.Field.Type.DATE) {
      property.put("format", "date");
    }
    return property;
  }

  private static SequencedMap<String, Object> typed(Object type, String description) {
    SequencedMap<String, Object> property = new LinkedHashMap<>();
    property.put("type", type);
    property.put("description", description);
    return property;
  }
}
