package pl.automateforge.agent.action.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header Retry-After, as seconds or as a date. */
public final class RetryAfter {
  /** A server may ask for no more, lest it stop an agent for good. */
  public static final Duration LONGEST = Duration.ofHours(1);

  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** How long to wait; null where nothing usable was said. */
  public static @Nullable Duration of(@Nullable String header, Clock clock) {
    if (header == null) {
      return null;
    }
    Duration asked = parsed(header.strip(), clock);
    if (asked == null) {
      return null;
    }
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static @Nullable Duration parsed(String value, Clock clock) {
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return value.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
      return Duration.between(clock.instant(), until);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
