package pl.automateforge.agent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTests {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,    7,                               PT7S",
        "-,    0.5,                             PT0.5S",
        "-,    0,                               PT0S",
        "1500, 7,                               PT1.5S",
        "x,    7,                               PT7S",
        "-,    'Sun, 22 Nov 2026 10:00:30 GMT', PT30S",
        "-,    'Sun, 22 Nov 2026 09:00:00 GMT', PT0S",
        "-,    259200,                          PT72H",
        "-,    1e999999999,                     PT8760H",
        "-,    99999999999999999999,            PT8760H",
        "-,    -5,                              -",
        "-,    soon,                            -",
        "-,    '',                              -",
        "-,    -,                               -",
      })
  void readsSecondsMillisecondsAndDates(
      @Nullable String millis, @Nullable String plain, @Nullable Duration expected) {
    assertThat(RetryAfter.of(millis, plain, NOW).orElse(null)).isEqualTo(expected);
  }
}
