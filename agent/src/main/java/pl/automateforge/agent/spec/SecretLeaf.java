package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;

/** The slot of a secret: exactly one, with no default or an empty one. Never quotes the value. */
final class SecretLeaf implements Leaf {
  @Override
  public boolean reads(Part part) {
    return part.raw().equals(SecretSlot.class);
  }

  @Override
  public boolean takesSlots() {
    return true;
  }

  @Override
  public String expected(Part part) {
    return "a slot such as \"${NAME}\", which each environment binds";
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    String text = scalar.text();
    List<Slots.Slot> slots = Slots.in(text);
    if (slots.isEmpty()) {
      throw new UnfitException(
          text.startsWith("$")
              ? "not a slot (value not shown)"
              : "a secret in clear (value not shown)");
    }
    if (slots.size() > 1 || !slots.getFirst().written().equals(text)) {
      throw new UnfitException(
          "text around the slot ${" + slots.getFirst().name() + "} (not shown), a secret in clear");
    }
    if (!slots.getFirst().fallback().orElse("").isEmpty()) {
      throw new UnfitException(
          "the slot ${"
              + slots.getFirst().name()
              + "} has a default, a secret in clear (not"
              + " shown)");
    }
    return new Value(new SecretSlot(text), text);
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "string").put("pattern", "^\\$\\{" + Slots.NAME + "(:-)?\\}$");
  }
}
