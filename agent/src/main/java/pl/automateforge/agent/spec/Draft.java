package pl.automateforge.agent.spec;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pl.automateforge.agent.spec.Problem.Severity;

/**
 * A spec on its way: what was written where, what could be read of it, and every problem so far.
 * Paths are keys such as {@code categories[2].priority}; a value that could not be read is absent,
 * so that checks over several values speak only of those that stand.
 */
final class Draft {
  private final Map<String, Place> keys = new LinkedHashMap<>();
  private final Map<String, Place> values = new LinkedHashMap<>();
  private final Map<String, Object> read = new LinkedHashMap<>();
  private final Map<String, List<String>> children = new LinkedHashMap<>();
  private final Set<Problem> problems = new LinkedHashSet<>();

  static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void written(String path, Place key, Place value) {
    keys.put(path, key);
    values.put(path, value);
  }

  void read(String path, Object value) {
    read.put(path, value);
  }

  void children(String path, List<String> paths) {
    children.put(path, List.copyOf(paths));
  }

  /** Whether the file holds a value there, readable or not. */
  boolean isWritten(String path) {
    return values.containsKey(path);
  }

  /** The value there, written or by default; empty where it could not be read or is not there. */
  <T> Optional<T> get(String path, Class<T> type) {
    return Optional.ofNullable(read.get(path)).filter(type::isInstance).map(type::cast);
  }

  /** The paths of a list's elements or a map's values as written. */
  List<String> children(String path) {
    return children.getOrDefault(path, List.of());
  }

  /** An error at the value. */
  void error(String path, String message) {
    add(Severity.ERROR, near(values, path), path, message);
  }

  /** An error at the key. */
  void errorAtKey(String path, String message) {
    add(Severity.ERROR, near(keys, path), path, message);
  }

  /** The place of the value, or of the nearest thing around it that is written. */
  Place place(String path) {
    return near(values, path);
  }

  void error(Place place, String path, String message) {
    add(Severity.ERROR, place, path, message);
  }

  /** A warning at the key. */
  void warn(String path, String message) {
    add(Severity.WARNING, near(keys, path), path, message);
  }

  private void add(Severity severity, Place place, String path, String message) {
    problems.add(new Problem(severity, place.line(), place.column(), path, message));
  }

  /** The place of the path, or of the nearest thing around it that is written. */
  private static Place near(Map<String, Place> places, String path) {
    String at = path;
    while (!at.isEmpty()) {
      Place place = places.get(at);
      if (place != null) {
        return place;
      }
      at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
    }
    return places.getOrDefault("", Place.START);
  }

  /** In the order of the file. */
  List<Problem> problems() {
    return problems.stream().sorted().toList();
  }

  boolean hasErrors() {
    return problems.stream().anyMatch(p -> p.severity() == Severity.ERROR);
  }
}
