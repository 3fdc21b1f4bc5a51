package pl.automateforge.agent.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Templates name only variables that exist; they have no logic. */
final class TemplateChecks {
  /** What every template knows, beside the output fields. */
  static final List<String> VARIABLES =
      List.of("sender", "subject", "category", "confidence", "reason", "item", "agent");

  private static final Pattern TAG = Pattern.compile("\\{\\{\\{?(?<tag>[^{}]*)\\}\\}\\}?");

  private TemplateChecks() {}

  static void check(Draft draft) {
    List<String> known = new ArrayList<>(VARIABLES);
    for (String field : draft.children("output.fields")) {
      draft.get(field + ".name", String.class).ifPresent(known::add);
    }
    for (String action : draft.children("actions")) {
      for (Class<?> kind : Part.kinds(ActionSpec.class)) {
        if (draft.get(action + ".type", String.class).orElse("").equals(Part.kindWord(kind))) {
          templates(draft, action, kind, known);
        }
      }
    }
  }

  private static void templates(Draft draft, String action, Class<?> kind, List<String> known) {
    for (Part part : Part.of(kind)) {
      String path = Draft.child(action, part.name());
      if (part.has(Template.class)) {
        draft.get(path, String.class).ifPresent(text -> template(draft, path, text, known));
      }
    }
  }

  private static void template(Draft draft, String path, String text, List<String> known) {
    Matcher tag = TAG.matcher(text);
    StringBuilder rest = new StringBuilder();
    while (tag.find()) {
      tag.appendReplacement(rest, "");
      variable(draft, path, tag.group("tag").strip(), known);
    }
    tag.appendTail(rest);
    if (rest.indexOf("{{") >= 0 || rest.indexOf("}}") >= 0) {
      draft.error(path, "a variable's braces are not closed; expected {{name}}");
    }
  }

  private static void variable(Draft draft, String path, String name, List<String> known) {
    if (!name.isEmpty() && "#^/>!=&".indexOf(name.charAt(0)) >= 0) {
      draft.error(
          path,
          "{{" + name + "}} is logic, and templates have none; expected {{name}} with a variable");
    } else if (!known.contains(name)) {
      draft.error(
          path,
          "the variable "
              + Words.quote(name)
              + " is not known; expected one of "
              + String.join(", ", known)
              + suggestion(name, known));
    }
  }

  private static String suggestion(String name, List<String> known) {
    String near = Words.didYouMean(name, known);
    return near.isEmpty() ? "; a field of the answer is declared under output.fields" : near;
  }
}
