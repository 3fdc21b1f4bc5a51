package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;

/** A currency by its code. */
final class CurrencyLeaf implements Leaf {
  private static final List<String> COMMON = List.of("USD", "EUR", "PLN", "GBP", "CHF");

  @Override
  public boolean reads(Part part) {
    return part.raw().equals(Currency.class);
  }

  @Override
  public String expected(Part part) {
    return "a currency's code such as USD, EUR or PLN";
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    String text = scalar.text();
    if (Currency.availableCurrencies().noneMatch(c -> c.getCurrencyCode().equals(text))) {
      throw new UnfitException(Words.quote(text) + " is not a currency");
    }
    return new Value(Currency.getInstance(text), text);
  }

  @Override
  public String hint(String text, Part part) {
    return Words.didYouMean(text, COMMON);
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "string").put("pattern", "^[A-Z]{3}$");
  }
}
