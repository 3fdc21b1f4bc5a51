package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.cli.Office.Ended;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;

class DemoCommandTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temp;

  @Test
  void showsAnAgentFromTheFirstMailToTheLastSum() throws Exception {
    Path folder = temp.resolve("demo");

    Ended ended = Office.call("demo", "--dir", folder.toString(), "--language", "en");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err())
        .contains(
            "No key, no network", "50 of 180 mails", "180 of 180 mails", "20 of 20 dealt with")
        .doesNotContain("warning", "WARN", "Exception", "\r");
    assertThat(ended.out())
        .contains(
            "200 mails in ",
            "200  taken: the sums balance",
            "invoice ",
            "Waiting for a person: ",
            "Live: 20 mails came while it listened",
            "moved there by the agent",
            "AI - do decyzji",
            "95 % interval",
            "invented for this demo",
            "0 of them twice",
            "./autoforge journal " + folder.toRealPath());
    assertThat(ended.out()).doesNotContain("{0}", "{1}", "null", "--once", "approve");
    String spec = folder.resolve("agent.yaml").toString();
    assertThat(Office.call("journal", spec, "--verify").out()).startsWith("the chain is whole");
    assertThat(Office.call("validate", spec).err()).doesNotContain("warning", "error");
  }

  @Test
  void goesOnWhereItIsKept() throws Exception {
    Path folder = temp.resolve("demo");
    try (Child kept =
        Child.start(temp, "demo", "--dir", folder.toString(), "--language", "en", "--keep")) {
      String page = kept.said(Pattern.compile("pages of the mailbox \\((http://[^)]+)\\)"));

      assertThat(kept.out())
          .contains("mailbox: " + page, "IMAP 127.0.0.1:", "approve", "move a mail out of");
      String spec = folder.resolve("agent.yaml").toString();
      Ended again = Office.call("run", spec, "--once", "--mode", "production");
      assertThat(again.code()).as(again.err()).isZero();
      assertThat(again.out()).contains("0 taken");
    }
  }

  @Test
  void tellsProgramsWhatItTellsPeople() throws Exception {
    Ended ended = Office.call("demo", "--dir", temp.resolve("demo").toString(), "--json");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().lines()).hasSize(1);
    JsonNode result = JSON.readTree(ended.out());
    assertThat(result.path("taken").asInt()).isEqualTo(200);
    assertThat(result.path("failed").asInt(-1)).isZero();
    assertThat(result.path("inFlight").asInt(-1)).isZero();
    assertThat(result.path("done").asInt() + result.path("escalated").asInt()).isEqualTo(200);
    assertThat(result.path("accuracy").path("value").asDouble()).isBetween(0.9, 1.0);
    assertThat(result.path("target").path("effects").asInt()).isGreaterThan(50);
    assertThat(result.path("target").path("duplicates").asInt(-1)).isZero();
    JsonNode mailbox = result.path("mailbox");
    assertThat(mailbox.path("Faktury").asInt() + mailbox.path("Kadry").asInt()).isGreaterThan(60);
    assertThat(mailbox.path("Drafts").asInt())
        .isEqualTo(result.path("categories").path("question").asInt());
    assertThat(mailbox.path("AI - do decyzji").asInt()).isEqualTo(result.path("unsure").asInt());
    int held = 0;
    for (JsonNode count : mailbox) {
      held += count.asInt();
    }
    assertThat(held - mailbox.path("Drafts").asInt()).isEqualTo(200);
    JsonNode live = result.path("live");
    assertThat(live.path("mails").asInt()).isEqualTo(20);
    assertThat(live.path("medianMs").asInt()).isBetween(1, live.path("slowestMs").asInt());
    JsonNode journal =
        JSON.readTree(
            Office.call("journal", "--state", result.path("state").asText(), "--json").out());
    int done = 0;
    for (JsonNode item : journal.path("items")) {
      for (JsonNode effect : item.path("effects")) {
        boolean posted = effect.path("class").asText().equals("C");
        done += posted && effect.path("state").asText().equals("DONE") ? 1 : 0;
      }
    }
    assertThat(result.path("target").path("effects").asInt()).isEqualTo(done);
  }

  @Test
  void speaksPolish() {
    Ended ended = Office.call("demo", "--dir", temp.resolve("demo").toString(), "--language", "pl");

    assertThat(ended.err())
        .contains("Bez klucza i bez sieci", "180 z 180 wiadomości", "załatwione: 20 z 20")
        .containsPattern("nauczył się w \\d+,\\d s");
    assertThat(ended.out())
        .contains("suma się zgadza", "Pisma urzędowe ", "w tym podwójne: 0")
        .containsPattern(
            "\\d,\\d % \\(95-procentowy przedział ufności: od \\d\\d,\\d do \\d\\d,\\d %\\)")
        .containsPattern("czas: \\d+,\\d s")
        .doesNotContainPattern("\\d\\.\\d (s|%)");
  }

  @Test
  void leavesAFolderThatIsNotEmptyAlone() throws Exception {
    Files.writeString(temp.resolve("mine"), "mine");

    Ended ended = Office.call("demo", "--dir", temp.toString());

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.err()).contains("is not empty");
    try (var files = Files.list(temp)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void drawsABarWhereAPersonLooksOn() {
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err));
    DemoProgress progress = new DemoProgress(console, new Phrases("demo", Language.PL), true);

    progress.runBegan(1, 2);
    progress.itemLeft("a", "b", null, Duration.ZERO);
    progress.itemLeft("c", "b", null, Duration.ZERO);
    progress.runEnded(1, RunState.COMPLETED, RunSums.NONE, 0);

    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "\r  "
                + "█".repeat(16)
                + "░".repeat(16)
                + "  1 z 2 wiadomości\r  "
                + "█".repeat(32)
                + "  2 z 2 wiadomości\n");
  }

  @Test
  void drawsABarOfTheMailsThatComeOneByOne() {
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err));
    DemoProgress progress = new DemoProgress(console, new Phrases("demo", Language.EN), true);

    progress.listens(2);
    progress.came(1);
    progress.runBegan(2, 1);
    progress.itemLeft("a", "b", null, Duration.ZERO);
    progress.runEnded(2, RunState.COMPLETED, RunSums.NONE, 0);
    progress.listened();

    assertThat(err.toString())
        .endsWith("\r  " + "█".repeat(16) + "░".repeat(16) + "  1 came, 1 of 2 dealt with\n");
  }

  @Test
  void speaksBothLanguagesWhole() {
    Phrases english = new Phrases("demo", Language.EN);
    Phrases polish = new Phrases("demo", Language.PL);

    assertThat(polish.names()).isEqualTo(english.names());
    for (String name : english.names()) {
      for (String place : new String[] {"{0}", "{1}", "{2}", "{3}", "{4}"}) {
        assertThat(polish.of(name).contains(place))
            .as(name)
            .isEqualTo(english.of(name).contains(place));
      }
    }
  }
}
