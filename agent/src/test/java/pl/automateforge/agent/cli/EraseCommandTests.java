package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.cli.Office.Ended;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.privacy.sealing.Keyring;

@Timeout(180)
class EraseCommandTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "acme-key-".repeat(5);

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(temp).writing();
  }

  private Office work() throws Exception {
    office.invoices(2).mail("anna", "Faktura Anny Zawadzkiej", Office.INVOICE + " Anna Zawadzka");
    assertThat(office.once("production").code()).isZero();
    return office;
  }

  private Ended erase(String... more) {
    java.util.List<String> args =
        new java.util.ArrayList<>(java.util.List.of("erase", "--state", office.state().toString()));
    args.addAll(java.util.List.of(more));
    return Office.call(args.toArray(String[]::new));
  }

  @Test
  void saysWhatItErasedAndWhereTheRestLies() throws Exception {
    work();

    Ended ended = erase("anna zawadzka");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .startsWith("1 item erased")
        .contains("act  done", "line appended to out.jsonl")
        .contains("what effects sent to other systems lies there still");
    assertThat(Office.call("journal", office.spec().toString()).out())
        .doesNotContain("Zawadzkiej")
        .contains("(gone)", "Faktura 1");
    assertThat(Office.call("journal", office.spec().toString(), "--verify").code()).isZero();
    assertThat(erase("Anna Zawadzka").out()).startsWith("0 items erased");
    assertThat(office.once("production").out()).contains("0 taken");
  }

  @Test
  void tellsPrograms() throws Exception {
    work();

    JsonNode json = JSON.readTree(erase("Zawadzka", "--json").out());

    assertThat(json.path("erased").asInt()).isEqualTo(1);
    assertThat(json.path("items").path(0).path("effects").path(0).path("action").asText())
        .isEqualTo("act");
    assertThat(json.path("elsewhere").asText()).contains("erase it there");
  }

  @Test
  void erasesTheNameOfAFile() throws Exception {
    office.mail("Anna Zawadzka", "Faktura", Office.INVOICE);
    office.once("observe");

    assertThat(erase("Zawadzka").out()).startsWith("1 item erased");

    assertThat(Office.call("journal", office.spec().toString(), "--json").out())
        .doesNotContain("Zawadzka");
    assertThat(office.once("observe").out()).contains("0 taken");
  }

  @Test
  void leavesItToTheAgentThatIsAtWork() throws Exception {
    work();
    office.and("schedule: {every: 1h}\n");
    try (Child child = office.start("run", office.spec().toString())) {
      child.until(this::started);

      Ended ended = erase("Zawadzka");

      assertThat(ended.out()).as(ended.err()).startsWith("1 item erased");
      child.terminate();
    }
    assertThat(Office.call("journal", office.spec().toString()).out()).contains("(gone)");
  }

  private boolean started() {
    try (JournalView view = SqliteView.open(office.state())) {
      return view.starts() == 2;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Al", "..", ""})
  void refusesWhoTellsNobodyFromOthers(String person) throws Exception {
    work();

    Ended ended = erase(person);

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.err()).contains("that tells nobody from others");
  }

  @Test
  void takesTheKeyThatTheSpecsEnvironmentBinds() throws Exception {
    office.and("privacy: {key: \"${OFFICE_TEXTS:-}\"}\n").environment("OFFICE_TEXTS=" + KEY + "\n");
    work();
    assertThat(office.state().resolve(Keyring.FILE)).doesNotExist();

    Ended without = erase("Zawadzka");
    Ended with = erase("Zawadzka", "--spec", office.spec().toString());

    assertThat(without.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(without.err()).contains("sealed by the key", "at hand: no key");
    assertThat(with.out()).startsWith("1 item erased");
    assertThat(office.once("production").code()).isZero();
  }

  @Test
  void showsTextsWhereTheKeyCanBeHadAndSaysSoWhereNot() throws Exception {
    office.and("privacy: {key: \"${OFFICE_TEXTS:-}\"}\n").environment("OFFICE_TEXTS=" + KEY + "\n");
    work();
    String state = office.state().toString();

    Ended with = Office.call("journal", office.spec().toString());
    Ended without = Office.call("journal", "--state", state);
    Ended json = Office.call("journal", "--state", state, "--json");

    assertThat(with.out()).contains("Zawadzkiej").doesNotContain("(sealed)");
    assertThat(without.out()).contains("(sealed)").doesNotContain("Zawadzkiej");
    assertThat(without.err()).contains("texts are sealed by the key", "AUTOFORGE_KEY");
    assertThat(json.err()).isEmpty();
    assertThat(json.out()).doesNotContain("Zawadzk", "jan@acme.example");
  }

  @Test
  void refusesAKeyThatIsTooShortAndNamesItsSlot() throws Exception {
    office
        .and("privacy: {key: \"${OFFICE_TEXTS:-}\"}\n")
        .environment("OFFICE_TEXTS=short-secret\n");

    Ended ended = office.once("observe");

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.err())
        .contains("privacy.key: the slot ${OFFICE_TEXTS:-} is bound to 12 characters")
        .contains("openssl rand -base64 32")
        .doesNotContain("short-secret");
  }

  @Test
  void goesOnAfterAKeyWasLostWithoutTakingAnythingTwice() throws Exception {
    work();
    Files.delete(office.state().resolve(Keyring.FILE));

    Ended refused = office.once("production");
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    String key = refused.err().replaceAll("(?s).*sealed by the key (\\w+),.*", "$1");
    assertThat(erase("--lost-key", "0123456789abcdef").code()).isEqualTo(ExitCode.INVALID);
    assertThat(erase("--lost-key", key).out()).startsWith("3 items erased");

    Ended ended = office.once("production");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("0 taken");
  }
}
