package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MINOR;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model is told.
 *
 * @param examples the file of labelled texts, absolute; null where none is named
 */
public record PromptSpec(
    @Default("") @Change(MINOR) @Doc("The task, in the words of the business.") String instructions,
    @Change(MINOR) @Doc("Rules that hold beside the descriptions of the categories.")
        List<String> rules,
    @Change(MINOR) @Doc("A CSV file with the columns text and label, relative to this file.")
        @Nullable Path examples) {
  public PromptSpec {
    rules = List.copyOf(rules);
  }
}
