package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

import java.util.List;

/**
 * One of the answers a model may choose.
 *
 * @param name for people; the id where none is written
 * @param priority 1 is handled first
 * @param actions names of actions, in order; empty is an explicit none
 */
public record Category(
    @Required
        @Form(TextForm.CATEGORY_ID)
        @Change(MATERIAL)
        @Doc("The label that the model answers with.")
        String id,
    @Default("") @Change(MATERIAL) @Doc("The name for people; the id where none is written.")
        String name,
    @Required @Change(MATERIAL) @Doc("What belongs here, for the model and for people.")
        String description,
    @Required @Range(min = "1", max = "1000") @Change(MATERIAL) @Doc("1 is handled first.")
        int priority,
    @Default("low") @Change(MATERIAL) @Doc("high: a person confirms before the actions run.")
        Risk risk,
    @Required
        @Form(TextForm.ACTION_NAME)
        @Change(MATERIAL)
        @Doc("Names of actions, in order; [] is an explicit none.")
        List<String> actions) {
  public Category {
    name = name.isEmpty() ? id : name;
    actions = List.copyOf(actions);
  }

  /** Whether a person confirms before the actions run. */
  public enum Risk {
    LOW,
    HIGH
  }
}
