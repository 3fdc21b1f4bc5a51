package pl.automateforge.agent.action.template;

import java.util.Set;

/**
 * A template as the spec has it, before it is known where its text goes.
 *
 * @param known the variables there are
 */
public record TextTemplate(String text, Set<String> known) {
  public TextTemplate {
    known = Set.copyOf(known);
  }

  /** Compiles it for a target. */
  public Template compile(Target target) {
    return Template.compile(text, known, target);
  }
}
