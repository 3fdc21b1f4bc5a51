package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Set;

/** A time zone by its name of the tz database. */
final class ZoneLeaf implements Leaf {
  private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();

  @Override
  public boolean reads(Part part) {
    return part.raw().equals(ZoneId.class);
  }

  @Override
  public String expected(Part part) {
    return "a time zone such as Europe/Warsaw or UTC";
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    String text = scalar.text();
    if (!KNOWN.contains(text)) {
      throw new UnfitException(Words.quote(text) + " is not a time zone");
    }
    return new Value(ZoneId.of(text), text);
  }

  @Override
  public String hint(String text, Part part) {
    return Words.didYouMean(text, KNOWN.stream().sorted().toList());
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "string").put("pattern", "^[A-Za-z][A-Za-z0-9_+/-]*$");
  }
}
