package pl.automateforge.agent.spec;

import java.nio.file.Path;

/** Where items come from. */
public sealed interface SourceSpec {
  /** The word that {@code type} holds. */
  String type();

  /** A folder of {@code .eml} files or one mbox file; the path is absolute. */
  record Folder(Path path) implements SourceSpec {
    @Override
    public String type() {
      return "folder";
    }
  }
}
