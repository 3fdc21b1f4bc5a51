package pl.automateforge.agent.spec;

import java.util.Optional;

/** Warns of actions that a person confirms first although the category's risk is low. */
final class DestructiveChecks {
  private DestructiveChecks() {}

  static void check(Draft draft) {
    for (String category : draft.children("categories")) {
      boolean high =
          draft.get(category + ".risk", Category.Risk.class).orElse(Category.Risk.LOW)
              == Category.Risk.HIGH;
      if (!high) {
        actions(draft, category + ".actions");
      }
    }
    actions(draft, "fallback.actions");
  }

  private static void actions(Draft draft, String list) {
    for (String path : draft.children(list)) {
      Optional<String> name = draft.get(path, String.class);
      name.flatMap(n -> draft.get("actions." + n, ActionSpec.class))
          .flatMap(Destructive::reason)
          .ifPresent(reason ->
              draft.warn(
                  path,
                  name.orElse("")
                      + " "
                      + reason
                      + ": a person confirms first, whatever the category's risk"));
    }
  }
}
