package pl.automateforge.agent.spec;

import java.util.List;

/**
 * One of the answers a model may choose.
 *
 * @param priority 1 is handled first
 * @param actions names of actions, in order; empty is an explicit none
 */
public record Category(
    String id, String name, String description, int priority, Risk risk, List<String> actions) {
  public Category {
    actions = List.copyOf(actions);
  }

  /** Whether a person confirms before the actions run. */
  public enum Risk {
    LOW,
    HIGH
  }
}
