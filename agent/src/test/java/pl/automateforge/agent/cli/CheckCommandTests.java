package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import pl.automateforge.agent.cli.Office.Ended;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.standin.ModelOptions;
import pl.automateforge.agent.standin.ModelStandIn;
import pl.automateforge.agent.standin.TargetsOptions;
import pl.automateforge.agent.standin.TargetsStandIn;

@Timeout(180)
@Isolated("replaces the process's log")
class CheckCommandTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEDULE =
      "schedule: {every: 15m, hours: \"06:00-22:00\", days: mon-fri}\n";

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(temp);
  }

  private Ended check(String... options) {
    return Office.call(
        Stream.concat(Stream.of("check", office.spec().toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  /** The results by the boxes' numbers. */
  private record Boxes(Map<Integer, JsonNode> all) {
    JsonNode of(int id) {
      return Objects.requireNonNull(all.get(id), () -> "there is no box " + id);
    }
  }

  private static Boxes boxes(Ended ended) throws IOException {
    Map<Integer, JsonNode> boxes = new HashMap<>();
    JSON.readTree(ended.out()).path("boxes").forEach(box -> boxes.put(box.path("id").asInt(), box));
    return new Boxes(boxes);
  }

  private static String result(JsonNode box) {
    return box.path("result").asText() + " " + box.path("counterpart").asText();
  }

  @Test
  void showsEachConnectionWithItsTime() throws Exception {
    office.writing().invoices(3);

    Ended ended = check();

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("ok +source +\\d+ ms  .*3 \\.eml files"))
        .anyMatch(line -> line.matches("ok +model +\\d+ ms  .*examples.*"))
        .anyMatch(line -> line.matches("ok +action act +\\d+ ms  .*"));
    assertThat(ended.err()).contains("all 3 connections work");
    assertThat(office.state()).doesNotExist();
  }

  @Test
  void answersNoAndNamesTheCureWhereAConnectionFails() throws Exception {
    office.acting("act: {type: webhook, url: \"http://127.0.0.1:1/hook\"}");

    Ended ended = check();

    assertThat(ended.code()).isEqualTo(ExitCode.NO);
    assertThat(ended.out())
        .containsPattern("failed +action act +\\d+ ms  .*does not accept connections")
        .contains("see that the address is right");
    assertThat(ended.err()).contains("1 of 3 connections fail");

    JsonNode json = JSON.readTree(check("--json").out());
    assertThat(json.path("ok").asBoolean(true)).isFalse();
    assertThat(json.path("connections").path(2).path("state").asText()).isEqualTo("failed");
    assertThat(json.path("connections").path(2).path("cure").asText()).isNotEmpty();
    assertThat(json.has("boxes")).isFalse();
  }

  @Test
  void disturbsNoRunningAgent() throws Exception {
    office.writing().invoices(1);
    assertThat(office.once("production").code()).isZero();
    byte[] before = Files.readAllBytes(office.state().resolve(SqliteJournal.FILE));
    StateLock.Attempt attempt = StateLock.acquire(office.state(), "works", Clock.systemUTC());
    assertThat(attempt).isInstanceOf(StateLock.Attempt.Acquired.class);

    try (StateLock _ = ((StateLock.Attempt.Acquired) attempt).lock()) {
      assertThat(check("--exercise").code()).isZero();
    }
    assertThat(Files.readAllBytes(office.state().resolve(SqliteJournal.FILE))).isEqualTo(before);
    assertThat(office.written()).hasSize(1);
  }

  @Test
  void exercisesEverythingOnThisMachine() throws Exception {
    office
        .spec(
            Office.LOCAL
                .replace("log: {level: ERROR}", "log: {level: INFO, file: agent.log}")
                .replace("path: mails}", "path: mails, filter: {since: 72h}}"))
        .and("actions:\n  ask: {type: review}\n  act: {type: file, path: out.jsonl}\n" + SCHEDULE)
        .invoices(3);

    Ended ended = check("--exercise", "--json");

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    Boxes boxes = boxes(ended);
    assertThat(List.of(64, 65, 66, 67, 68, 77, 86, 88, 91, 92, 95, 96, 97, 98, 99, 100, 101, 103))
        .allSatisfy(id ->
            assertThat(result(boxes.of(id))).as(boxes.of(id).toString()).isEqualTo("passed local"));
    assertThat(List.of(57, 58, 59))
        .allSatisfy(id -> assertThat(result(boxes.of(id))).startsWith("not-demonstrated"));
    assertThat(boxes.of(77).path("evidence").asText().lines().count()).isGreaterThan(30);
    assertThat(boxes.of(88).path("detail").asText()).startsWith("3 items match now");
    assertThat(boxes.of(97).path("evidence").asText()).contains("removed as too old: agent.log.");
    assertThat(boxes.of(98).path("evidence").asText().split(", ")).hasSize(5);
    assertThat(boxes.of(103).path("evidence").asText()).contains("exit code 3");
    assertThat(Files.readString(office.folder.resolve("agent.log")))
        .contains(boxes.of(67).path("evidence").asText());
    assertThat(office.written()).isEmpty();
    try (Stream<Path> left = Files.list(office.state())) {
      assertThat(left)
          .allMatch(Files::isRegularFile)
          .noneMatch(f -> f.endsWith(SqliteJournal.FILE));
    }
  }

  @Test
  void claimsNothingThatTheSpecDoesNotSay() throws Exception {
    office.writing().invoices(1);

    Boxes boxes = boxes(check("--exercise", "--json"));

    assertThat(List.of(67, 88, 96, 97, 98, 99, 100, 101))
        .allSatisfy(id ->
            assertThat(boxes.of(id).path("result").asText())
                .as(boxes.of(id).toString())
                .isEqualTo("not-demonstrated"));
  }

  @Test
  void marksStandInsAsSuch() throws Exception {
    try (ModelStandIn model = ModelStandIn.start(ModelOptions.DEFAULT, Clock.systemUTC());
        TargetsStandIn target = TargetsStandIn.start(TargetsOptions.DEFAULT, Clock.systemUTC())) {
      office.acting("act: {type: webhook, url: \"" + target.address() + "/hook\"}").invoices(1);
      office.spec(
          Files.readString(office.spec())
              .replace(
                  "{provider: local}",
                  "{provider: anthropic, name: sonnet, apiKey: \"${OFFICE_KEY}\", baseUrl: \""
                      + model.address()
                      + "\", budget: {daily: 5, monthly: 100}}"));
      office.environment("OFFICE_KEY=any-key-will-do\n");

      Ended ended = check("--exercise", "--json");

      assertThat(ended.code()).as(ended.out()).isZero();
      Boxes boxes = boxes(ended);
      assertThat(result(boxes.of(64))).isEqualTo("passed stand-in");
      assertThat(result(boxes.of(57))).isEqualTo("passed stand-in");
      assertThat(result(boxes.of(66))).isEqualTo("not-demonstrated stand-in");
      assertThat(result(boxes.of(77))).isEqualTo("passed stand-in");
      assertThat(target.requests()).isZero();
      assertThat(ended.out() + ended.err()).doesNotContain("any-key-will-do");
    }
  }

  @Test
  void failsTheFilterThatIsShorterThanTheLongestGap() throws Exception {
    office
        .spec(Office.LOCAL.replace("path: mails}", "path: mails, filter: {since: 2h}}"))
        .and("actions:\n  ask: {type: review}\n  act: {type: file, path: out.jsonl}\n" + SCHEDULE);

    Ended ended = check("--exercise", "--json");

    assertThat(ended.out() + ended.err()).contains("longest gap");
  }

  @Test
  void saysThatAnAddressIsRetiredBeforeWhetherDataMayLeave() throws Exception {
    office
        .acting("act: {type: teams, webhook: \"${TEAMS}\", text: x}")
        .environment("TEAMS=https://acme.webhook.office.com/webhookb2/secret-part\n");

    Ended ended = check();

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.err())
        .contains("actions.act.webhook: ", "which Microsoft has retired")
        .doesNotContain("secret-part");
  }
}
