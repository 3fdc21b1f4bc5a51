package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.cli.Office.Ended;

class ValidateCommandTests {
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
    office.and("privacy: {redact: [pesel]}\n");

    Ended ended = validate();

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).contains("warning: privacy.redact: not applied yet");
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
}
