package pl.automateforge.agent.source.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.TestData;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;

/** What only an mbox does. */
class MboxTests {
  private static final String FROM = "From a@acme.example Sun Nov 22 10:00:00 2026\n";
  private static final Source.Known NOTHING = identity -> false;

  @TempDir Path folder;

  @Test
  void splitsMessagesAndUnquotesTheirFromLines() throws IOException {
    String mbox =
        FROM
            + "Subject: a\n\nFrom the start\n>From here\n>>From there\n>Fromage\n\n"
            + FROM
            + "Subject: b\n\n\n\n"
            + FROM
            + "Subject: c\n\nno line end";
    assertThat(texts(mbox))
        .containsExactly(
            "Subject: a\n\nFrom the start\nFrom here\n>From there\n>Fromage\n",
            "Subject: b\n\n\n",
            "Subject: c\n\nno line end");
  }

  @Test
  void readsCarriageReturnsToo() throws IOException {
    String mbox =
        (FROM + "Subject: a\n\nx\n>From y\n\n" + FROM + "Subject: b\n\n").replace("\n", "\r\n");
    assertThat(texts(mbox)).containsExactly("Subject: a\r\n\r\nx\r\nFrom y\r\n", "Subject: b\r\n");
  }

  @Test
  void splitsOnlyAfterAnEmptyLineAndBeforeADate() throws IOException {
    String mbox =
        FROM
            + "Subject: a\n\ntext\n"
            + FROM
            + "\nFrom now on\n\nFrom Monday Nov at noon\n\nFrom "
            + "x".repeat(400)
            + " Sun Nov 22 10:00:00 2026\nend\n";
    assertThat(texts(mbox)).hasSize(1);
  }

