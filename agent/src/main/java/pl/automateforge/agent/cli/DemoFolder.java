package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import pl.automateforge.agent.standin.demo.DemoAgent;
import pl.automateforge.agent.standin.demo.DemoMails;

/**
 * The demo's agent and its mails in a folder.
 *
 * @param spec the agent's YAML file
 * @param labels the right category of each mail by its file name
 */
record DemoFolder(Path root, Path spec, Map<String, String> labels) {
  static DemoFolder lay(Path root) throws IOException {
    Path spec = DemoAgent.writeTo(root);
    DemoMails mails = DemoMails.of(DemoMails.SEED, DemoMails.COUNT);
    mails.writeTo(root.resolve("mails"));
    return new DemoFolder(root, spec, mails.labels());
  }

  /** Leaves the slots' values beside the spec, so that other commands find them later. */
  void bind(Map<String, String> values) throws IOException {
    StringBuilder lines = new StringBuilder();
    values.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    PrivateFile.create(root.resolve(".env"), lines.toString());
  }

  /** The right category of the mail at this place of the folder. */
  String label(String place) {
    return labels.getOrDefault(String.valueOf(Path.of(place).getFileName()), "");
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
