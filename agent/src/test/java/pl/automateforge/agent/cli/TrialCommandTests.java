package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import pl.automateforge.agent.cli.Office.Ended;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.standin.Fault;
import pl.automateforge.agent.standin.FaultRule;
import pl.automateforge.agent.standin.ModelOptions;
import pl.automateforge.agent.standin.ModelStandIn;
import pl.automateforge.agent.standin.TargetsOptions;
import pl.automateforge.agent.standin.TargetsStandIn;

@Timeout(180)
@Isolated("replaces the process's log")
class TrialCommandTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every category acts, so that it does not matter which one a trial's message gets. */
  private static final String ACTING =
      Office.LOCAL
          .replace("actions: []", "actions: [act]")
          .replace("actions: [ask]", "actions: [act]")
          .replace("log: {level: ERROR}", "log: {level: INFO, file: agent.log}");

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(temp);
  }

  private void acting(String action) throws Exception {
    office.spec(ACTING).and("actions:\n  act: " + action + "\n");
  }

  private Ended trial(String... options) {
    return Office.call(
        Stream.concat(Stream.of("trial", office.spec().toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private static Map<String, String> steps(Ended ended) throws Exception {
    Map<String, String> steps = new HashMap<>();
    JsonNode json = JSON.readTree(ended.out());
    json.path("steps")
        .forEach(step ->
            steps.put(
                step.path("step").asText(),
                step.path("result").asText() + ": " + step.path("detail").asText()));
    return steps;
  }

  private List<Path> mails() throws Exception {
    try (Stream<Path> files = Files.list(office.folder.resolve("mails"))) {
      return files.toList();
    }
  }

  @Test
  void takesOneMarkedMessageAllTheWayAndCleansUp() throws Exception {
    acting("{type: file, path: out.jsonl}");
    office.invoices(3);

    Ended ended = trial("--json");

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    Map<String, String> steps = steps(ended);
    assertThat(steps.keySet())
        .containsExactlyInAnyOrder(
            "plant", "source", "decision", "effect act", "log", "journal", "clean");
    assertThat(steps.values()).allMatch(step -> step.startsWith("passed: "));
    assertThat(steps.get("decision")).contains("by local:svc-", "0 tokens", "USD 0");
    assertThat(steps.get("effect act")).contains("the line was read in");
    JsonNode json = JSON.readTree(ended.out());
    String item = json.path("item").asText();
    assertThat(office.written()).singleElement().asString().contains(item, "[AutoForge trial ");
    assertThat(Files.readString(office.folder.resolve("agent.log"))).contains("Item " + item);
    assertThat(json.path("remains").toString()).contains("act is done and stays");
    assertThat(mails()).hasSize(3);
    assertThat(office.state().resolve(SqliteJournal.FILE)).doesNotExist();
    Path journal = Path.of(json.path("journal").asText());
    try (JournalView view = SqliteView.open(journal, Keyring.ofFolder(journal))) {
      assertThat(view.states().values()).containsExactly(1L);
      ItemRow row = view.item(item).orElseThrow();
      assertThat(view.texts(row.id()).text()).contains("AutoForge").contains("test message");
    }
  }

  @Test
  void leavesTheAgentsOwnWorkAsItWas() throws Exception {
    acting("{type: file, path: out.jsonl}");
    office.invoices(2);
    assertThat(office.once("production").code()).isZero();
    byte[] before = Files.readAllBytes(office.state().resolve(SqliteJournal.FILE));

    assertThat(trial().code()).isZero();

    assertThat(Files.readAllBytes(office.state().resolve(SqliteJournal.FILE))).isEqualTo(before);
    assertThat(office.once("production").out()).contains("0 taken");
  }

  @Test
  void keepsTheMessageWhereAsked() throws Exception {
    acting("{type: file, path: out.jsonl}");

    Ended ended = trial("--keep");

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).contains("was kept, as you asked");
    assertThat(mails())
        .singleElement()
        .satisfies(mail ->
            assertThat(Files.readString(mail))
                .contains("Subject: [AutoForge trial ", "X-AutoForge-Trial: "));
  }

  @Test
  void refusesWhileTheAgentWorksAndSaysWhatToDo() throws Exception {
    acting("{type: file, path: out.jsonl}");
    Files.createDirectories(office.state());
    StateLock.Attempt attempt = StateLock.acquire(office.state(), "works", Clock.systemUTC());
    assertThat(attempt).isInstanceOf(StateLock.Attempt.Acquired.class);

    try (StateLock _ = ((StateLock.Attempt.Acquired) attempt).lock()) {
      Ended ended = trial();

      assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(ended.err()).contains("works", "stop the agent, try, and start it again");
    }
    assertThat(mails()).isEmpty();
  }

  @Test
  void sendsWhatCannotBeTakenBackOnlyWhereThatIsAgreed() throws Exception {
    try (TargetsStandIn target = TargetsStandIn.start(TargetsOptions.DEFAULT, Clock.systemUTC())) {
      acting("{type: webhook, url: \"" + target.address() + "/hook/erp\"}");

      Ended refused = trial();

      assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(refused.err()).contains("nobody can take it back: act", "--yes");
      assertThat(target.requests()).isZero();

      Ended ended = trial("--yes", "--json");

      assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
      assertThat(target.requests()).isEqualTo(1);
      assertThat(JSON.readTree(ended.out()).path("remains").path(0).asText())
          .startsWith("act was sent and cannot be taken back");
    }
  }

  @Test
  void failsWhereTheTargetDoesAndCleansUpAllTheSame() throws Exception {
    try (TargetsStandIn target =
        TargetsStandIn.start(
            TargetsOptions.DEFAULT.withFaults(List.of(FaultRule.always(Fault.NO_ANSWER))),
            Clock.systemUTC())) {
      acting("{type: webhook, url: \"" + target.address() + "/hook/erp\"}");

      Ended ended = trial("--yes", "--json");

      assertThat(ended.code()).isEqualTo(ExitCode.NO);
      assertThat(steps(ended).get("effect act")).startsWith("failed: D ambiguous");
      assertThat(steps(ended).get("clean")).startsWith("passed");
      assertThat(mails()).isEmpty();
    }
  }

  @Test
  void failsWhereTheModelRefusesTheKey() throws Exception {
    try (ModelStandIn model =
        ModelStandIn.start(
            ModelOptions.DEFAULT.withKeys(java.util.Set.of("another-key")), Clock.systemUTC())) {
      acting("{type: file, path: out.jsonl}");
      office.spec(
          Files.readString(office.spec())
              .replace(
                  "{provider: local}",
                  "{provider: anthropic, name: sonnet, apiKey: \"${OFFICE_KEY}\", baseUrl: \""
                      + model.address()
                      + "\"}"));
      office.environment("OFFICE_KEY=wrong-key-of-the-test\n");

      Ended ended = trial("--json");

      assertThat(ended.code()).isEqualTo(ExitCode.NO);
      assertThat(steps(ended).get("decision")).startsWith("failed");
      assertThat(mails()).isEmpty();
      assertThat(ended.out() + ended.err()).doesNotContain("wrong-key-of-the-test");
    }
  }

  @Test
  void saysThatNothingCanBePutIntoAnMbox() throws Exception {
    office
        .spec(ACTING.replace("path: mails}", "path: box.mbox}"))
        .and("actions:\n  act: {type: file, path: out.jsonl}\n");
    Files.writeString(
        office.folder.resolve("box.mbox"), "From a@b Sun Nov 22 10:00:00 2026\n\nx\n");

    Ended ended = trial("--json");

    assertThat(ended.code()).isEqualTo(ExitCode.NO);
    assertThat(steps(ended)).containsOnlyKeys("plant");
    assertThat(office.written()).isEmpty();
  }

  @Test
  void claimsNoActionWhereTheCategoryHasNone() throws Exception {
    office.spec(
        ACTING
                .replace("actions: [act]", "actions: []")
                .replace("other, below: 0.2, actions: []", "other, below: 0, actions: [act]")
            + "actions:\n  act: {type: file, path: out.jsonl}\n");

    Ended ended = trial("--yes");

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.err())
        .contains("as far as the decision: its category leads to no action")
        .doesNotContain("all the way");
  }

  @Test
  void postsAsABotToTheStandInAndFindsItThere() throws Exception {
    try (TargetsStandIn slack = TargetsStandIn.start()) {
      acting(
          "{type: slack, token: \"${SLACK_TOKEN}\", channel: C0123456789, text: \"{{subject}}\"}");
      office.environment("SLACK_TOKEN=standin:" + slack.address().resolve("/slack/api/") + "\n");

      Ended check = Office.call("check", office.spec().toString());
      Ended ended = trial("--json");

      assertThat(check.code()).as(check.out() + check.err()).isZero();
      assertThat(check.out())
          .contains("Slack knows the bot as autoforge-standin", "and read what it posted");
      assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
      assertThat(steps(ended).get("effect act")).contains("passed: B done", "found at the target");
      assertThat(slack.records())
          .singleElement()
          .satisfies(
              arrival -> assertThat(arrival.path()).isEqualTo("/slack/api/chat.postMessage"));
    }
  }

  @Test
  void saysWhatABotMayNotDoAtTheStandIn() throws Exception {
    try (TargetsStandIn slack = TargetsStandIn.start()) {
      acting(
          "{type: slack, token: \"${SLACK_TOKEN}\", channel: C0123456789, text: \"{{subject}}\"}");
      office.environment(
          "SLACK_TOKEN=standin:" + slack.address().resolve("/slack/chat:write/api/") + "\n");
      assertThat(Office.call("check", office.spec().toString()).out())
          .contains("it may not read there");

      office.environment(
          "SLACK_TOKEN=standin:" + slack.address().resolve("/slack/channels:history/api/") + "\n");
      Ended refused = Office.call("check", office.spec().toString());

      assertThat(refused.code()).isEqualTo(ExitCode.NO);
      assertThat(refused.out()).contains("missing_scope", "chat:write");
    }
  }

  @Test
  void leadsABotNowhereButToThisMachine() throws Exception {
    for (String elsewhere :
        List.of(
            "standin:http://192.0.2.7:80/slack/api/",
            "standin:http://127.0.0.1.acme.example:80/slack/api/",
            "standin:http://127.0.0.1:80@acme.example/slack/api/",
            "standin:https://acme.example/slack/api/")) {
      office
          .spec(ACTING + "privacy: {dataMayLeave: true}\n")
          .and(
              "actions:\n  act: {type: slack, token: \"${SLACK_TOKEN}\", channel: C0123456789, text: x}\n");
      office.environment("SLACK_TOKEN=" + elsewhere + "\n");

      Ended check = Office.call("check", office.spec().toString());

      assertThat(check.code()).isEqualTo(ExitCode.INVALID);
      assertThat(check.err()).contains("no stand-in of this machine");
    }
  }

  @Test
  void tellsTheTimeOfARunInTheAgentsZone() throws Exception {
    office
        .spec(ACTING.replace("timezone: UTC", "timezone: Asia/Tokyo"))
        .and("actions:\n  act: {type: file, path: out.jsonl}\n")
        .invoices(1);

    assertThat(office.once("production").code()).isZero();

    assertThat(Files.readString(office.folder.resolve("agent.log")).lines())
        .isNotEmpty()
        .allMatch(line -> line.matches("2\\d{3}-\\d\\d-\\d\\dT[0-9:.]+\\+09:00 .*"));
  }
}
