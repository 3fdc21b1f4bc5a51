package pl.automateforge.agent.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * The less dear models of a provider, in the order in which a spent budget falls back to them.
 * Frozen by {@code autoforge: 1}, as the aliases are.
 */
public final class SmallerModels {
  /** Families by their words in a model's id, the dearest first. */
  private static final List<String> FAMILIES = List.of("fable", "opus", "sonnet", "haiku");

  private SmallerModels() {}

  /**
   * Full ids, the dearest first; empty where there is no smaller one, or the name tells nothing.
   */
  public static List<String> of(ModelSpec model) {
    List<String> smaller = new ArrayList<>();
    if (!Completions.CLAUDE.contains(model.behind())) {
      return smaller;
    }
    boolean below = false;
    for (String family : FAMILIES) {
      if (below) {
        smaller.add(Completions.fullId(model.provider(), family));
      }
      below |= model.name().contains(family);
    }
    return smaller;
  }
}
