package pl.automateforge.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.ManualClock;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.privacy.sealing.KeyException;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.privacy.sealing.TextKey;
import pl.automateforge.agent.source.ItemIdentity;

class SealedJournalTests {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String VERSION = "a".repeat(64);
  private static final TextKey ONE = TextKey.of("one ".repeat(8));
  private static final TextKey OTHER = TextKey.of("two ".repeat(8));
  private static final int MARKERS = 50;

  @TempDir Path state;
  private final ManualClock clock = new ManualClock(NOON);

  private SqliteJournal open(TextKey... keys) {
    return SqliteJournal.open(state, "acme", Keyring.of(keys), clock);
  }

  private static String marker(int i) {
    return "Marker" + i + "Mark";
  }

  private static ItemTexts texts(String marker) {
    return new ItemTexts(
        marker + " <" + marker + "@acme.example>",
        "about " + marker,
        marker + " wants it",
        Map.of("who", marker),
        marker + " wrote: " + "a long text ".repeat(400) + marker,
        Map.of("⟦EMAIL·k7f2·1⟧", marker + "@acme.example"));
  }

  private static List<Entry> item(String id, ItemTexts texts) {
    return List.of(
        new Entry.Received(id, 1, new ItemIdentity("folder", "7", "f".repeat(64)), 120),
        new Entry.Decided(
            id,
            "invoice",
            null,
            0.93,
            false,
            "local",
            "1",
            Basis.ANSWER,
            VERSION,
            2,
            List.of("file"),
            new Usage(9, 6, 0, 0, new Cost(new BigDecimal("0.0024")), "r"),
            "PL",
            texts),
        new Entry.WouldDo("e" + id, id, "file", EffectClass.A, VERSION, "tell " + texts.sender()));
  }

  private boolean liesPlainly(String marker) throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(marker)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void writesNoTextPlainlyAndReadsItBack() throws IOException {
    try (SqliteJournal journal = open(ONE)) {
      for (int i = 0; i < MARKERS; i++) {
        String id = "0a" + i;
        String marker = marker(i);
        journal.commit(item(id, texts(marker)));
        journal.commit(
            new Entry.Held(id, NOON, 1, "550 no such user " + marker + "@acme.example"),
            new Entry.Intent("i" + id, id, "mail", EffectClass.D, Mode.PRODUCTION, VERSION, 1),
            new Entry.Ambiguous("i" + id, id, "lost while sending about " + marker),
            new Entry.Waiting(id, "the server said: " + marker + " is unknown"),
            new Entry.AlertRaised(
                "k" + i, Priority.P2, "it failed", "cannot reach " + marker + "@acme.example"));
      }
      for (int i = 0; i < MARKERS; i++) {
        assertThat(liesPlainly(marker(i))).as("while open, marker %d", i).isFalse();
        assertThat(journal.view().texts("0a" + i)).isEqualTo(texts(marker(i)));
        assertThat(journal.view().effect("e0a" + i).orElseThrow().description())
            .isEqualTo("tell " + texts(marker(i)).sender());
      }
    }
    for (int i = 0; i < MARKERS; i++) {
      assertThat(liesPlainly(marker(i))).as("once closed, marker %d", i).isFalse();
    }
    try (JournalView sealed = SqliteView.open(state)) {
      assertThat(sealed.sealed()).isTrue();
      assertThat(sealed.texts("0a1")).isEqualTo(ItemTexts.NONE);
      assertThat(sealed.effect("e0a1").orElseThrow().description()).isNull();
      assertThat(sealed.item("0a1").orElseThrow().why())
          .isEqualTo("the server said: […] is unknown");
    }
  }

  @Test
  void refusesToStartUnderAnotherKeyAndNamesBoth() {
    try (SqliteJournal journal = open(ONE)) {
      journal.commit(item("0a", texts("Anna")));
    }

    assertThatThrownBy(() -> open(OTHER))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("sealed by the key " + ONE.fingerprint())
        .hasMessageContaining("at hand: " + OTHER.fingerprint())
        .hasMessageContaining("bind privacy.key to what it was bound to");
    try (SqliteJournal journal = open(ONE)) {
      assertThat(journal.view().texts("0a")).isEqualTo(texts("Anna"));
    }
  }

