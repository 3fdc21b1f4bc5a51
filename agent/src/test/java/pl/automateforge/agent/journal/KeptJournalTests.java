package pl.automateforge.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.ManualClock;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.source.ItemIdentity;

class KeptJournalTests {
  private static final Instant NOON = Instant.parse("2026-01-20T12:00:00Z");
  private static final String VERSION = "a".repeat(64);

  @TempDir Path state;
  private final ManualClock clock = new ManualClock(NOON);
  private SqliteJournal journal;

  @BeforeEach
  void open() {
    journal = SqliteJournal.open(state, "acme", Keyring.ofFolder(state), clock);
    journal.commit(new Entry.Started(VERSION, "{}", "1", Mode.OBSERVE, "local", "1"));
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private void item(String id, String sender) {
    journal.commit(
        new Entry.Received(id, 1, new ItemIdentity("box", "k-" + id, "f".repeat(64)), 1),
        new Entry.Decided(
            id,
            "invoice",
            null,
            0.9,
            false,
            "local",
            "1",
            Basis.ANSWER,
            VERSION,
            1,
            List.of("file"),
            Usage.NONE,
            "PL",
            new ItemTexts(sender, "s", "r", Map.of(), "t")),
        new Entry.WouldDo("e" + id, id, "file", EffectClass.A, VERSION, "to " + sender));
  }

  private void ended(String id) {
    journal.commit(new Entry.Completed(id, Outcome.DONE, ""));
  }

  /** As the engine does it: texts after 30 days, the rest after 60. */
  private Rows.Retainable letGo() {
    Instant texts = clock.instant().minus(Duration.ofDays(30));
    Instant rest = clock.instant().minus(Duration.ofDays(60));
    Rows.Retainable may = journal.view().retainable(texts, rest);
    journal.commit(
        new Entry.Retained(texts, rest, may.texts(), may.facts(), may.through(), may.head()));
    return may;
  }

  private List<Rows.Topic> topic() {
    return journal.view().topics("t", NOON.minusSeconds(1), NOON, 9);
  }

  /** Its key lies in the same file: whoever guesses sender and subject could ask it. */
  @Test
  void letsTheHashOfSenderAndSubjectGoWithTheTexts() {
    item("0a", "Anna");
    item("0b", "Jan");
    journal.commit(new Entry.Topic("0a", "t", NOON), new Entry.Topic("0b", "t", NOON));
    ended("0a");
    assertThat(topic()).extracting(Rows.Topic::item).containsExactlyInAnyOrder("0a", "0b");

    journal.commit(new Entry.Erased(journal.view().mentions(text -> text.contains("Jan"))));
    assertThat(topic()).extracting(Rows.Topic::item).containsExactly("0a");
    clock.advance(Duration.ofDays(31));
    letGo();

    assertThat(topic()).isEmpty();
  }

  @Test
  void findsWhoStandsHalfInATextAndHalfBehindAToken() {
    journal.commit(
        new Entry.Received("0a", 1, new ItemIdentity("box", "k", "f".repeat(64)), 1),
        new Entry.Decided(
            "0a",
            "invoice",
            null,
            0.9,
            false,
            "local",
            "1",
            Basis.ANSWER,
            VERSION,
            1,
            List.of("file"),
            Usage.NONE,
            "PL",
            new ItemTexts(
                "",
                "",
                "",
                Map.of(),
                "from Xenodia ⟦NAME·k7f2xq·1⟧",
                Map.of("⟦NAME·k7f2xq·1⟧", "Zawadzka"))));

    assertThat(journal.view().mentions(text -> text.contains("Xenodia Zawadzka")).items())
        .containsExactly("0a");
  }

  @Test
  void letsTextsGoFirstAndEverythingElseLater() {
    item("0a", "Anna");
    ended("0a");
    item("0b", "Jan");
    clock.advance(Duration.ofDays(31));

    assertThat(letGo())
        .extracting(Rows.Retainable::texts, Rows.Retainable::facts)
        .containsExactly(1L, 0L);
    assertThat(journal.view().texts("0a")).isEqualTo(ItemTexts.NONE);
    assertThat(journal.view().textsGone("0a")).isTrue();
    assertThat(journal.view().effect("e0a").orElseThrow().description()).isNull();
    assertThat(journal.view().texts("0b").sender()).as("it has no end yet").isEqualTo("Jan");
    assertThat(journal.view().item("0a").orElseThrow().category()).isEqualTo("invoice");

    clock.advance(Duration.ofDays(30));
    Rows.Retainable second = letGo();

    assertThat(second.facts()).isEqualTo(8);
    assertThat(journal.view().item("0a")).isEmpty();
    assertThat(journal.view().effects("0a")).isEmpty();
    assertThat(journal.view().knows("0a")).isTrue();
    assertThat(journal.view().pruned()).isEqualTo(1);
    assertThat(journal.view().item("0b")).isPresent();
    assertThat(journal.view().firstBrokenLink()).isEmpty();
    List<String> places = new ArrayList<>();
    journal.view().eachFrom("box", identity -> places.add(identity.key()));
    assertThat(places).containsExactly("k-0a", "k-0b");
    assertThat(journal.view().lastRetention()).contains(new Rows.Retention(clock.instant(), 0, 8));
  }

  @Test
  void goesOnWithItsChainThroughManyRetentionsAndStarts() {
    for (int month = 0; month < 14; month++) {
      item("0" + Integer.toHexString(month), "Anna");
      ended("0" + Integer.toHexString(month));
      clock.advance(Duration.ofDays(30));
      letGo();
      assertThat(journal.view().firstBrokenLink()).as("month %d", month).isEmpty();
      journal.close();
      journal = SqliteJournal.open(state, "acme", Keyring.ofFolder(state), clock);
      journal.commit(new Entry.Started(VERSION, "{}", "1", Mode.OBSERVE, "local", "1"));
    }
    assertThat(journal.view().starts()).isEqualTo(15);
    assertThat(journal.view().facts(0, 1).getFirst().seq()).isGreaterThan(50);
    assertThat(journal.view().pruned()).isEqualTo(12);
    for (int month = 0; month < 14; month++) {
      assertThat(journal.view().knows("0" + Integer.toHexString(month))).isTrue();
    }
  }

  @Test
  void keepsTheLastRunSoThatNumbersGoOn() {
    journal.commit(new Entry.RunStarted(1, NOON, Mode.OBSERVE, VERSION));
    journal.commit(new Entry.RunEnded(1, RunState.COMPLETED, RunSums.NONE, 0, ""));
    journal.commit(new Entry.RunStarted(2, NOON, Mode.OBSERVE, VERSION));
    journal.commit(new Entry.RunEnded(2, RunState.COMPLETED, RunSums.NONE, 0, ""));
    journal.commit(new Entry.RunDue(NOON), new Entry.RunMissed(NOON, "off"));
    journal.commit(new Entry.AlertRaised("old", Priority.P2, "c", "d"));
    journal.commit(new Entry.AlertRaised("still", Priority.P2, "c", "d"));
    journal.commit(new Entry.AlertResolved("old"));
    clock.advance(Duration.ofDays(90));
    letGo();

    assertThat(journal.view().runs()).extracting(Rows.Run::id).containsExactly(2L);
    assertThat(journal.view().due(DueState.MISSED)).hasSize(1);
    assertThat(journal.view().alerts()).extracting(Rows.Alert::key).containsExactly("still");
  }

  @Test
  void noticesWhoeverMovesTheAnchor() throws SQLException {
    for (int i = 0; i < 5; i++) {
      item("0" + i, "Anna");
      ended("0" + i);
      clock.advance(Duration.ofDays(40));
    }
    letGo();
    assertThat(journal.view().firstBrokenLink()).isEmpty();
    long first = journal.view().facts(0, 1).getFirst().seq();

    change(
        "update anchor set seq = "
            + first
            + ", hash = (select hash from fact where seq = "
            + first
            + ")");
    change("delete from fact where seq <= " + first);

    assertThat(journal.view().firstBrokenLink()).contains(first + 1);
  }

  @Test
  void noticesFactsThatWereCutOffBehindTheAnchor() throws SQLException {
    item("0a", "Anna");
    ended("0a");
    clock.advance(Duration.ofDays(61));
    item("0b", "Jan");
    letGo();
    change("delete from fact where seq = (select min(seq) from fact)");

    assertThat(journal.view().firstBrokenLink()).isPresent();
  }

  @Test
  void emptiesWhatASentenceToTheAgentSaid() {
    long id = SqliteJournal.say(state, "verdict", "0a", "approve", "anna", clock.instant());
    journal.commit(new Entry.InboxConsumed(id, "accepted"));
    clock.advance(Duration.ofDays(31));
    letGo();
    assertThat(column("select subject || by from inbox")).isEmpty();
    assertThat(journal.view().inboxResult(id)).contains("accepted");
  }

  private String column(String query) {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + state.resolve(SqliteJournal.FILE));
        Statement statement = other.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + state.resolve(SqliteJournal.FILE));
        Statement statement = other.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void erasesWhatMentionsSomebodyAndNothingElse() {
    item("0a", "Anna Nowak");
    item("0b", "Jan");
    ended("0a");
    Mentions mentions = journal.view().mentions(words -> words.contains("Anna"));
    assertThat(mentions.items()).containsExactly("0a");

    journal.commit(new Entry.Erased(mentions));

    assertThat(journal.view().texts("0a")).isEqualTo(ItemTexts.NONE);
    assertThat(journal.view().effect("e0a").orElseThrow().description()).isNull();
    assertThat(journal.view().texts("0b").sender()).isEqualTo("Jan");
    assertThat(journal.view().firstBrokenLink()).isEmpty();
    assertThat(journal.view().mentions(words -> words.contains("Anna")).items()).isEmpty();
    assertThat(journal.view().facts(0, 100).getLast().body()).isEqualTo("{\"items\":[\"0a\"]}");
  }

  @Test
  void erasesThePlaceOfAnItemThatIsGoneFromTheJournal() {
    item("0a", "x");
    ended("0a");
    clock.advance(Duration.ofDays(61));
    letGo();

    Mentions mentions = journal.view().mentions(words -> words.equals("k-0a"));
    assertThat(mentions.places()).containsExactly("0a");
    journal.commit(new Entry.Erased(mentions));

    List<String> places = new ArrayList<>();
    journal.view().eachFrom("box", identity -> places.add(identity.key()));
    assertThat(places).isEmpty();
    assertThat(journal.view().knows("0a")).isTrue();
  }
}
