package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.SpecReader;

/**
 * The demo's agent in a folder.
 *
 * @param spec the agent's YAML file
 */
record DemoFolder(Path root, Path spec) {

  /** The spec, with the folders made that it writes to. */
  LoadedSpec load() throws IOException {
    LoadedSpec loaded =
        SpecReader.read(spec)
            .loaded()
            .orElseThrow(() -> new IllegalStateException("the demo's spec is not valid"));
    for (ActionSpec action : loaded.spec().actions().values()) {
      if (action instanceof ActionSpec.File file && file.path().getParent() != null) {
        Files.createDirectories(file.path().getParent());
      }
    }
    return loaded;
  }

  /** Leaves the slots' values beside the spec, so that other commands find them later. */
  void bind(Map<String, String> values) throws IOException {
    StringBuilder lines = new StringBuilder();
    values.forEach(
        (name, value) -> lines.append(name).append('=').append(quoted(value)).append('\n'));
    PrivateFile.create(root.resolve(".env"), lines.toString());
  }

  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_./:@%+,-]+")
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Whether the demo may lie there: nothing is there yet, or an empty folder. */
  static boolean isFree(Path place) throws IOException {
    if (!Files.exists(place)) {
      return true;
    }
    if (!Files.isDirectory(place)) {
      return false;
    }
    try (var entries = Files.list(place)) {
      return entries.findAny().isEmpty();
    }
  }
}
