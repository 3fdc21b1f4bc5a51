package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;
import static pl.automateforge.agent.spec.ChangeMark.MINOR;

import java.util.List;

/**
 * What happens to an item that was not decided surely: unsure (confidence under {@code below}),
 * refused, cut off, or not an answer.
 *
 * @param category one of the spec's categories; where none is written, the one with the id {@code
 *     other}, else the one that is handled last
 * @param below 0 to 1
 * @param actions where none are written, the first action of type {@code review}, if there is one
 */
public record Fallback(
    @Default("")
        @Form(TextForm.CATEGORY_ID)
        @Change(MATERIAL)
        @Doc("The category of such an item; by default the id other, else the one handled last.")
        String category,
    @Default("0.70")
        @Range(min = "0", max = "1")
        @Change(MINOR)
        @Doc("The confidence under which an answer is unsure.")
        double below,
    @Form(TextForm.ACTION_NAME)
        @Change(MATERIAL)
        @Doc("Names of actions, in order; by default the first review.")
        List<String> actions) {
  public Fallback {
    actions = List.copyOf(actions);
  }
}
