package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;

/** A truth value, as YAML 1.2 knows it. */
final class FlagLeaf implements Leaf {
  @Override
  public boolean reads(Part part) {
    return part.raw().equals(boolean.class);
  }

  @Override
  public String expected(Part part) {
    return "true or false";
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    boolean value =
        switch (scalar.text()) {
          case "true" -> true;
          case "false" -> false;
          default ->
              throw new UnfitException(Words.quote(scalar.text()) + " is neither true nor false");
        };
    if (!scalar.plain()) {
      throw new UnfitException(Words.quote(scalar.text()) + " is a text; write it without quotes");
    }
    return new Value(value, value);
  }

  @Override
  public String hint(String text, Part part) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "on", "y", "tak", "true" -> "; did you mean true?";
      case "no", "off", "n", "nie", "false" -> "; did you mean false?";
      default -> "";
    };
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "boolean");
  }
}