  @Test
  void sealsAgainUnderTheFirstKeyWhatLiesUnderAnotherAtHand() {
    try (SqliteJournal journal = open(ONE)) {
      for (int i = 0; i < 1_100; i++) {
        journal.commit(item("0a" + i, new ItemTexts("s" + i, "", "", Map.of(), "")));
      }
    }
    try (SqliteJournal journal = open(OTHER, ONE)) {
      assertThat(journal.view().sealingKeys()).containsExactly(OTHER.fingerprint());
    }
    try (SqliteJournal journal = open(OTHER)) {
      for (int i = 0; i < 1_100; i++) {
        assertThat(journal.view().texts("0a" + i).sender()).isEqualTo("s" + i);
      }
      assertThat(journal.view().effect("e0a7").orElseThrow().description()).isEqualTo("tell s7");
      assertThat(journal.view().firstBrokenLink()).isEmpty();
    }
    assertThatThrownBy(() -> open(ONE)).isInstanceOf(KeyException.class);
  }

  @Test
  void goesOnWithAnotherKeyWhereNoTextIsLeftUnderTheOldOne() throws SQLException {
    open(ONE).close();
    try (SqliteJournal journal = open(OTHER)) {
      journal.commit(item("0a", texts("Anna")));
      assertThat(journal.view().sealed()).isFalse();
    }
  }

  @Test
  void endsALaterSealingThatACrashCutShort() throws SQLException {
    try (SqliteJournal journal = open(ONE)) {
      journal.commit(item("0a", texts("Anna")));
    }
    try (SqliteJournal journal = open(OTHER, ONE)) {
      journal.commit(item("0b", texts("Jan")));
    }
    // As after a crash between two pieces: some texts lie under one key, some under the other.
    change(
        "update meta set value = '"
            + ONE.fingerprint()
            + ","
            + OTHER.fingerprint()
            + "'"
            + " where name = 'sealing'");

    assertThatThrownBy(() -> open(ONE)).hasMessageContaining(OTHER.fingerprint());
    try (SqliteJournal journal = open(ONE, OTHER)) {
      assertThat(journal.view().texts("0a")).isEqualTo(texts("Anna"));
      assertThat(journal.view().texts("0b")).isEqualTo(texts("Jan"));
      assertThat(journal.view().sealingKeys()).containsExactly(ONE.fingerprint());
    }
  }

  @Test
  void noticesTextsThatWereSwapped() throws SQLException {
    try (SqliteJournal journal = open(ONE)) {
      journal.commit(item("0a", texts("Anna")));
      journal.commit(item("0b", texts("Jan")));
      change(
          "update item_text set sealed = (select sealed from item_text where item = '0b')"
              + " where item = '0a'");

      assertThatThrownBy(() -> journal.view().texts("0a"))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("the sealed text of item 0a was changed, or belongs to another");
      assertThat(journal.view().texts("0b")).isEqualTo(texts("Jan"));
    }
  }

