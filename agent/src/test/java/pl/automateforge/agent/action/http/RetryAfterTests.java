package pl.automateforge.agent.action.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTests {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "17 | PT17S",
        " 17 | PT17S",
        "3600 | PT1H",
        "3601 | PT1H",
        "999999999999999999999 | PT1H",
        "Sun, 22 Nov 2026 10:00:30 GMT | PT30S",
        "Sun, 22 Nov 2026 09:59:00 GMT | PT0S",
        "Mon, 23 Nov 2026 10:00:00 GMT | PT1H",
        "-5 |",
        "soon |",
        "1.5 |",
        "'' |",
        "٣ |",
        "|"
      })
  void readsSecondsAndDatesWithinBounds(@Nullable String header, @Nullable Duration expected) {
    assertThat(RetryAfter.of(header, CLOCK)).isEqualTo(expected);
  }
}
