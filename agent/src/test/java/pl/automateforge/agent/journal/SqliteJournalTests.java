package pl.automateforge.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.ManualClock;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.source.ItemIdentity;

class SqliteJournalTests {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String VERSION = "a".repeat(64);

  @TempDir Path state;
  private final ManualClock clock = new ManualClock(NOON);
  private SqliteJournal journal;

  @BeforeEach
  void open() {
    journal = SqliteJournal.open(state, "acme", Keyring.ofFolder(state), clock);
  }

  @org.junit.jupiter.api.AfterEach
  void close() {
    journal.close();
  }

  private static Entry.Received received(String item, long run) {
    return new Entry.Received(
        item, run, new ItemIdentity("folder", item + ".eml", "f".repeat(64)), 120);
  }

  private static Entry.Decided decided(String item) {
    return new Entry.Decided(
        item,
        "invoice",
        null,
        0.93,
        false,
        "anthropic:claude-sonnet-5-5",
        "1",
        Basis.ANSWER,
        VERSION,
        2,
        List.of("file"),
        new Usage(900, 60, 0, 0, new Cost(new BigDecimal("0.0024")), "req_1"),
        "PL",
        new ItemTexts(
            "Anna <anna@acme.example>", "Faktura 7", "vat", Map.of("a", "b"), "Dzień dobry"));
  }

  private static Entry.Intent intent(String effect, String item) {
    return new Entry.Intent(effect, item, "file", EffectClass.A, Mode.PRODUCTION, VERSION, 1);
  }

  @Test
  void keepsAnItemFromReceiptToCompletion() {
    journal.commit(new Entry.RunStarted(1, NOON, Mode.PRODUCTION, VERSION));
    journal.commit(received("0a", 1), new Entry.CursorMoved("c1"));
    journal.commit(decided("0a"), intent("e1", "0a"));
    journal.commit(
        new Entry.Done("e1", "0a", "line 1"), new Entry.Completed("0a", Outcome.DONE, ""));

    ItemRow item = journal.view().item("0a").orElseThrow();
    assertThat(item.state()).isEqualTo(ItemState.COMPLETED);
    assertThat(item.outcome()).isEqualTo(Outcome.DONE);
    assertThat(item.category()).isEqualTo("invoice");
    assertThat(item.tokens()).isEqualTo(960);
    assertThat(item.costNanos()).isEqualTo(2_400_000);
    assertThat(item.key()).isEqualTo("0a.eml");
    assertThat(journal.view().texts("0a").fields()).containsEntry("a", "b");
    assertThat(journal.view().effects("0a"))
        .singleElement()
        .satisfies(e -> assertThat(e.state()).isEqualTo(EffectState.DONE))
        .satisfies(e -> assertThat(e.receipt()).isEqualTo("line 1"));
    assertThat(journal.view().cursor()).contains("c1");
    assertThat(journal.view().count(1)).isEqualTo(new RunSums(1, 1, 0, 0, 0, 0));
    assertThat(journal.view().spending())
        .singleElement()
        .satisfies(s -> assertThat(s.costNanos()).isEqualTo(2_400_000));
  }

  @Test
  void numbersFactsDenselyAndChainsThem() {
    journal.commit(received("0a", 1), received("0b", 1), new Entry.CursorMoved("x"));
    journal.commit(decided("0a"));

    assertThat(journal.view().facts(0, 10))
        .extracting(Rows.FactRow::seq)
        .containsExactly(1L, 2L, 3L);
    assertThat(journal.view().firstBrokenLink()).isEmpty();
  }

  @Test
  void noticesAChangedFact() throws SQLException {
    journal.commit(received("0a", 1), received("0b", 1), received("0c", 1));
    change("update fact set body = '{}' where seq = 2");

    assertThat(journal.view().firstBrokenLink()).contains(2L);
  }

  @Test
  void noticesARemovedFact() throws SQLException {
    journal.commit(received("0a", 1), received("0b", 1), received("0c", 1));
    change("delete from fact where seq = 2");

    assertThat(journal.view().firstBrokenLink()).contains(3L);
  }

  @Test
  void noticesFactsThatWereCutOffAtTheEnd() throws SQLException {
    journal.commit(received("0a", 1), received("0b", 1), received("0c", 1));
    change("delete from fact where seq > 1");

    assertThat(journal.view().firstBrokenLink()).contains(2L);
  }

