package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.cli.Office.Ended;

class ValidateCommandTests {
  private static final String LEAVES = "privacy: {dataMayLeave: true}\n";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(temp).writing();
  }

  private Ended validate(String... more) {
    String[] args = new String[2 + more.length];
    args[0] = "validate";
    args[1] = office.spec().toString();
    System.arraycopy(more, 0, args, 2, more.length);
    return Office.call(args);
  }

  @Test
  void saysNameAndVersionOfAValidSpec() {
    Ended ended = validate();

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).matches("office [0-9a-f]{64}\\R");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void keepsTheVersionWhereOnlyACommentChanges() throws Exception {
    String before = validate().out();
    office.and("# another comment\n");

    assertThat(validate().out()).isEqualTo(before);

    office.and("goal: Less mail.\n");
    assertThat(validate().out()).isNotEqualTo(before);
  }

  @Test
  void saysEveryProblemWithItsPlaceAndKey() throws Exception {
    office.and("gaol: x\nschedule: {every: 0s}\n");

    Ended ended = validate();

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .containsPattern("agent.yaml:21:1: error: gaol: .*did you mean goal")
        .containsPattern("agent.yaml:22:19: error: schedule.every: ")
        .endsWith(office.spec() + " is not valid: 2 errors" + System.lineSeparator());
  }

  @Test
  void namesThePartsThatDoNotActYet() throws Exception {
    office.and("reports: {daily: \"08:00\"}\n");

    Ended ended = validate();

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).contains("warning: reports: not applied yet");
  }

  @Test
  void tellsProgramsTheSame() throws Exception {
    JsonNode valid = JSON.readTree(validate("--json").out());

    assertThat(valid.path("valid").asBoolean()).isTrue();
    assertThat(valid.path("name").asText()).isEqualTo("office");
    assertThat(valid.path("version").asText()).hasSize(64);
    assertThat(valid.path("problems").isArray()).isTrue();

    office.and("gaol: x\n");
    Ended ended = validate("--json");
    JsonNode broken = JSON.readTree(ended.out());

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.err()).isEmpty();
    assertThat(broken.path("valid").asBoolean(true)).isFalse();
    assertThat(broken.get("version").isNull()).isTrue();
    JsonNode problem = broken.path("problems").path(0);
    assertThat(problem.path("severity").asText()).isEqualTo("error");
    assertThat(problem.path("line").asInt()).isEqualTo(21);
    assertThat(problem.path("path").asText()).isEqualTo("gaol");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://10.1.2.3/hook               | plain text goes to this machine only
          https://169.254.169.254/latest     | it is link-local
          https://[fd00:ec2::254]/           | metadata address
          https://2130706433/                | the number is no plain address
          """)
  void refusesWhatRunWouldRefuseToBind(String address, String why) throws Exception {
    office.acting("act: {type: webhook, url: \"" + address + "\"}").and(LEAVES);

    Ended ended = validate();

    assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("error: actions.act.url: connection to ", why, "is refused: 1 error");
    assertThat(office.once("observe").code()).isEqualTo(ExitCode.REFUSED);
    JsonNode json = JSON.readTree(validate("--json").out());
    assertThat(json.path("valid").asBoolean(true)).isFalse();
    assertThat(json.path("problems").findValuesAsText("path")).contains("actions.act.url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9/hook",
        "https://10.1.2.3/hook",
        "https://erp.acme.example/hook",
        "http://erp.acme.example/hook"
      })
  void leavesNamesAndOwnAddressesToTheRun(String address) throws Exception {
    office.acting("act: {type: webhook, url: \"" + address + "\"}").and(LEAVES);

    assertThat(validate().code()).isZero();
  }

  @Test
  void refusesALiteralAddressOutsideWhereDataMayNotLeave() throws Exception {
    office
        .acting("act: {type: webhook, url: \"https://203.0.113.7/hook\"}")
        .and("privacy: {dataMayLeave: false, inside: [\"192.168.0.0/16\"]}\n");

    assertThat(validate().err()).contains("actions.act.url: ", "privacy.dataMayLeave is false");
  }

  @Test
  void saysWhereEachSlotWouldBeBoundFrom() throws Exception {
    office
        .acting("act: {type: webhook, url: \"${HOOK_URL}\", secret: \"${HOOK_SECRET}\"}")
        .and(LEAVES)
        .environment("# the target\nHOOK_URL=https://erp.acme.example/hook\n");

    Ended ended = validate();

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).matches("office [0-9a-f]{64}\\R");
    assertThat(ended.err())
        .contains(
            "slot HOOK_URL is bound from .env line 2",
            "the slot ${HOOK_SECRET} of actions.act.secret is not bound; looked in process"
                + " environment, ",
            "HOOK_SECRET, ")
        .doesNotContain("acme.example");
    JsonNode slots = JSON.readTree(validate("--json").out()).path("slots");
    assertThat(slots.toString())
        .contains(
            "{\"name\":\"AUTOFORGE_KEY\",\"boundFrom\":\"default\"}",
            "{\"name\":\"HOOK_URL\",\"boundFrom\":\".env line 2\"}",
            "{\"name\":\"HOOK_SECRET\",\"boundFrom\":null}");
  }

  @Test
  void warnsOfWhatThisEnvironmentBinds() throws Exception {
    office
        .acting("act: {type: webhook, url: \"${HOOK_URL}\"}")
        .and(LEAVES)
        .environment("HOOK_URL=http://10.1.2.3/hook\n");

    Ended ended = validate();

    assertThat(ended.code()).isZero();
    assertThat(ended.err())
        .contains("warning: as bound here, actions.act.url: connection to 10.1.2.3 ");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Ended ended = Office.call("validate", temp.resolve("none.yaml").toString());

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.err()).contains("none.yaml");
  }

  @Test
  void printsTheSchemaThatFitsTheSpec() throws Exception {
    Ended ended = Office.call("schema");

    assertThat(ended.code()).isZero();
    assertThat(JSON.readTree(ended.out()).path("properties").has("categories")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select id, body from letters where id > :cursor order by id | coalesce(:cursor, 0)",
        "select id, body from letters where id > :after order by id | parameter :after is not known",
        "delete from letters | begins with select or with was expected, not delete",
        "with gone as (delete from letters returning *) select id, body from gone | writes: delete",
        "select id, body into copy from letters | writes: into"
      })
  void saysWhatIsWrongWithAQuery(String query, String sentence) throws Exception {
    office.spec(
        Office.LOCAL.replace(
                "source: {type: folder, path: mails}",
                "source: {type: sql, url: \"${LETTERS_DB}\", query: \""
                    + query.strip()
                    + "\", id: id, text: body}")
            + "actions:\n  ask: {type: review}\n  act: {type: file, path: out.jsonl}\n");

    Ended ended = validate();

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("error: source.query: ").contains(sentence.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id, body from letters",
        "select id, body from letters where id > coalesce(:cursor, 0) order by id",
        "with l as (select id, body from letters) select id, replace(body, 'a', 'b') as body from l"
      })
  void takesAQueryThatReads(String query) throws Exception {
    office.spec(
        Office.LOCAL.replace(
                "source: {type: folder, path: mails}",
                "source: {type: sql, url: \"${LETTERS_DB}\", query: \""
                    + query
                    + "\", id: id, text: body}")
            + "actions:\n  ask: {type: review}\n  act: {type: file, path: out.jsonl}\n");

    assertThat(validate().code()).isZero();
  }

  @Test
  void saysWhatIsWrongWithABodyAndAStatement() throws Exception {
    office.acting(
        """
        act: {type: http, url: "https://erp.acme.example/", body: '{"subject": {{subject}}}'}
        """);
    office.and(LEAVES);

    assertThat(validate().err()).contains("error: actions.act.body: the template begins like JSON");

    office.acting(
        """
        act: {type: sql, url: "jdbc:sqlite:out.db", statement: "insert into t values (:id, :colour)"}
        """);

    Ended ended = validate("--json");

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    JsonNode told = JSON.readTree(ended.out());
    assertThat(told.path("valid").asBoolean()).isFalse();
    assertThat(told.path("problems").findValuesAsText("path")).contains("actions.act.statement");
    assertThat(told.path("problems").findValuesAsText("message"))
        .anyMatch(message -> message.contains("the parameter :colour is not known"));
  }
}
