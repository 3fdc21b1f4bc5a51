package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.cli.Office.Ended;
import pl.automateforge.agent.journal.SqliteJournal;

class JournalCommandTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void work() throws Exception {
    office = new Office(temp).writing().invoices(2).mail("tax", "Decyzja", Office.TAX);
    office.once("production");
  }

  private Ended journal(String... more) {
    List<String> args = new java.util.ArrayList<>(List.of("journal", office.spec().toString()));
    args.addAll(List.of(more));
    return Office.call(args.toArray(String[]::new));
  }

  @Test
  void tellsAPersonWhatHappened() {
    String out = journal().out();

    assertThat(out)
        .contains(
            "agent office",
            "items 3, waiting 1, completed 2",
            "COMPLETED (production)  3 taken: 2 done, 0 skipped, 1 escalated",
            "waiting for a person (autoforge review)",
            "Decyzja",
            "[risk high: a person confirms first]");
  }

  @Test
  void writesTimesInTheAgentsTimeZoneWhateverTheMachinesIs() throws Exception {
    office.spec(Files.readString(office.spec()).replace("timezone: UTC", "timezone: Pacific/Apia"));
    JsonNode json = JSON.readTree(journal("--json").out());
    Instant started = Instant.parse(json.path("runs").path(0).path("started").asText());
    Instant received = Instant.parse(json.path("items").path(0).path("received").asText());
    String id = json.path("items").path(0).path("id").asText();
    String state = office.state().toString();

    assertThat(journal().out()).contains("times in Pacific/Apia", at(started, "Pacific/Apia"));
    assertThat(journal("--item", id).out())
        .contains("received  " + at(received, "Pacific/Apia") + " Pacific/Apia");
    assertThat(journal("--state", state).out()).contains("times in Pacific/Apia");
    assertThat(Office.call("journal", "--state", state).out())
        .contains("times in UTC", at(started, "UTC"));
    assertThat(Office.call("review", "--state", state, id).out())
        .contains("received  " + at(received, "UTC") + " UTC");
  }

  private static String at(Instant instant, String zone) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
        .format(instant.atZone(ZoneId.of(zone)));
  }

  @Test
  void tellsProgramsEveryKeyTheyMayRelyOn() throws Exception {
    JsonNode journal = JSON.readTree(journal("--json").out());

    assertThat(journal.fieldNames())
        .toIterable()
        .contains("items", "runs", "due", "alerts", "spending");
    assertThat(journal.path("items")).hasSize(3);
    for (JsonNode item : journal.path("items")) {
      assertThat(item.fieldNames())
          .toIterable()
          .contains(
              "id",
              "source",
              "category",
              "confidence",
              "decidedBy",
              "state",
              "effects",
              "tokens",
              "cost",
              "outcome");
      assertThat(item.path("source").isObject()).isTrue();
      for (JsonNode effect : item.path("effects")) {
        assertThat(effect.fieldNames())
            .toIterable()
            .contains("id", "action", "class", "state", "mode", "receipt");
      }
    }
    JsonNode run = journal.path("runs").path(0);
    assertThat(run.fieldNames())
        .toIterable()
        .contains(
            "due",
            "started",
            "ended",
            "state",
            "taken",
            "done",
            "skipped",
            "escalated",
            "failed",
            "inFlight");
    for (String count : List.of("taken", "done", "skipped", "escalated", "failed", "inFlight")) {
      assertThat(run.path(count).isIntegralNumber()).as(count).isTrue();
    }
    assertThat(journal.findValuesAsText("state")).contains("WAITING", "COMPLETED", "DONE");
    assertThat(journal.findValuesAsText("outcome")).contains("done", "escalated");
  }

  @Test
  void holdsNoTextsForPrograms() {
    assertThat(journal("--json").out()).doesNotContain("Decyzja", "jan@acme.example", "odsetkach");
  }

  @Test
  void findsAnItemByItsFirstDigits() throws Exception {
    String id = JSON.readTree(journal("--json").out()).path("items").path(0).path("id").asText();

    Ended words = journal("--item", id.substring(0, 8));
    Ended json = journal("--item", id.substring(0, 8), "--json");

    assertThat(words.out()).contains("item      " + id, "from      Jan", "effect    ");
    assertThat(JSON.readTree(json.out()).path("id").asText()).isEqualTo(id);
  }

  @Test
  void saysWhyItFindsNoItem() {
    assertThat(journal("--item", "ffffffffffff").err()).contains("knows no item that begins with");
    Ended notAnId = journal("--item", "Decyzja");
    assertThat(notAnId.err()).contains("Decyzja is no id");
    assertThat(notAnId.code()).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void seesThatSomebodyChangedTheJournal() throws Exception {
    assertThat(journal("--verify").out()).startsWith("the chain is whole");
    Path file = office.state().resolve(SqliteJournal.FILE);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("update fact set body = replace(body, 'invoice', 'spam')");
    }

    Ended ended = journal("--verify");

    assertThat(ended.code()).isEqualTo(ExitCode.NO);
    assertThat(ended.out()).contains("the chain breaks at fact ");
  }
}
