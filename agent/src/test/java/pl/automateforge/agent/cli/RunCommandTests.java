package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.cli.Office.Ended;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.standin.ModelOptions;
import pl.automateforge.agent.standin.ModelStandIn;
import pl.automateforge.agent.standin.TargetsOptions;
import pl.automateforge.agent.standin.TargetsStandIn;

class RunCommandTests {
  private static final String HOOK =
      "act: {type: webhook, url: \"${OFFICE_HOOK}\", secret: \"${OFFICE_SECRET}\", idempotent: true}";

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(temp);
  }

  @Test
  void observesUnlessToldOtherwise() throws Exception {
    office.writing().invoices(3);

    Ended ended = Office.call("run", office.spec().toString(), "--once");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .isEqualToIgnoringNewLines(
            "run 1 completed (observe): 3 taken: 3 done, 0 skipped, 0 escalated, 0 failed, 0 in"
                + " flight");
    assertThat(office.written()).isEmpty();
    assertThat(Office.call("journal", office.spec().toString(), "--json").out())
        .contains("\"state\" : \"WOULD_DO\"");
  }

  @Test
  void actsOnceInProduction() throws Exception {
    office.writing().invoices(3);

    assertThat(office.once("production").code()).isZero();
    assertThat(office.written()).hasSize(3);

    assertThat(office.once("production").out()).contains("run 2 completed", "0 taken");
    assertThat(office.written()).hasSize(3);
  }

  @Test
  void postsEachDecisionOnceAndSigned() throws Exception {
    String secret = "a-secret-that-nobody-may-see";
    try (TargetsStandIn target =
        TargetsStandIn.start(
            TargetsOptions.DEFAULT.withSecret(secret).honouringKeys(), Clock.systemUTC())) {
      office.acting(HOOK).invoices(5);
      office.environment(
          "OFFICE_HOOK="
              + target.address().resolve("/hook/a")
              + "\nOFFICE_SECRET="
              + secret
              + "\n");

      Ended ended = office.once("production");

      assertThat(ended.code()).isZero();
      assertThat(target.distinctEffects()).isEqualTo(5);
      assertThat(target.duplicates()).isZero();
      assertThat(target.records())
          .allSatisfy(arrival -> assertThat(arrival.toString()).contains("VALID"));
      assertThat(ended.out() + ended.err()).doesNotContain(secret);
    }
  }

  @Test
  void asksClaudeWhereTheSpecSaysSo() throws Exception {
    try (ModelStandIn model = ModelStandIn.start(ModelOptions.DEFAULT, Clock.systemUTC())) {
      office.writing().invoices(2);
      office.spec(
          Files.readString(office.spec())
              .replace(
                  "{provider: local}",
                  "{provider: anthropic, name: sonnet, apiKey: \"${OFFICE_KEY}\", baseUrl:"
                      + " \"${OFFICE_MODEL:-}\"}"));
      office.environment("OFFICE_KEY=any-key-will-do\nOFFICE_MODEL=" + model.address() + "\n");

      Ended ended = office.once("observe");

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.out()).contains("2 taken", "0 failed");
      assertThat(model.outcomes("200")).isEqualTo(2);
      assertThat(Office.call("journal", office.spec().toString()).out()).contains("2 decisions");
    }
  }

  @Test
  void saysWhichSlotIsMissing() throws Exception {
    office.acting(HOOK).invoices(1).environment("OFFICE_HOOK=http://127.0.0.1:1/\n");

    Ended ended = office.once("production");

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.err()).contains("OFFICE_SECRET").doesNotContain("OFFICE_HOOK}");
    assertThat(office.state()).doesNotExist();
  }

  @Test
  void letsNoDataLeaveThatMayNot() throws Exception {
    office
        .acting("act: {type: webhook, url: \"https://203.0.113.7/hook\"}")
        .and("privacy: {dataMayLeave: false}\n")
        .invoices(1);

    Ended ended = office.once("production");

    assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(ended.err()).contains("actions.act.url", "203.0.113.7", "dataMayLeave is false");
    assertThat(office.state()).doesNotExist();
  }

  @Test
  void refusesAFolderInWhichAnotherWorksAndNamesIt() throws Exception {
    office.writing().invoices(1);
    Files.createDirectories(office.state());
    StateLock.Attempt attempt =
        StateLock.acquire(office.state(), "counts the beans", Clock.systemUTC());
    assertThat(attempt).isInstanceOf(StateLock.Attempt.Acquired.class);

    try (StateLock _ = ((StateLock.Attempt.Acquired) attempt).lock()) {
      Ended ended = office.once("production");

      assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(ended.err())
          .contains("counts the beans", "wait until that process is through, or end it", "--state");
    }
    assertThat(office.once("production").code()).isZero();
  }

  @Test
  void answersNoWhereTheRunHadFailures() throws Exception {
    office.writing().invoices(1);
    Files.delete(office.folder.resolve("mails/invoice-0.eml"));
    Files.delete(office.folder.resolve("mails"));

    Ended ended = office.once("production");

    assertThat(ended.code()).isEqualTo(ExitCode.NO);
    assertThat(ended.out()).startsWith("run 1 failed").contains("the source cannot be read");
  }

  @Test
  void keepsAScheduledRunInTheLedger() throws Exception {
    office.writing().invoices(1);

    Ended ended =
        Office.call("run", office.spec().toString(), "--once", "--scheduled", "--mode", "observe");

    assertThat(ended.code()).isZero();
    try (JournalView view = SqliteView.open(office.state())) {
      assertThat(view.states()).isEqualTo(Map.of(ItemState.COMPLETED, 1L));
      assertThat(view.due(pl.automateforge.agent.journal.DueState.COMING)).isNotEmpty();
    }
  }

  @Test
  void keepsItsJournalWhereItIsTold() throws Exception {
    office.writing().invoices(1);
    Path elsewhere = temp.resolve("elsewhere");

    Office.call("run", office.spec().toString(), "--once", "--state", elsewhere.toString());

    assertThat(office.state()).doesNotExist();
    assertThat(Office.call("journal", "--state", elsewhere.toString()).out())
        .contains("agent office", "items 1");
  }

  @Test
  void letsNoMailSpeakToTheTerminal() throws Exception {
    office
        .writing()
        .mail(
            "evil",
            "=?utf-8?Q?=1B[2J=1B]0;owned=07=0D=0Aautoforge:_all_is_well=C2=9B31m=E2=80=AEtxt?=",
            Office.TAX);
    office.once("production");

    String all =
        Office.call("journal", office.spec().toString()).out()
            + Office.call("review", "--state", office.state().toString()).out();
    String id = all.lines().filter(l -> l.contains("owned")).findFirst().orElseThrow().strip();
    all +=
        Office.call("review", "--state", office.state().toString(), id.substring(0, 12)).out()
            + Office.call("journal", office.spec().toString(), "--item", id.substring(0, 12)).out();

    assertThat(all).contains("owned", "all is well");
    assertThat(all.lines()).noneMatch(line -> line.startsWith("autoforge:"));
    assertThat(all.replaceAll("\\R", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
  }
}
