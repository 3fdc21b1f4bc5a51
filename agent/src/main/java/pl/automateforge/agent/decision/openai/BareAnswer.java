package pl.automateforge.agent.decision.openai;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes off what models put around the JSON they were asked for: what they thought, up to {@code
 * </think>} (some servers leave out where it begins), and a Markdown fence. Nothing is taken off
 * where the rest is not one object from its first character to its last; whether that is JSON, and
 * the answer, the validator says.
 */
final class BareAnswer {
  private static final String THOUGHT = "</think>";
  private static final Pattern FENCE =
      Pattern.compile("```(?:json|JSON)?\\s*\\n(.*)\\n\\s*```", Pattern.DOTALL);

  private BareAnswer() {}

  static String of(String text) {
    String rest = text.strip();
    // the last one would let an answer hide among the thoughts: more than one leaves a rest that is
    // no object
    int thought = rest.startsWith("{") ? -1 : rest.indexOf(THOUGHT);
    if (thought >= 0) {
      rest = rest.substring(thought + THOUGHT.length()).strip();
    }
    Matcher fence = FENCE.matcher(rest);
    if (rest.startsWith("```") && fence.matches()) {
      rest = fence.group(1).strip();
    }
    return rest.startsWith("{") && rest.endsWith("}") ? rest : text;
  }
}