  @Test
  void liesWholeInOneFileOnceClosed() throws IOException {
    journal.commit(received("0a", 1));
    journal.close();
    Path copy = Files.createDirectory(state.resolve("copy"));
    Files.copy(state.resolve(SqliteJournal.FILE), copy.resolve(SqliteJournal.FILE));
    try (JournalView view = SqliteView.open(copy)) {
      assertThat(view.knows("0a")).isTrue();
    }
    journal = SqliteJournal.open(state, "acme", Keyring.ofFolder(state), clock);
  }

  @Test
  void refusesAFileThatHoldsNoJournalInsteadOfBeginningAnew() throws IOException {
    Path copy = Files.createDirectory(state.resolve("copy"));
    journal.commit(received("0a", 1));
    Files.copy(state.resolve(SqliteJournal.FILE), copy.resolve(SqliteJournal.FILE));

    assertThatThrownBy(() -> SqliteJournal.open(copy, "acme", Keyring.ofFolder(copy), clock))
        .hasMessageContaining("was it copied without its journal.db-wal?");
    assertThatThrownBy(() -> SqliteView.open(copy)).hasMessageContaining("holds no journal");
  }

  private void change(String sql) throws SQLException {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + state.resolve(SqliteJournal.FILE));
        Statement statement = other.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static final String MARK = "Anna Nowak <anna@acme.example>";

