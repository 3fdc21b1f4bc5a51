package pl.automateforge.agent.spec;

import java.util.List;

/**
 * What happens to an item that was not decided surely: unsure (confidence under {@code below}),
 * refused, cut off, or not an answer.
 *
 * @param category one of the spec's categories
 * @param below 0 to 1
 */
public record Fallback(String category, double below, List<String> actions) {
  public Fallback {
    actions = List.copyOf(actions);
  }
}
