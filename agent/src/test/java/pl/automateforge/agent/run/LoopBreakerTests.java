package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.action.EffectIds;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.RunSums;
import pl.automateforge.agent.journal.SqliteJournal;

class LoopBreakerTests {
  @TempDir Path folder;
  private Lab lab;

  @BeforeEach
  void lab() {
    lab = new Lab(folder);
    lab.decider = new ScriptedDecider(_ -> ScriptedDecider.answer("a", 0.95));
    lab.reader = LoopBreakerTests::read;
  }

  /** A little of what a mail is: headers, an empty line, a text. */
  private static Reading read(byte[] raw) {
    String text = new String(raw, StandardCharsets.UTF_8);
    String date = header(text, "Date");
    return new Reading.Text(
        new Content(
            header(text, "From"),
            header(text, "From"),
            header(text, "Subject"),
            date.isEmpty() ? null : Instant.parse(date),
            header(text, "Message-ID"),
            List.of(new Content.Part(Content.Part.Kind.BODY, text)),
            List.of(),
            Content.TextLanguage.EN,
            false,
            List.of()));
  }

  private static String header(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + ": "))
        .findFirst()
        .map(line -> line.substring(name.length() + 2))
        .orElse("");
  }

  private static String mail(String from, String subject, @Nullable Instant date, int number) {
    return "From: "
        + from
        + "\nSubject: "
        + subject
        + (date == null ? "" : "\nDate: " + date)
        + "\nX-Number: "
        + number
        + "\n\ntext";
  }

  private void mails(int from, int to) {
    for (int i = from; i < to; i++) {
      lab.source.add(mail("bot@acme.example", "Out of office", null, i));
    }
  }

  @Test
  void sendsToAPersonWhatComesMoreThanTwentyTimesAnHour() throws InterruptedException {
    mails(0, 25);
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums()).isEqualTo(new RunSums(25, 20, 0, 5, 0, 0));
      assertThat(life.view().waiting())
          .hasSize(5)
          .allSatisfy(item -> {
            assertThat(item.basis()).isEqualTo(Basis.LOOP);
            assertThat(item.decidedBy()).isEqualTo("loop breaker");
            assertThat(item.costNanos()).isZero();
          });
      assertThat(life.view().alerts())
          .singleElement()
          .satisfies(alert -> {
            assertThat(alert.key()).isEqualTo("loop");
            assertThat(alert.priority()).isEqualTo(Priority.P2);
            assertThat(alert.detail()).doesNotContain("bot", "office");
          });
    }
    assertThat(lab.decider.asked).hasValue(20);
    assertThat(lab.target.all()).hasSize(20);
  }

  @Test
  void countsAcrossProcesses() throws InterruptedException {
    for (int process = 0; process < 6; process++) {
      mails(process * 5, process * 5 + 5);
      try (Lab.Life life = lab.new Life()) {
        life.run();
      }
      lab.clock.advance(Duration.ofMinutes(5));
    }
    assertThat(lab.decider.asked).hasValue(20);
  }

  @Test
  void forgetsAfterAnHour() throws InterruptedException {
    for (int hour = 0; hour < 3; hour++) {
      mails(hour * 20, hour * 20 + 20);
      try (Lab.Life life = lab.new Life()) {
        life.run();
      }
      lab.clock.advance(Duration.ofMinutes(61));
    }
    assertThat(lab.decider.asked).hasValue(60);
  }

  @Test
  void takesABacklogOfDaysForNoLoop() throws InterruptedException {
    for (int i = 0; i < 48; i++) {
      Instant sent = Lab.START.minus(Duration.ofHours(i));
      lab.source.add(mail("monitor@acme.example", "Backup OK", sent, i));
    }
    try (Lab.Life life = lab.new Life()) {
      life.run();
    }
    assertThat(lab.decider.asked).hasValue(48);
  }

  @Test
  void believesNoDateToCome() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      lab.source.add(mail("bot@acme.example", "Hi", Lab.START.plus(Duration.ofDays(i)), i));
    }
    try (Lab.Life life = lab.new Life()) {
      life.run();
    }
    assertThat(lab.decider.asked).hasValue(20);
  }

  @Test
  void tellsSendersAndSubjectsApart() throws InterruptedException {
    for (int i = 0; i < 40; i++) {
      lab.source.add(mail("a" + i % 2 + "@acme.example", "Subject", null, i));
      lab.source.add(mail("b@acme.example", "Subject " + i % 4, null, i));
    }
    try (Lab.Life life = lab.new Life()) {
      life.run();
    }
    assertThat(lab.decider.asked).hasValue(80 - 30);
  }

  @Test
  void doesNotJudgeWhatHasNoSender() throws InterruptedException {
    for (int i = 0; i < 40; i++) {
      lab.source.add(mail("", "", null, i));
    }
    try (Lab.Life life = lab.new Life()) {
      life.run();
    }
    assertThat(lab.decider.asked).hasValue(40);
  }

  @Test
  void countsAnItemOnceHoweverOftenItIsTried() throws InterruptedException {
    mails(0, 15);
    lab.decider =
        new ScriptedDecider(_ ->
            new pl.automateforge.agent.decision.Decision.Later(
                lab.clock.instant().plusSeconds(120), false, "500"));
    try (Lab.Life life = lab.new Life()) {
      for (int i = 0; i < 4; i++) {
        life.run();
        lab.clock.advance(Duration.ofMinutes(5));
      }
      assertThat(life.view().alerts()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Re: Faktura 7, faktura 7",
    "RE: Fwd: Odp:  PD: Faktura   7, faktura 7",
    "Odp.: Faktura, odp.: faktura",
    "Re[2]: AW: SV: x, x",
    "re(3): X, x",
    "Return: x, return: x",
    "fw:x, x",
    "ŁÓDŹ, łódź"
  })
  void readsSubjectsWithoutWhatMailProgramsPutBeforeThem(String written, String bare) {
    assertThat(LoopBreaker.subject(written)).isEqualTo(bare);
  }

  @Test
  void keepsNoSenderAndNoSubjectBesideTheHash() throws Exception {
    mails(0, 1);
    try (Lab.Life life = lab.new Life()) {
      life.run();
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + lab.state.resolve(SqliteJournal.FILE));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select topic from item")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).matches("[0-9a-f]{32}");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private String effectOf(String message) {
    return EffectIds.of("lab", MemorySource.identity(message), "a", 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-AutoForge-Effect: %s",
        "x-autoforge-effect:\t%s",
        "Message-ID: <%s@acme.example>"
      })
  void leavesItsOwnMailAlone(String mark) throws InterruptedException {
    String first = mail("anna@acme.example", "Question", null, 1);
    lab.source.add(first);
    try (Lab.Life life = lab.new Life()) {
      life.run();
      String back =
          String.format(mark, effectOf(first)) + "\n" + mail("a@acme.example", "q", null, 2);
      lab.source.add(back);

      assertThat(life.run().sums()).isEqualTo(new RunSums(1, 0, 1, 0, 0, 0));
      ItemRow item = life.view().item(MemorySource.identity(back).id("lab")).orElseThrow();
      assertThat(item.why()).isEqualTo("own mail: this agent wrote it, and it came back");
    }
    assertThat(lab.decider.asked).hasValue(1);
  }

  @Test
  void believesNoMarkThatTheJournalDoesNotKnow() throws InterruptedException {
    String unknown = "ab".repeat(32);
    lab.source.add("X-AutoForge-Effect: " + unknown + "\n" + mail("a@acme.example", "q", null, 2));
    lab.source.add("Message-ID: <" + unknown + "@x>\n" + mail("a@acme.example", "q", null, 3));
    lab.source.add(mail("a@acme.example", "q", null, 4) + "\nX-AutoForge-Effect: " + unknown);
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().done()).isEqualTo(3);
    }
  }

  @Test
  void readsTheMarkInTheHeadAlone() throws InterruptedException {
    String first = mail("anna@acme.example", "Question", null, 1);
    lab.source.add(first);
    try (Lab.Life life = lab.new Life()) {
      life.run();
      lab.source.add(
          mail("a@acme.example", "q", null, 2) + "\nX-AutoForge-Effect: " + effectOf(first) + "\n");
      assertThat(life.run().sums().done()).isEqualTo(1);
    }
    List<Rows.Alert> none = lab.look().alerts();
    assertThat(none).isEmpty();
  }

  @Test
  void countsAFloodWhoseDatesLieBehindEachOther() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      Instant date = Lab.START.minus(Duration.ofMinutes(1 + i));
      lab.source.add(mail("robot@acme.example", "Ping", date, i));
    }
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().escalated()).isEqualTo(30 - LoopBreaker.MOST);
    }
  }
}
