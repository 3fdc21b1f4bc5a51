package pl.automateforge.agent.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a service asks to be left alone, from its {@code retry-after} headers. */
public final class RetryAfter {
  private static final BigDecimal LONGEST_MILLIS =
      BigDecimal.valueOf(Duration.ofDays(365).toMillis());

  private RetryAfter() {}

  /**
   * Reads the headers; empty where neither is there and can be read. Never negative, at most a
   * year.
   *
   * @param millis {@code retry-after-ms}, which goes before
   * @param plain {@code retry-after}: seconds, also with a fraction, or an HTTP date
   */
  public static Optional<Duration> of(
      @Nullable String millis, @Nullable String plain, Instant now) {
    return number(millis, 0).or(() -> number(plain, 3)).or(() -> date(plain, now));
  }

  private static Optional<Duration> number(@Nullable String text, int shift) {
    if (text == null || text.length() > 30) {
      return Optional.empty();
    }
    try {
      BigDecimal value = new BigDecimal(text.strip());
      if (value.signum() < 0) {
        return Optional.empty();
      }
      BigDecimal bounded =
          value.compareTo(LONGEST_MILLIS) > 0 ? LONGEST_MILLIS : value.movePointRight(shift);
      return Optional.of(
          Duration.ofMillis(
              bounded.min(LONGEST_MILLIS).setScale(0, RoundingMode.CEILING).longValueExact()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> date(@Nullable String text, Instant now) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      Instant until =
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
