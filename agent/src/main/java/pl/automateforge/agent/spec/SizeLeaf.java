package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes such as {@code 10MB}, of 1024 each. */
final class SizeLeaf implements Leaf {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KB|MB|GB)");

  @Override
  public boolean reads(Part part) {
    return part.has(DataSize.class) && part.raw().equals(long.class);
  }

  @Override
  public String expected(Part part) {
    return "a size such as 10MB"
        + part.annotation(Between.class).map(b -> ", " + b.min() + " to " + b.max()).orElse("");
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    long bytes = parse(scalar.text());
    Optional<Between> bounds = part.annotation(Between.class);
    if (bounds.isPresent()
        && (bytes < parse(bounds.get().min()) || bytes > parse(bounds.get().max()))) {
      throw new UnfitException(scalar.text() + " is out of range");
    }
    return new Value(bytes, BigDecimal.valueOf(bytes));
  }

  private static long parse(String text) throws UnfitException {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new UnfitException(Words.quote(text) + " is not a size with a unit: B, KB, MB or GB");
    }
    long number = Long.parseLong(size.group(1));
    return switch (size.group(2)) {
      case "KB" -> number << 10;
      case "MB" -> number << 20;
      case "GB" -> number << 30;
      default -> number;
    };
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "string").put("pattern", "^" + SIZE.pattern() + "$");
  }
}
