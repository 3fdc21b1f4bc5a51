package pl.automateforge.agent.spec;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a spec: YAML into records, every problem at once. Performs no network call and looks at no
 * environment; reads the spec, and the examples that it names. Safe for all threads.
 */
public final class SpecReader {
  /** The largest spec, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  /** The number that {@code autoforge} holds. */
  static final int FORMAT = 1;

  static final String FORMAT_KEY = "autoforge";

  private SpecReader() {}

  /** What came of the file; never throws for what stands in it. */
  public static SpecReading read(Path file) {
    Draft draft = new Draft();
    Optional<Draught> draught = draught(file, draft);
    if (draught.isEmpty() || draft.hasErrors()) {
      return new SpecReading(Optional.empty(), draft.problems());
    }
    AgentSpec spec = Completions.complete(draught.get().agent(), draft);
    CascadeChecks.warn(draft, spec, draught.get().examples());
    String canonical = draught.get().canonical();
    LoadedSpec loaded =
        new LoadedSpec(
            spec,
            draught.get().examples(),
            file.toAbsolutePath(),
            new VersionHash(Hashes.sha256(canonical.getBytes(StandardCharsets.UTF_8))),
            canonical,
            draft.problems());
    return new SpecReading(Optional.of(loaded), draft.problems());
  }

  /** The records, where all of them could be read; they may still have other errors. */
  static Optional<Draught> draught(Path file, Draft draft) {
    String text;
    try {
      text = SpecFile.read(file, MAX_BYTES);
    } catch (UnfitException e) {
      draft.error(e.place(), "", e.reason());
      return Optional.empty();
    }
    return draught(text, file, draft);
  }

  /** The same of a text that stands for the file. */
  static Optional<Draught> draught(String text, Path file, Draft draft) {
    return YamlReader.read(text, draft).flatMap(root -> draught(root, file, draft));
  }

  private static Optional<Draught> draught(YamlNode root, Path file, Draft draft) {
    if (!(root instanceof YamlNode.Mapping mapping)) {
      String stands = root instanceof YamlNode.Scalar ? "a single text" : root.described();
      draft.error(root.place(), "", stands + " stands here; expected a mapping: autoforge: 1, …");
      return Optional.empty();
    }
    if (!isKnownFormat(mapping, draft)) {
      return Optional.empty();
    }
    Path parent = file.toAbsolutePath().getParent();
    Path folder = parent == null ? file.toAbsolutePath() : parent;
    Leaf.@Nullable Value value =
        new RecordReader(draft, folder).record(AgentSpec.class, mapping, "", Set.of(FORMAT_KEY));
    Checks.run(draft);
    List<Example> examples = ExamplesFile.read(draft);
    return value == null
        ? Optional.empty()
        : Optional.of(
            new Draught(
                (AgentSpec) value.object(), examples, Canonical.json(value, draft, examples)));
  }

  /** Another number is another language: nothing more is said about such a file. */
  private static boolean isKnownFormat(YamlNode.Mapping root, Draft draft) {
    Optional<YamlNode.Entry> entry = root.entry(FORMAT_KEY);
    String known = "expected 1, the only one that this engine knows";
    if (entry.isEmpty()) {
      draft.error(
          root.place(),
          FORMAT_KEY,
          "the key \"autoforge\" is missing: the number of the spec's format; " + known);
      return true;
    }
    boolean fits =
        entry.get().value() instanceof YamlNode.Scalar scalar
            && scalar.plain()
            && scalar.text().equals(String.valueOf(FORMAT));
    if (!fits) {
      draft.error(
          entry.get().value().place(),
          FORMAT_KEY,
          "the format " + entry.get().value().described() + " is not known; " + known);
    }
    return fits;
  }

  /** What could be read of a spec. */
  record Draught(AgentSpec agent, List<Example> examples, String canonical) {}
}
