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

  /** For people, in hours at the most: {@code 72h}, {@code 56h 15m}. */
  static String text(Duration duration) {
    StringBuilder text = new StringBuilder();
    add(text, duration.toHours(), "h");
    add(text, duration.toMinutesPart(), "m");
    add(text, duration.toSecondsPart(), "s");
    add(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void add(StringBuilder text, long number, String unit) {
    if (number > 0) {
      text.append(text.isEmpty() ? "" : " ").append(number).append(unit);
    }
  }

  /** The shortest time in whole hours, or in whole minutes under an hour, that is as long. */
  static String atLeast(Duration duration) {
    boolean hours = duration.compareTo(Duration.ofHours(1)) >= 0;
    Duration unit = hours ? Duration.ofHours(1) : Duration.ofMinutes(1);
    long units = duration.plus(unit).minusMillis(1).dividedBy(unit);
    return units + (hours ? "h" : "m");
  }

  @Override
  public void describe(Part part, ObjectNode schema) {
    schema.put("type", "string").put("pattern", PATTERN);
  }
}
