package pl.automateforge.agent.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names that must fit together: categories, actions, and what the fallback says of both. */
final class ReferenceChecks {
  private final Draft draft;
  private final List<String> actions;
  private final Set<String> used = new HashSet<>();

  private ReferenceChecks(Draft draft) {
    this.draft = draft;
    this.actions = draft.children("actions").stream().map(ReferenceChecks::name).toList();
  }

  static void check(Draft draft) {
    ReferenceChecks checks = new ReferenceChecks(draft);
    checks.categories();
    checks.actions();
  }

  private static String name(String actionPath) {
    return actionPath.substring("actions.".length());
  }

  private void categories() {
    Map<String, String> first = new LinkedHashMap<>();
    boolean whole = true;
    for (String category : draft.children("categories")) {
      String path = category + ".id";
      Optional<String> id = draft.get(path, String.class);
      whole &= id.isPresent();
      String before = id.map(i -> first.putIfAbsent(i, category)).orElse(null);
      if (before != null) {
        draft.error(
            path,
            "the id " + Words.quote(id.get()) + " is taken by " + before + "; expected another");
      }
    }
    Optional<String> fallback = draft.get("fallback.category", String.class);
    if (whole && draft.isWritten("fallback.category") && fallback.isPresent()) {
      refuseUnknown("fallback.category", fallback.get(), "a category", first.keySet());
    }
  }

  private void actions() {
    List<String> lists = new ArrayList<>(draft.children("categories"));
    lists.replaceAll(category -> category + ".actions");
    lists.add("fallback.actions");
    lists.forEach(this::references);
    if (!draft.isWritten("fallback.actions")) {
      firstReview();
    }
    if (!draft.children("categories").isEmpty()) {
      actions.stream().filter(a -> !used.contains(a)).forEach(this::refuseUnused);
    }
  }

  private void references(String list) {
    Set<String> seen = new LinkedHashSet<>();
    for (String path : draft.children(list)) {
      Optional<String> action = draft.get(path, String.class);
      if (action.isEmpty()) {
        continue;
      }
      used.add(action.get());
      if (!seen.add(action.get())) {
        draft.error(path, "the action " + Words.quote(action.get()) + " stands here twice");
      } else if (draft.isWritten("actions")) {
        refuseUnknown(path, action.get(), "an action", actions);
      }
    }
  }

  private void refuseUnknown(
      String path, String name, String what, java.util.Collection<String> known) {
    if (!known.contains(name)) {
      draft.error(
          path,
          Words.quote(name)
              + " is not "
              + what
              + " of this spec; expected "
              + (known.isEmpty() ? "one that is defined" : "one of " + String.join(", ", known))
              + Words.didYouMean(name, known));
    }
  }

  /** The fallback's actions by default. */
  private void firstReview() {
    Optional<String> review =
        actions.stream()
            .filter(
                a -> draft.get("actions." + a + ".type", String.class).orElse("").equals("review"))
            .findFirst();
    review.ifPresent(used::add);
    if (review.isEmpty()) {
      draft.warn(
          "fallback",
          "nobody is asked about an item that was not decided surely: no actions are written here,"
              + " and no action of type review is defined");
    }
  }

  private void refuseUnused(String action) {
    draft.errorAtKey(
        "actions." + action,
        "no category uses the action "
            + Words.quote(action)
            + ", nor does the fallback; expected it in a list of actions, or not at all");
  }
}
