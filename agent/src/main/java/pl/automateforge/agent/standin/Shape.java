package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at one JSON value of a request and refuses, in the service's words, what is not right. */
final class Shape {
  private Shape() {}

  /** Refuses every field that is not among the known ones. */
  static void only(JsonNode object, String path, Set<String> known) {
    if (!object.isObject()) {
      throw RefusedException.invalid(path + ": Input should be a valid dictionary");
    }
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw RefusedException.invalid(at(path, name) + ": Extra inputs are not permitted");
      }
    }
  }

  /** A text that has to be there. */
  static String text(JsonNode object, String path, String name) {
    JsonNode value = object.get(name);
    if (value == null) {
      throw RefusedException.invalid(at(path, name) + ": Field required");
    }
    if (!value.isTextual()) {
      throw RefusedException.invalid(at(path, name) + ": Input should be a valid string");
    }
    return value.textValue();
  }

  /** A text that is one of these, where it is there at all. */
  static @Nullable String oneOf(JsonNode object, String path, String name, Set<String> words) {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || !words.contains(value.textValue())) {
      throw RefusedException.invalid(
          at(path, name) + ": Input should be one of " + words.stream().sorted().toList());
    }
    return value.textValue();
  }

  /** A value that, where it is there, is a boolean. */
  static void bool(JsonNode object, String path, String name) {
    JsonNode value = object.get(name);
    if (value != null && !value.isBoolean()) {
      throw RefusedException.invalid(at(path, name) + ": Input should be a valid boolean");
    }
  }

  /** A field that is there and not null. */
  static boolean has(JsonNode object, String name) {
    return object.hasNonNull(name);
  }

  static String at(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
