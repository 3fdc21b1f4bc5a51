package pl.automateforge.agent.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration such as {@code 15m}; a day has 24 hours. */
final class DurationLeaf implements Leaf {
  static final String PATTERN = "^\\d{1,9}(ms|s|m|h|d)$";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  @Override
  public boolean reads(Part part) {
    return part.raw().equals(Duration.class);
  }

  @Override
  public String expected(Part part) {
    return "a duration such as 30s, 15m, 72h or 90d"
        + part.annotation(Between.class).map(b -> ", " + b.min() + " to " + b.max()).orElse("");
  }

  @Override
  public Value read(YamlNode.Scalar scalar, Part part, Path folder) throws UnfitException {
    Duration duration = parse(scalar.text());
    Optional<Between> bounds = part.annotation(Between.class);
    if (bounds.isPresent()
        && (duration.compareTo(parse(bounds.get().min())) < 0
            || duration.compareTo(parse(bounds.get().max())) > 0)) {
      throw new UnfitException(scalar.text() + " is out of range");
    }
    return new Value(duration, duration.toString());
  }

  static boolean looksLikeOne(String text) {
    return DURATION.matcher(text).matches();
  }

  static Duration parse(String text) throws UnfitException {
    Matcher duration = DURATION.matcher(text);
    if (!duration.matches()) {
      throw new UnfitException(
          Words.quote(text) + " is not a duration: a whole number and ms, s, m, h or d");
    }
    long number = Long.parseLong(duration.group(1));
    return switch (duration.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** As it would be written, in hours at the most. */
  static String text(Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    long seconds = duration.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "string").put("pattern", PATTERN);
  }
}
