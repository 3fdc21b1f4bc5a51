package pl.automateforge.agent.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The order of the packages below a root: each may know those of the layers before its own and
 * those beside it, as long as no cycle comes of it.
 */
record Layers(String root) {
  private static final List<Set<String>> ORDER =
      List.of(
          Set.of("spec", "check"),
          Set.of("net"),
          Set.of("mail", "database"),
          Set.of("source", "content", "privacy"),
          Set.of("decision", "action"),
          Set.of("journal"),
          Set.of("run", "health"),
          Set.of("evaluation", "standin", "sync", "proof"),
          Set.of("host"),
          Set.of("cli"));

  /** Leaves know nobody, not even their neighbours. */
  private static final Set<String> LEAVES = Set.of("spec", "check");

  boolean holds(JavaClass type) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }

  /** The first part of the package's name below the root; empty for the root itself. */
  String part(JavaClass type) {
    String below = type.getPackageName().substring(root.length());
    int end = below.indexOf('.', 1);
    return below.isEmpty() ? "" : below.substring(1, end < 0 ? below.length() : end);
  }

  OptionalInt layer(JavaClass type) {
    for (int at = 0; at < ORDER.size(); at++) {
      if (ORDER.get(at).contains(part(type))) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  boolean mayKnow(JavaClass from, JavaClass to) {
    if (part(from).equals(part(to)) || part(to).isEmpty()) {
      return true;
    }
    if (LEAVES.contains(part(from)) || layer(to).isEmpty()) {
      return false;
    }
    // Who decides and what is done know nothing of each other: the spec joins them.
    if (Set.of("decision", "action").equals(Set.of(part(from), part(to)))) {
      return false;
    }
    return layer(to).getAsInt() <= layer(from).orElse(-1);
  }
}
