package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file or folder; relative ones are resolved against the spec's folder, but hashed as written.
 */
final class PathLeaf implements Leaf {
  @Override
  public boolean reads(Part part) {
    return part.raw().equals(Path.class);
  }

  @Override
  public String expected(Part part) {
    return "a path, relative to the spec or absolute";
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    String text = scalar.text();
    if (text.isBlank()) {
      throw new UnfitException("an empty path");
    }
    try {
      return new Value(folder.resolve(text).toAbsolutePath().normalize(), text);
    } catch (InvalidPathException e) {
      throw new UnfitException(Words.quote(text) + " is not a path");
    }
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "string").put("minLength", 1);
    schema.putObject("not").put("pattern", Slots.ANYWHERE);
  }
}
