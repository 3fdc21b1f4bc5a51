package pl.automateforge.agent.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A spec that was read without errors.
 *
 * @param examples the labelled texts of {@code prompt.examples}, in the order of the file; empty
 *     where none is named
 * @param file the absolute path it was read from; relative paths inside are resolved against its
 *     folder
 * @param version the hash of the written values
 * @param canonical the canonical JSON that was hashed: holds slots, never secrets
 * @param warnings what does not act yet, or looks unintended
 */
public record LoadedSpec(
    AgentSpec spec,
    List<Example> examples,
    Path file,
    VersionHash version,
    String canonical,
    List<Problem> warnings) {
  public LoadedSpec {
    examples = List.copyOf(examples);
    warnings = List.copyOf(warnings);
  }

  /**
   * The same with each example's text as this operator gives it back: examples may hold personal
   * data, and whoever decides is to see them as it sees the items.
   */
  public LoadedSpec masked(UnaryOperator<String> mask) {
    List<Example> shown =
        examples.stream().map(e -> new Example(mask.apply(e.text()), e.label())).toList();
    return new LoadedSpec(spec, shown, file, version, canonical, warnings);
  }

  /**
   * The same version, asking another model of its provider; everything else stays, the hash too.
   */
  public LoadedSpec asking(String model) {
    return new LoadedSpec(
        spec.with(spec.model().named(model)), examples, file, version, canonical, warnings);
  }

  /** The folder that relative paths are resolved against. */
  public Path folder() {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}