  @Test
  void passesOnLinesOfAnyLength() throws IOException {
    String line = "0123456789".repeat(20_000);
    String mbox = FROM + "Subject: a\n\n>From " + line + "\n" + line + "\n\n" + FROM + "b\n";
    assertThat(texts(mbox))
        .containsExactly("Subject: a\n\nFrom " + line + "\n" + line + "\n", "b\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From a@b.example Sun Nov 22 10:00:00 2026",
        "From - Sun Nov  2 10:00 2026",
        "From MAILER-DAEMON Fri Jul  8 12:08:34 2011",
        "From 1234567@xxx Mon Jan 01 00:00:00 +0000 2024",
        "From bob@example Thu, 1 Jan 2015 00:00:01 +0100 (CET)",
        "From \"a b\"@c.example  Tue Feb 29 23:59:60 CET 2028"
      })
  void knowsTheDatesThatMailProgramsWrite(String line) {
    assertThat(FromLine.date(line.getBytes(ISO_8859_1), line.length())).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From here to Sunday",
        "From Mon to Sun we are open at 10:00",
        "From a@b Sun Feb 31 10:00:00 2026",
        "From a@b Sun Nov 22 30:00:00 2026",
        "from a@b Sun Nov 22 10:00:00 2026",
        "From: a@b Sun Nov 22 10:00:00 2026"
      })
  void takesOtherLinesForText(String line) {
    assertThat(FromLine.date(line.getBytes(ISO_8859_1), line.length())).isNull();
  }

  @Test
  void readsTheZoneOfADate() {
    String line = "From 1234567@xxx Mon Jan 01 01:30:00 +0100 2024";
    assertThat(FromLine.date(line.getBytes(ISO_8859_1), line.length()))
        .isEqualTo(Instant.parse("2024-01-01T00:30:00Z"));
  }

  @Test
  void takesTwoEqualMessagesForTwoItemsAndRenamesNoneOnDeletion() throws IOException {
    String same = FROM + "Subject: same\n\nx\n\n";
    String other = FROM + "Subject: other\n\ny\n\n";
    Path mbox = write(same + other + same);
    try (Source source = source(mbox, null)) {
      List<ItemIdentity> before = identities(source.fetch(Cursor.START, NOTHING, 10));
      assertThat(new HashSet<>(before)).hasSize(3);
      write(other + same);
      List<ItemIdentity> after = identities(source.fetch(Cursor.START, NOTHING, 10));
      assertThat(after).containsExactly(before.get(1), before.getFirst());
      write(other + same + FROM + "Subject: appended\n\nz\n");
      Set<ItemIdentity> known = Set.copyOf(before);
      assertThat(source.fetch(Cursor.START, known::contains, 10).items()).hasSize(1);
    }
  }

  @Test
  void readsAnItemThatWasFetchedBeforeMailWasAppended() throws IOException {
    Path mbox = write(FROM + "Subject: a\n\nx\n");
    try (Source source = source(mbox, null)) {
      SourceItem item = source.fetch(Cursor.START, NOTHING, 10).items().getFirst();
      write(FROM + "Subject: new\n\n\n" + FROM + "Subject: a\n\nx\n");
      assertThat(new String(item.raw().read(100), ISO_8859_1)).isEqualTo("Subject: a\n\nx\n");
    }
  }

  @Test
  void leavesOldMessagesOutOfTheFirstRun() throws IOException {
    Path mbox =
        write(
            "From a@b Sun Nov 15 10:00:00 2026\nSubject: old\n\n\n" + FROM + "Subject: new\n\n\n");
    var clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    try (Source source = new FolderSource(mbox, Duration.ofDays(3), clock, FolderLimits.DEFAULT)) {
      Source.Batch batch = source.fetch(Cursor.START, NOTHING, 10);
      assertThat(batch.items()).hasSize(1);
      assertThat(batch.skipped()).hasSize(1);
      assertThat(source.fetch(batch.next(), NOTHING, 10).skipped()).hasSize(1);
    }
  }

  @Test
  void takesAnEmptyFileForAnEmptyMailbox() throws IOException {
    try (Source source = source(write(""), null)) {
      assertThat(source.fetch(Cursor.START, NOTHING, 10).items()).isEmpty();
      assertThat(source.check().detail()).endsWith("an mbox of 0 bytes");
    }
  }

  @Test
  void refusesAFileThatIsNoMbox() throws IOException {
    Path file = write("Subject: one mail\n\ntext\n");
    try (Source source = source(file, null)) {
      assertThat(source.check().detail())
          .isEqualTo("its first line is no 'From ' line with a date");
      assertThatThrownBy(() -> source.fetch(Cursor.START, NOTHING, 10))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "the file " + file + " is no mbox: its first line is no 'From ' line with a date");
    }
  }

  @Test
  void boundsTheNumberOfMessages() throws IOException {
    Path mbox = write((FROM + "Subject: x\n\n\n").repeat(4));
    var limits = new FolderLimits(3, 1, 1, 1);
    try (Source source = source(mbox, limits)) {
      assertThatThrownBy(() -> source.fetch(Cursor.START, NOTHING, 10))
          .hasMessage("the mbox " + mbox + " holds more than 3 messages; split it");
    }
  }

  @Test
  void readsRealMailboxes() throws IOException {
    Path mailboxes = TestData.shared("mail/mime4j/mbox").orElse(null);
    Assumptions.assumeTrue(mailboxes != null, "shared/data/mail is not here");
    // the parts that mbox.rlug-0 and so on hold are the messages of mbox.rlug, unquoted
    try (Source source = source(mailboxes.resolve("mbox.rlug").toAbsolutePath(), null)) {
      List<SourceItem> items = source.fetch(Cursor.START, NOTHING, 100).items();
      List<String> texts = new ArrayList<>();
      for (SourceItem item : items) {
        texts.add(new String(item.raw().read(1_000_000), ISO_8859_1).strip());
      }
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        expected.add(Files.readString(mailboxes.resolve("mbox.rlug-" + i), ISO_8859_1).strip());
      }
      assertThat(texts).containsExactlyElementsOf(expected);
    }
  }

  private List<String> texts(String mbox) throws IOException {
    try (Source source = source(write(mbox), null)) {
      List<String> texts = new ArrayList<>();
      for (SourceItem item : source.fetch(Cursor.START, NOTHING, 100).items()) {
        texts.add(new String(item.raw().read(Integer.MAX_VALUE), ISO_8859_1));
      }
      return texts;
    }
  }

  private static Source source(Path mbox, @Nullable FolderLimits limits) {
    return new FolderSource(
        mbox, null, Clock.systemUTC(), limits == null ? FolderLimits.DEFAULT : limits);
  }

  private static List<ItemIdentity> identities(Source.Batch batch) {
    return batch.items().stream().map(SourceItem::identity).toList();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("inbox.mbox"), text, ISO_8859_1);
  }
}
