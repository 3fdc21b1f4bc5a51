package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** One word of a closed set. */
final class EnumLeaf implements Leaf {
  @Override
  public boolean reads(Part part) {
    return part.raw().isEnum();
  }

  @Override
  public String expected(Part part) {
    return "one of " + String.join(", ", Words.words(part.raw()));
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    for (Object constant : part.raw().getEnumConstants()) {
      String word = Words.word((Enum<?>) constant);
      if (word.equals(scalar.text())) {
        return new Value(constant, word);
      }
    }
    throw new UnfitException(Words.quote(scalar.text()) + " is not known");
  }

  @Override
  public String hint(String text, Part part) {
    return Words.didYouMean(text, Words.words(part.raw()));
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    ArrayNode words = schema.putArray("enum");
    Words.words(part.raw()).forEach(words::add);
  }
}
