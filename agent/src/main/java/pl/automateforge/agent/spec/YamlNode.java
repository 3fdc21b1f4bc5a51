package pl.automateforge.agent.spec;

import java.util.List;
import java.util.Optional;

/** A value of a YAML file with its place. */
sealed interface YamlNode {
  Place place();

  /** What a person would call it. */
  default String described() {
    return switch (this) {
      case Scalar scalar when scalar.isNothing() -> "nothing";
      case Scalar scalar -> Words.quote(scalar.text());
      case Sequence _ -> "a list";
      case Mapping _ -> "a mapping";
    };
  }

  /**
   * A text, number, truth value or nothing.
   *
   * @param plain without quotes, so that it may be a number
   */
  record Scalar(String text, boolean plain, Place place) implements YamlNode {
    boolean isNothing() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, Place place) implements YamlNode {}

  /** A mapping; no key twice. */
  record Mapping(List<Entry> entries, Place place) implements YamlNode {
    Optional<Entry> entry(String key) {
      return entries.stream().filter(e -> e.key().equals(key)).findFirst();
    }
  }

  /** A key and its value. */
  record Entry(String key, Place place, YamlNode value) {}
}
