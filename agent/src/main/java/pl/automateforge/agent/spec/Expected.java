package pl.automateforge.agent.spec;

import java.util.stream.Collectors;

/** What a part of a spec expects, in words. */
final class Expected {
  private Expected() {}

  /** To stand after "expected". */
  static String of(Part part) {
    return Leaves.of(part)
        .map(leaf -> leaf.expected(part))
        .orElseGet(() -> {
          if (part.isList()) {
            return "a list: " + of(part.element());
          }
          if (part.isMap()) {
            return "a mapping of names to " + of(part.element());
          }
          return part.isSealed() ? kinds(part.raw()) : keys(part.raw());
        });
  }

  static String missing(Part part) {
    String doc = part.annotation(Doc.class).map(d -> " (" + d.value() + ")").orElse("");
    return "the key \"" + part.name() + "\" is missing; expected " + of(part) + doc;
  }

  private static String kinds(Class<?> sealed) {
    return Part.kinds(sealed).stream()
        .map(Part::kindWord)
        .collect(Collectors.joining(", ", "a mapping with type: one of ", ""));
  }

  private static String keys(Class<?> record) {
    return Part.of(record).stream()
        .map(Part::name)
        .collect(Collectors.joining(", ", "a mapping with ", ""));
  }

  /** Whether a person might have put a secret where the part stands. */
  static boolean mayHoldSecret(Part part) {
    return part.raw().equals(SecretSlot.class)
        || part.raw().equals(Endpoint.class)
        || Auth.class.isAssignableFrom(part.raw());
  }
}
