package pl.automateforge.agent.spec;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model is told.
 *
 * @param examples the file of labelled texts, absolute; null where none is named
 */
public record PromptSpec(String instructions, List<String> rules, @Nullable Path examples) {
  public PromptSpec {
    rules = List.copyOf(rules);
  }
}
