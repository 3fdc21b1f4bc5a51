package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** An address or login name: a literal, slots, or both mixed. */
final class EndpointLeaf implements Leaf {
  @Override
  public boolean reads(Part part) {
    return part.raw().equals(Endpoint.class);
  }

  @Override
  public boolean takesSlots() {
    return true;
  }

  @Override
  public String expected(Part part) {
    return form(part).expected() + ", or a slot such as \"${NAME}\"";
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    String text = scalar.text();
    if (text.isBlank()) {
      throw new UnfitException("an empty address; give one or remove the key");
    }
    if (Slots.hasBroken(text)) {
      throw new UnfitException("a slot that is not closed or has no name");
    }
    if (UserInfo.isInClear(text)) {
      throw new UnfitException(
          "a secret in clear: user info or a key stands in the address (not shown); put the whole"
              + " address, or that part, into a slot");
    }
    if (Slots.in(text).isEmpty() && !form(part).fits(text)) {
      throw new UnfitException(Words.quote(UserInfo.without(text)) + " does not fit");
    }
    return new Value(new Endpoint(text), text);
  }

  private static AddressForm form(Part part) {
    return part.annotation(Address.class).map(Address::value).orElse(AddressForm.NAME);
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "string").put("minLength", 1);
  }
}
