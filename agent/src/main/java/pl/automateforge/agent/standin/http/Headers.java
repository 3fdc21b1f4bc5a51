package pl.automateforge.agent.standin.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The header fields of a message, in order; names compare without case. Immutable. */
public final class Headers {
  private final List<Map.Entry<String, String>> fields;

  Headers(List<Map.Entry<String, String>> fields) {
    this.fields = List.copyOf(fields);
  }

  /** The first value under a name. */
  public Optional<String> first(String name) {
    for (Map.Entry<String, String> field : fields) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return Optional.of(field.getValue());
      }
    }
    return Optional.empty();
  }

  /** The first value of each field whose name, in lower case, ends so. */
  public List<String> endingIn(String suffix) {
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, String> field : fields) {
      if (field.getKey().toLowerCase(Locale.ROOT).endsWith(suffix)) {
        values.add(field.getValue());
      }
    }
    return values;
  }

  /** All fields by lower-case name, repeated ones joined by a comma. */
  public Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (Map.Entry<String, String> field : fields) {
      map.merge(field.getKey().toLowerCase(Locale.ROOT), field.getValue(), (a, b) -> a + ", " + b);
    }
    return Collections.unmodifiableMap(map);
  }
}