  @Test
  void takesWordsWithoutAnyKeyAndSealsNothing() {
    try (SqliteJournal journal = open(ONE)) {
      journal.commit(item("0a", texts("Anna")));
    }
    try (SqliteJournal journal = SqliteJournal.open(state, "acme", Keyring.NONE, clock)) {
      journal.commit(new Entry.Completed("0a", Outcome.DONE, "a person dismissed it"));
      assertThatThrownBy(() -> journal.commit(item("0b", texts("Jan"))))
          .hasMessageContaining("there is no key to seal texts with");
      assertThat(journal.view().knows("0b")).isFalse();
    }
    try (SqliteJournal journal = open(ONE)) {
      assertThat(journal.view().texts("0a")).isEqualTo(texts("Anna"));
      assertThat(journal.view().firstBrokenLink()).isEmpty();
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + state.resolve(SqliteJournal.FILE));
        Statement statement = other.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private void journalOfFormatOne() throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(
                SealedJournalTests.class.getResourceAsStream("journal-format-1.db.gz")))) {
      Files.copy(in, state.resolve(SqliteJournal.FILE));
    }
  }

  @Test
  void sealsAJournalOfBeforeAndLeavesNoTraceOfItsTexts() throws IOException {
    journalOfFormatOne();
    assertThat(liesPlainly("Marker-Text-7")).isTrue();

    try (SqliteJournal journal = open(ONE)) {
      assertThat(liesPlainly("Marker-")).as("while open").isFalse();
      wholeAndSealed(journal.view());
      journal.commit(item("ff", texts("Anna")));
      assertThat(journal.view().firstBrokenLink()).isEmpty();
    }
    assertThat(liesPlainly("Marker-")).as("once closed").isFalse();
    assertThatThrownBy(() -> open(OTHER)).isInstanceOf(KeyException.class);
  }

  private static void wholeAndSealed(JournalView view) {
    List<ItemRow> rows = new ArrayList<>();
    view.eachItem(rows::add);
    assertThat(rows).hasSize(40);
    for (int i = 0; i < rows.size(); i++) {
      String id = rows.get(i).id();
      ItemTexts texts = view.texts(id);
      assertThat(rows.get(i).key()).isEqualTo("mail-" + i + ".eml");
      assertThat(texts.sender())
          .isEqualTo("Marker-Sender-" + i + " <marker" + i + "@acme.example>");
      assertThat(texts.subject()).isEqualTo("Marker-Subject-" + i);
      assertThat(texts.fields()).containsEntry("who", "Marker-Field-" + i);
      assertThat(texts.text()).startsWith("Marker-Text-" + i + " ");
      assertThat(view.effects(id).getFirst().description()).isEqualTo("Marker-Description-" + i);
    }
    assertThat(view.firstBrokenLink()).isEmpty();
    assertThat(view.waiting()).hasSize(14);
  }

  @Test
  void leavesAJournalOfBeforeWholeWhereSealingItIsCutShort() throws Exception {
    journalOfFormatOne();
    Path file = state.resolve(SqliteJournal.FILE);
    Path image = Files.createDirectory(state.resolve("image"));
    int[] left = {25};
    SealedTexts dying =
        new SealedTexts(Keyring.of(ONE)) {
          @Override
          byte[] texts(String item, ItemTexts texts) {
            if (left[0]-- == 0) {
              copy(image);
              throw new Died();
            }
            return super.texts(item, texts);
          }
        };
    try (Connection connection = SqliteJournal.connect(file, false)) {
      assertThatThrownBy(() -> new Migrations(connection, file, dying).run())
          .isInstanceOf(Died.class);
    }

    try (SqliteJournal journal = open(ONE)) {
      wholeAndSealed(journal.view());
    }
    try (SqliteJournal copied = SqliteJournal.open(image, "acme", Keyring.of(ONE), clock)) {
      wholeAndSealed(copied.view());
    }
    assertThat(liesPlainly("Marker-")).isFalse();
  }

  private static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void copy(Path to) {
    try {
      for (String name : List.of(SqliteJournal.FILE, SqliteJournal.FILE + "-wal")) {
        Files.copy(state.resolve(name), to.resolve(name));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void readsAJournalOfBeforeOnlyOnceItsAgentBroughtItHere() throws IOException {
    journalOfFormatOne();

    assertThatThrownBy(() -> SqliteView.open(state))
        .hasMessageContaining("has format 1, this release reads " + Migrations.FORMAT)
        .hasMessageContaining("let its agent run once");
    assertThatThrownBy(() -> SqliteJournal.open(state, "acme", Keyring.NONE, clock))
        .hasMessageContaining("let its agent run once");
  }
}
