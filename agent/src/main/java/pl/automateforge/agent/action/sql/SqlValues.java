package pl.automateforge.agent.action.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.Texts;

/** What statements may name, and the values behind the names. */
final class SqlValues {
  /** Known to every statement, beside the answer's fields, which never hide one of these. */
  private static final List<String> ALWAYS =
      List.of(
          "id", "effect", "agent", "item", "category", "confidence", "sender", "subject", "reason");

  private static final int SHORT_TEXT = 2_000;
  private static final int LONG_TEXT = 100_000;

  private final List<String> fields;

  /**
   * @param fields of the spec's output
   */
  SqlValues(List<String> fields) {
    this.fields = List.copyOf(fields);
  }

  List<String> names() {
    List<String> names = new ArrayList<>(ALWAYS);
    fields.stream().filter(field -> !ALWAYS.contains(field)).forEach(names::add);
    return names;
  }

  /** A field that the answer lacks is null. */
  Map<String, @Nullable Object> of(EffectRequest request) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (String field : fields) {
      String value = request.fields().get(field);
      values.put(field, value == null ? null : text(value, LONG_TEXT));
    }
    values.put("id", request.effect());
    values.put("effect", request.effect());
    values.put("agent", text(request.agent(), SHORT_TEXT));
    values.put("item", text(request.item(), SHORT_TEXT));
    values.put("category", text(request.category(), SHORT_TEXT));
    values.put("confidence", request.confidence());
    values.put("sender", text(request.sender(), SHORT_TEXT));
    values.put("subject", text(request.subject(), SHORT_TEXT));
    values.put("reason", text(request.reason(), SHORT_TEXT));
    return values;
  }

  /** Databases differ in what they do with a zero character, and some refuse it. */
  private static String text(String hostile, int limit) {
    return Texts.cut(Texts.wellFormed(hostile.replace('\0', '\uFFFD')), limit);
  }
}
