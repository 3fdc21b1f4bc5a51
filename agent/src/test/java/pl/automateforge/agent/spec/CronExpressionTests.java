package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "60 * * * *        | 1  | \"60\" as minute; expected 0-59",
        "0 24 * * *        | 3  | \"24\" as hour; expected 0-23",
        "0 0 0 * *         | 5  | \"0\" as day of month; expected 1-31",
        "0 0 1 13 *        | 7  | \"13\" as month; expected 1-12 or JAN-DEC",
        "0 0 * * 8         | 9  | \"8\" as day of week; expected 0-7 (0 and 7 are Sunday) or MON-SUN",
        "0 0 * * PON       | 9  | \"PON\" as day of week",
        "0,15,x * * * *    | 6  | \"x\" as minute",
        "0,,5 * * * *      | 3  | \"\" as minute",
        "*/0 * * * *       | 3  | step \"0\"; expected 1-59",
        "*/90 * * * *      | 3  | step \"90\"; expected 1-59",
        "5/10 * * * *      | 1  | \"5/10\" steps without a range; expected 5-59/10",
        "0 22-6 * * *      | 3  | \"22-6\" runs backwards; expected two ranges",
        "0 0 L * *         | 5  | \"L\" as day of month",
        "0 0 ? * 1         | 5  | \"?\" as day of month",
        "0 0 * * 1#2       | 9  | \"1#2\" as day of week",
        "@daily            | 1  | \"@daily\" as minute",
        "0 0 * *           | 8  | expected day of week; expected five fields",
        "0 0 8 * * 1       | 11 | a sixth field; expected five fields",
        "-1 * * * *        | 1  | \"\" as minute",
        "١ * * * *         | 1  | \"١\" as minute",
        "99999999999 * * * * | 1 | \"99999999999\" as minute",
      })
  void namesTheFaultAndItsPlace(String text, int character, String message) {
    assertThatExceptionOfType(InvalidCronException.class)
        .isThrownBy(() -> CronExpression.parse(text))
        .withMessageStartingWith("cron \"" + text + "\", character " + character + ": ")
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.character()).isEqualTo(character));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void refusesEmptyText(String text) {
    assertThatExceptionOfType(InvalidCronException.class)
        .isThrownBy(() -> CronExpression.parse(text))
        .withMessageContaining("expected minute; expected five fields");
  }

  @Test
  void refusesEndlessTextWithoutRepeatingIt() {
    assertThatExceptionOfType(InvalidCronException.class)
        .isThrownBy(() -> CronExpression.parse("0,".repeat(100_000) + "0 * * * *"))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/15 6-21 * * 1-5 | 2026-11-20T21:45 | 2026-11-23T06:00",
        "0 8 * * MON-FRI   | 2026-11-20T08:00 | 2026-11-23T08:00",
        "0 8 * * mon,wed   | 2026-11-23T08:00 | 2026-11-25T08:00",
        "0 8 * * 7         | 2026-11-20T08:00 | 2026-11-22T08:00",
        "0 8 * * 0         | 2026-11-20T08:00 | 2026-11-22T08:00",
        "0 8 * * FRI-SUN   | 2026-11-21T08:00 | 2026-11-22T08:00",
        "0 8 * * 5-7       | 2026-11-22T08:00 | 2026-11-27T08:00",
        "0 8 * * SUN-TUE   | 2026-11-22T08:00 | 2026-11-23T08:00",
        "0 0 13 * FRI      | 2026-11-20T00:00 | 2026-11-27T00:00",
        "0 0 13 * FRI      | 2026-12-11T00:00 | 2026-12-13T00:00",
        "0 0 */2 * MON     | 2026-11-22T00:00 | 2026-11-23T00:00",
        "0 0 */2 * MON     | 2026-11-23T00:00 | 2026-12-07T00:00",
        "0 0 31 * *        | 2026-10-31T00:00 | 2026-12-31T00:00",
        "0 0 29 2 *        | 2026-11-20T00:00 | 2028-02-29T00:00",
        "0 0 29 2 *        | 2096-02-29T00:00 | 2104-02-29T00:00",
        "30 12 1 JAN,jul * | 2026-11-20T00:00 | 2027-01-01T12:30",
        "10-30/10 * * * *  | 2026-11-20T00:30 | 2026-11-20T01:10",
        "*/7 * * * *       | 2026-11-20T00:56 | 2026-11-20T01:00",
        "0\t5   * * *      | 2026-11-20T04:59:59.999 | 2026-11-20T05:00",
      })
  void findsTheNextLocalTime(String text, LocalDateTime after, LocalDateTime expected) {
    assertThat(CronExpression.parse(text).next(after)).isEqualTo(expected);
  }

  @Test
  void findsTheTwentyNinthOfFebruaryOnAGivenWeekdayAcross2100() {
    LocalDateTime sunday = LocalDateTime.parse("2088-02-29T00:00");
    assertThat(sunday.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
    LocalDateTime next = CronExpression.parse("0 0 29 2 */7").next(sunday);
    assertThat(next).isEqualTo("2128-02-29T00:00");
    assertThat(LocalDate.of(2128, 2, 29).getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *", "0 0 30-31 FEB *"})
  void knowsADayThatNeverComes(String text) {
    CronExpression cron = CronExpression.parse(text);
    assertThat(cron.satisfiable()).isFalse();
    assertThat(cron.next(LocalDateTime.parse("2026-11-20T00:00"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 29 2 *", "0 0 30 2 MON", "* * * * *", "0 0 31 1-12 *"})
  void knowsADayThatComes(String text) {
    CronExpression cron = CronExpression.parse(text);
    assertThat(cron.satisfiable()).isTrue();
    assertThat(cron.next(LocalDateTime.parse("2026-11-20T00:00"))).isNotNull();
  }
}
