package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A whole number, a decimal, an amount of money, or a quantity that may be a duration. */
final class NumberLeaf implements Leaf {
  private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class);
  private static final Set<Class<?>> DECIMAL = Set.of(double.class, Double.class, BigDecimal.class);
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d{1,15}(\\.\\d{0,15})?|\\.\\d{1,15})([eE][-+]?\\d{1,2})?");
  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  @Override
  public boolean reads(Part part) {
    return WHOLE.contains(part.raw()) || DECIMAL.contains(part.raw());
  }

  @Override
  public String expected(Part part) {
    String what = WHOLE.contains(part.raw()) ? "a whole number" : "a number";
    return what
        + part.annotation(Range.class).map(r -> " from " + r.min() + " to " + r.max()).orElse("")
        + (part.has(Quantity.class) ? ", or a duration such as 30s" : "");
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    BigDecimal number = number(scalar, part);
    Optional<Range> range = part.annotation(Range.class);
    if (range.isPresent() && !within(number, range.get())) {
      throw new UnfitException(scalar.text() + " is out of range");
    }
    return new Value(typed(number, scalar, part), canonical(number));
  }

  private static BigDecimal number(YamlNode.Scalar scalar, Part part) throws UnfitException {
    String text = scalar.text();
    if (part.has(Quantity.class) && DurationLeaf.looksLikeOne(text)) {
      Duration duration = DurationLeaf.parse(text);
      return BigDecimal.valueOf(duration.toMillis()).divide(MILLIS);
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new UnfitException(Words.quote(text) + " is not a number");
    }
    if (!scalar.plain()) {
      throw new UnfitException(Words.quote(text) + " is a text; write the number without quotes");
    }
    return new BigDecimal(text);
  }

  private static Object typed(BigDecimal number, YamlNode.Scalar scalar, Part part)
      throws UnfitException {
    if (part.raw().equals(BigDecimal.class)) {
      return number;
    }
    if (DECIMAL.contains(part.raw())) {
      return number.doubleValue();
    }
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw new UnfitException(scalar.text() + " is not a whole number");
    }
  }

  private static boolean within(BigDecimal number, Range range) {
    return number.compareTo(new BigDecimal(range.min())) >= 0
        && number.compareTo(new BigDecimal(range.max())) <= 0;
  }

  /** One form for 5, 5.0 and 5.00. */
  static BigDecimal canonical(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    if (part.has(Quantity.class)) {
      schema.putArray("type").add("number").add("string");
      schema.put("pattern", DurationLeaf.PATTERN);
    } else {
      schema.put("type", WHOLE.contains(part.raw()) ? "integer" : "number");
    }
    part.annotation(Range.class)
        .ifPresent(range -> {
          schema.put("minimum", canonical(new BigDecimal(range.min())));
          schema.put("maximum", canonical(new BigDecimal(range.max())));
        });
  }
}