  /** One fact of each kind that carries words from outside, each with the mark in every word. */
  private static List<Entry> marked() {
    Instant later = NOON.plusSeconds(60);
    return List.of(
        new Entry.Received("0a", 1, new ItemIdentity(MARK, MARK, "f".repeat(64)), 1),
        new Entry.Skipped("0b", 1, new ItemIdentity(MARK, MARK, "e".repeat(64)), "since"),
        new Entry.RunMissed(NOON, MARK),
        new Entry.RunStarted(1, NOON, Mode.OBSERVE, VERSION),
        new Entry.RunEnded(1, RunState.FAILED, RunSums.NONE, 0, MARK),
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
            new ItemTexts(MARK, MARK, MARK, Map.of("summary", MARK), MARK)),
        new Entry.Waiting("0a", MARK),
        new Entry.Held("0a", later, 1, MARK),
        new Entry.Verdict("0a", "invoice", MARK, List.of(), 1, true),
        new Entry.Completed("0a", Outcome.DONE, MARK),
        intent("e1", "0a"),
        new Entry.Done("e1", "0a", MARK),
        new Entry.Failed("e1", "0a", true, MARK),
        new Entry.Ambiguous("e1", "0a", MARK),
        new Entry.Settled("e1", "0a", "sent", MARK),
        new Entry.WouldDo("e2", "0a", "file", EffectClass.A, VERSION, MARK),
        new Entry.AlertRaised("source", Priority.P1, MARK, MARK));
  }

  @Test
  void holdsNoPersonalDataInFacts() {
    journal.commit(marked());

    assertThat(journal.view().facts(0, 100))
        .hasSize(marked().size())
        .allSatisfy(fact -> assertThat(fact.toString()).doesNotContain("Anna", "anna@"));
  }

  @Test
  void forcesEveryCommitToDisk() throws SQLException {
    try (Connection connection = SqliteJournal.connect(state.resolve(SqliteJournal.FILE), false);
        Statement statement = connection.createStatement()) {
      assertThat(pragma(statement, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(statement, "synchronous")).as("2 is FULL").isEqualTo("2");
    }
  }

  private static String pragma(Statement statement, String name) throws SQLException {
    try (java.sql.ResultSet rows = statement.executeQuery("pragma " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void showsOneStateOfTheJournalThroughoutASnapshot() {
    journal.commit(received("0a", 1));
    journal
        .view()
        .snapshot(() -> {
          assertThat(journal.view().states()).containsEntry(ItemState.RECEIVED, 1L);
          journal.commit(received("0b", 1));
          assertThat(journal.view().states()).containsEntry(ItemState.RECEIVED, 1L);
        });
    assertThat(journal.view().states()).containsEntry(ItemState.RECEIVED, 2L);
  }

  @Test
  void keepsItsChainWhenTextsAreErased() throws SQLException {
    journal.commit(received("0a", 1));
    journal.commit(decided("0a"));
    change("update item_text set sealed = null, key = ''");

    assertThat(journal.view().firstBrokenLink()).isEmpty();
    assertThat(journal.view().texts("0a").sender()).isEmpty();
  }

  @Test
  void writesAllEntriesOfACommitOrNone() {
    journal.commit(received("0a", 1));

    assertThatThrownBy(() -> journal.commit(received("0b", 1), received("0a", 1)))
        .isInstanceOf(JournalException.class);
    assertThat(journal.view().knows("0b")).isFalse();
    journal.commit(received("0c", 1));
    assertThat(journal.view().firstBrokenLink()).isEmpty();
    assertThat(journal.view().facts(0, 10)).hasSize(2);
  }

  @Test
  void letsOthersThroughWhenOneCommitOfManyIsWrong() throws Exception {
    journal.commit(received("00", 1));
    List<Future<?>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 200; i++) {
        String item = i % 10 == 0 ? "00" : Integer.toHexString(0x1000 + i);
        futures.add(threads.submit(() -> journal.commit(received(item, 1))));
      }
    }
    long failed = futures.stream().filter(f -> f.state() == Future.State.FAILED).count();
    assertThat(failed).isEqualTo(20);
    assertThat(journal.view().count(1).taken()).isEqualTo(181);
    assertThat(journal.view().firstBrokenLink()).isEmpty();
  }

  @Test
  void goesOnWithTheChainWhenOpenedAgain() {
    journal.commit(received("0a", 1));
    journal.close();
    journal = SqliteJournal.open(state, "acme", Keyring.ofFolder(state), clock);
    journal.commit(received("0b", 1));

    assertThat(journal.view().firstBrokenLink()).isEmpty();
    assertThat(journal.view().facts(1, 10)).hasSize(1);
  }

  @Test
  void refusesTheJournalOfAnotherAgent() {
    journal.close();
    assertThatThrownBy(() -> SqliteJournal.open(state, "other", Keyring.ofFolder(state), clock))
        .hasMessageContaining("belongs to the agent acme, not to other");
    journal = SqliteJournal.open(state, "acme", Keyring.ofFolder(state), clock);
  }

  @Test
  void refusesAJournalOfANewerRelease() throws SQLException {
    journal.close();
    change("pragma user_version = 99");
    assertThatThrownBy(() -> SqliteJournal.open(state, "acme", Keyring.ofFolder(state), clock))
        .hasMessageContaining("format 99");
    change("pragma user_version = " + Migrations.FORMAT);
    journal = SqliteJournal.open(state, "acme", Keyring.ofFolder(state), clock);
  }

  @Test
  void findsWhatARunMayGoOnWith() {
    journal.commit(received("0a", 1), received("0b", 1), received("0c", 1), received("0d", 1));
    journal.commit(new Entry.Held("0b", NOON.plusSeconds(60), 1, "busy"));
    journal.commit(new Entry.Waiting("0c", "risk"));
    journal.commit(new Entry.Completed("0d", Outcome.DONE, ""));

    assertThat(journal.view().resumable(NOON, Mode.PRODUCTION, 0, 10))
        .extracting(ItemRow::id)
        .containsExactly("0a");
    assertThat(journal.view().resumable(NOON.plusSeconds(60), Mode.PRODUCTION, 0, 10))
        .extracting(ItemRow::id)
        .containsExactly("0a", "0b");
    assertThat(journal.view().waiting()).extracting(ItemRow::id).containsExactly("0c");
  }

  @Test
  void tellsTheAgentWhatAnotherProcessSaid() {
    long id = SqliteJournal.say(state, "verdict", "0a", "approve", "anna", NOON);

    assertThat(journal.view().inbox()).extracting(Rows.Inbox::word).containsExactly("approve");
    assertThat(journal.view().inboxResult(id)).isEmpty();
    journal.commit(new Entry.InboxConsumed(id, "accepted"));
    assertThat(journal.view().inbox()).isEmpty();
    assertThat(journal.view().inboxResult(id)).contains("accepted");
  }

  @Test
  void keepsAnUnknownPriceApartFromNumbers() {
    journal.commit(received("0a", 1));
    Entry.Decided known = decided("0a");
    journal.commit(
        new Entry.Decided(
            "0a",
            "invoice",
            null,
            0.9,
            false,
            "anthropic:claude-new",
            "1",
            Basis.ANSWER,
            VERSION,
            2,
            List.of(),
            new Usage(900, 60, 0, 0, Cost.UNKNOWN, null),
            "PL",
            known.texts()));

    assertThat(journal.view().item("0a").orElseThrow().costNanos()).isNull();
    assertThat(journal.view().spending())
        .singleElement()
        .satisfies(s -> assertThat(s.unpriced()).isEqualTo(1));
  }

  @Test
  void recordsTheTimeOfTheInjectedClock() {
    clock.advance(Duration.ofHours(2));
    journal.commit(received("0a", 1));
    assertThat(journal.view().facts(0, 1).getFirst().at()).isEqualTo(NOON.plusSeconds(7200));
  }
}
