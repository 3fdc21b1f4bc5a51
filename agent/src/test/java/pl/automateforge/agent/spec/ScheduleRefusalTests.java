package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleRefusalTests {
  @TempDir Path folder;

  private List<String> errors(String schedule, String since) {
    String text =
        Specs.minimal("path: mails}", "path: mails, filter: {since: " + since + "}}")
            + "schedule: "
            + schedule
            + "\n";
    return Specs.errors(folder, text);
  }

  private List<String> errors(String schedule) {
    return Specs.errors(folder, Specs.minimalAnd("schedule: " + schedule));
  }

  @Test
  void refusesAFirstRunThatDoesNotReachOverTheLongestGap() {
    assertThat(errors("{every: 15m, hours: \"06:00-22:00\", days: mon-fri}", "24h"))
        .containsExactly(
            "line 8, column 53: error: source.filter.since: 24h is shorter than the schedule's"
                + " longest gap of 56h 15m, Fri 21:45 to Mon 06:00; expected at least 57h");
  }

  @Test
  void takesAFirstRunThatReachesOverTheLongestGap() {
    assertThat(errors("{every: 15m, hours: \"06:00-22:00\", days: mon-fri}", "57h")).isEmpty();
    assertThat(errors("{every: 15m, hours: \"06:00-22:00\", days: mon-fri}", "3375m")).isEmpty();
    assertThat(errors("{every: 15m}", "15m")).isEmpty();
  }

  @Test
  void refusesAFirstRunShorterThanTheGapOfACron() {
    assertThat(errors("{cron: \"0 8 * * mon\"}", "72h"))
        .containsExactly(
            "line 8, column 53: error: source.filter.since: 72h is shorter than the schedule's"
                + " longest gap of 168h, 2024-01-01 08:00 to 2024-01-08 08:00; expected at least"
                + " 168h");
  }

  @Test
  void countsTheDefaultOfAMailbox() {
    String text =
        Specs.minimal(
                "{type: folder, path: mails}",
                "{type: imap, host: mail.acme.example, auth: {type: password, username: desk,"
                    + " password: \"${P}\"}}")
            + "schedule: {every: 1h, days: mon}\n";
    assertThat(Specs.errors(folder, text))
        .contains(
            "line 8, column 9: error: source.filter.since: 72h, the default, is shorter than the"
                + " schedule's longest gap of 145h, Mon 23:00 to Mon 00:00; expected at least 145h");
  }

  @Test
  void refusesCronBesideAnInterval() {
    assertThat(errors("{cron: \"0 8 * * *\", every: 15m, days: mon-fri}"))
        .containsExactly(
            "line 11, column 38: error: schedule.every: cron stands instead of every, hours and days;"
                + " expected only one way",
            "line 11, column 49: error: schedule.days: cron stands instead of every, hours and days;"
                + " expected only one way");
  }

  @Test
  void refusesAnIntervalLongerThanItsHours() {
    assertThat(errors("{every: 5h, hours: \"08:00-12:00\"}"))
        .containsExactly(
            "line 11, column 19: error: schedule.every: 5h is longer than the hours 08:00-12:00, which"
                + " last 4h; expected at most that");
    assertThat(errors("{every: 4h, hours: \"22:00-02:00\"}")).isEmpty();
    assertThat(errors("{every: 24h}")).isEmpty();
  }

  @Test
  void refusesAnIntervalOutOfRange() {
    assertThat(errors("{every: 48h}"))
        .containsExactly(
            "line 11, column 19: error: schedule.every: 48h is out of range; expected a duration such"
                + " as 30s, 15m, 72h or 90d, 1s to 24h");
    assertThat(errors("{every: 0s}")).hasSize(1);
  }

  @Test
  void refusesACronThatCannotBeRead() {
    assertThat(errors("{cron: \"0 25 * * *\"}"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("line 11, column 18: error: schedule.cron: cron \"0 25 * * *\", character 3: ");
    assertThat(errors("{cron: \"0 8 * *\"}")).hasSize(1).first().asString().contains("five fields");
  }

  @Test
  void refusesACronThatIsNeverDue() {
    assertThat(errors("{cron: \"0 8 30 2 *\"}"))
        .hasSize(1)
        .first()
        .asString()
        .contains("schedule.cron: cron \"0 8 30 2 *\" is never due");
  }
}
