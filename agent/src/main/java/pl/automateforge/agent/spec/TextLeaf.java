package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;

/** A text, of a form where one is asked for. */
final class TextLeaf implements Leaf {
  @Override
  public boolean reads(Part part) {
    return part.raw().equals(String.class);
  }

  @Override
  public String expected(Part part) {
    return form(part).map(TextForm::expected).orElse("a text");
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    String text = scalar.text();
    if (text.isBlank()) {
      throw new UnfitException("an empty text");
    }
    Optional<TextForm> form = form(part);
    if (form.isPresent() && !form.get().fits(text)) {
      throw new UnfitException(Words.quote(text) + " does not fit");
    }
    return new Value(text, text);
  }

  @Override
  public String hint(String text, Part part) {
    return form(part).map(f -> Words.didYouMean(text, f.words())).orElse("");
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "string");
    schema.put("minLength", 1);
    schema.putObject("not").put("pattern", Slots.ANYWHERE);
    form(part)
        .ifPresent(form -> {
          if (form.words().isEmpty()) {
            schema.put("pattern", form.pattern());
          } else {
            ArrayNode words = schema.putArray("enum");
            form.words().forEach(words::add);
          }
        });
  }

  private static Optional<TextForm> form(Part part) {
    return part.isMap() ? Optional.empty() : part.annotation(Form.class).map(Form::value);
  }
}
