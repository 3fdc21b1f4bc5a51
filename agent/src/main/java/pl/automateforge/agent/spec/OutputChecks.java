package pl.automateforge.agent.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of output fields: unique, and none that an answer or a template has already. */
final class OutputChecks {
  private static final List<String> ANSWER = List.of("category", "confidence", "reason");

  private OutputChecks() {}

  static void check(Draft draft) {
    Map<String, String> first = new HashMap<>();
    for (String field : draft.children("output.fields")) {
      String path = field + ".name";
      draft.get(path, String.class).ifPresent(name -> refuse(draft, path, name, first, field));
      boolean text =
          draft.get(field + ".type", OutputSpec.Field.Type.class).orElse(null)
              == OutputSpec.Field.Type.TEXT;
      if (!text && draft.isWritten(field + ".maxLength")) {
        draft.warn(field + ".maxLength", "has no effect: only a text has a length");
      }
    }
  }

  private static void refuse(
      Draft draft, String path, String name, Map<String, String> first, String field) {
    String before = first.putIfAbsent(name, field);
    if (before != null) {
      draft.error(
          path, "the name " + Words.quote(name) + " is taken by " + before + "; expected another");
    }
    if (ANSWER.contains(name)) {
      draft.error(
          path,
          Words.quote(name)
              + " is in every answer already; expected another name, or no such field");
    } else if (TemplateChecks.VARIABLES.contains(name)) {
      draft.error(
          path,
          Words.quote(name)
              + " is a variable of templates that the model must not choose; expected another name");
    }
  }
}
