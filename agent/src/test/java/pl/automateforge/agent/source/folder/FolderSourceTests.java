package pl.automateforge.agent.source.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;

/** What only a folder of files does. */
class FolderSourceTests {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Source.Known NOTHING = identity -> false;

  @TempDir Path folder;

  @Test
  void takesEveryEmlFileForExactlyOneItem() throws IOException {
    write("empty.eml", "");
    write("UPPER.EML", "Subject: a\n\nb");
    write("copy.eml", "Subject: a\n\nb");
    write(
        "mbox-like.eml",
        "From a@b Sun Nov 22 10:00:00 2026\nSubject: x\n\nFrom a@b Sun Nov 22 10:00:00 2026\n");
    write("sub/deep/er.eml", "Subject: deep\n\n");
    write("notes.txt", "no mail");
    write("eml", "no mail");
    write("mail.eml.part", "half a mail");
    write(".hidden/lost.eml", "Subject: hidden\n\n");

    assertThat(keys(fetch(source(null))))
        .containsExactlyInAnyOrder(
            "empty.eml", "UPPER.EML", "copy.eml", "mbox-like.eml", "sub/deep/er.eml");
  }

  @Test
  void takesAChangedFileForAnotherItem() throws IOException {
    write("a.eml", "Subject: one\n\n");
    try (Source source = source(null)) {
      ItemIdentity before = fetch(source).items().getFirst().identity();
      write("a.eml", "Subject: two\n\n");
      SourceItem after = source.fetch(new Cursor("all"), before::equals, 10).items().getFirst();
      assertThat(after.identity().key()).isEqualTo(before.key());
      assertThat(after.identity().contentHash()).isNotEqualTo(before.contentHash());
      assertThat(source.find(before)).isNull();
    }
  }

  @Test
  void namesFilesInAnyLanguageAndByAnyBytes() throws IOException {
    write("zażółć gęślą/jaźń 100%.eml", "Subject: x\n\n");
    write("%41.eml", "Subject: y\n\n");
    try (Source source = source(null)) {
      Source.Batch batch = fetch(source);
      assertThat(keys(batch)).containsExactlyInAnyOrder("zażółć gęślą/jaźń 100%.eml", "%41.eml");
      for (SourceItem item : batch.items()) {
        assertThat(source.find(item.identity())).isNotNull();
      }
    }
  }

  @Test
  void leavesLinksThatLeadOutsideAndFollowsThoseToFilesInside(@TempDir Path outside)
      throws IOException {
    Files.writeString(outside.resolve("secret.eml"), "Subject: secret\n\n");
    write("real.eml", "Subject: real\n\n");
    Files.createDirectory(folder.resolve("sub"));
    Files.createSymbolicLink(folder.resolve("out.eml"), outside.resolve("secret.eml"));
    Files.createSymbolicLink(folder.resolve("outside"), outside);
    Files.createSymbolicLink(folder.resolve("sub/loop"), folder);
    Files.createSymbolicLink(folder.resolve("in.eml"), folder.resolve("real.eml"));
    Files.createSymbolicLink(folder.resolve("broken.eml"), folder.resolve("nowhere"));

    try (Source source = source(null)) {
      Source.Batch batch = fetch(source);
      assertThat(keys(batch)).containsExactlyInAnyOrder("real.eml", "in.eml");
      assertThat(batch.problems())
          .containsExactlyInAnyOrder(
              "'broken.eml' is a link that leads nowhere",
              "'out.eml' is a link that leads out of the folder or to a folder, and is not read");
      assertThat(source.check().detail()).contains("2 .eml files, 3 links");
    }
  }

  @Test
  void reportsAnUnreadableFileAndAsksForItAgain() throws IOException {
    write("locked.eml", "Subject: a\n\n");
    write("open.eml", "Subject: b\n\n");
    Set<String> locked = new HashSet<>(Set.of("locked.eml"));
    FileOpener opener =
        file -> {
          if (locked.contains(String.valueOf(file.getFileName()))) {
            throw new AccessDeniedException(file.toString());
          }
          return Files.newByteChannel(file);
        };
    try (Source source = source(opener)) {
      Source.Batch batch = fetch(source);
      assertThat(keys(batch)).containsExactly("open.eml");
      assertThat(batch.problems())
          .containsExactly(
              "'locked.eml' may not be read by this user; it is left for the next run");
      assertThat(source.backlog(batch.next(), known(batch))).isEqualTo(1);
      locked.clear();
      assertThat(keys(source.fetch(batch.next(), known(batch), 10))).containsExactly("locked.eml");
    }
  }

  @Test
  void leavesAFileThatGrowsWhileItIsReadForTheNextRun() throws IOException {
    write("growing.eml", "Subject: a\n\nhalf");
    var growths = new AtomicInteger(1);
    FileOpener opener =
        file -> {
          SeekableByteChannel channel = Files.newByteChannel(file);
          if (growths.getAndDecrement() > 0) {
            Files.writeString(file, " and the rest", StandardOpenOption.APPEND);
          }
          return channel;
        };
    try (Source source = source(opener)) {
      Source.Batch first = fetch(source);
      assertThat(first.items()).isEmpty();
      assertThat(first.problems())
          .containsExactly("'growing.eml' changed while it was read; it is left for the next run");
      SourceItem item = fetch(source).items().getFirst();
      assertThat(new String(item.raw().read(100), UTF_8))
          .isEqualTo("Subject: a\n\nhalf and the rest");
    }
  }

  @Test
  void reportsAFileThatVanishesBetweenListingAndReading() throws IOException {
    write("a.eml", "Subject: a\n\n");
    write("b.eml", "Subject: b\n\n");
    setModified("b.eml", NOW.plusSeconds(60));
    setModified("a.eml", NOW);
    try (Source source = source(null)) {
      Source.Known removesB =
          identity -> {
            try {
              Files.deleteIfExists(folder.resolve("b.eml"));
              return false;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          };
      Source.Batch batch = source.fetch(Cursor.START, removesB, 10);
      assertThat(keys(batch)).containsExactly("a.eml");
      assertThat(batch.problems()).containsExactly("'b.eml' is gone; it is left for the next run");
    }
  }

  @Test
  void refusesBytesOfAnotherContentThanTheIdentitySays() throws IOException {
    write("a.eml", "Subject: one\n\n");
    try (Source source = source(null)) {
      SourceItem item = fetch(source).items().getFirst();
      FileTime modified = Files.getLastModifiedTime(folder.resolve("a.eml"));
      write("a.eml", "Subject: two\n\n");
      Files.setLastModifiedTime(folder.resolve("a.eml"), modified);
      assertThatThrownBy(() -> item.raw().read(1000))
          .isInstanceOf(IOException.class)
          .hasMessage("'a.eml' changed while it was read");
      assertThat(fetch(source).items().getFirst().identity().contentHash())
          .isNotEqualTo(item.identity().contentHash());
    }
  }

  @Test
  void readsUnchangedFilesOnce() throws IOException {
    for (int i = 0; i < 20; i++) {
      write(i + ".eml", "Subject: " + i + "\n\n");
    }
    var opened = new AtomicInteger();
    FileOpener opener =
        file -> {
          opened.incrementAndGet();
          return Files.newByteChannel(file);
        };
    try (Source source = source(opener)) {
      Source.Batch batch = fetch(source);
      assertThat(source.backlog(batch.next(), known(batch))).isZero();
      fetch(source);
      assertThat(opened).hasValue(20);
      write("7.eml", "Subject: seven\n\n");
      fetch(source);
      assertThat(opened).hasValue(21);
    }
  }

  @Test
  void leavesOldMailOutOfTheFirstRunForGoodAndSaysSo() throws IOException {
    write("old.eml", "Subject: old\n\n");
    write("new.eml", "Subject: new\n\n");
    setModified("old.eml", NOW.minus(Duration.ofHours(73)));
    setModified("new.eml", NOW.minus(Duration.ofHours(71)));
    var clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    Duration since = Duration.between(NOW.minus(Duration.ofDays(3)), clock.instant());

    try (Source source = new FolderSource(folder, since, clock, FolderLimits.DEFAULT)) {
      Source.Batch first = fetch(source);
      assertThat(keys(first)).containsExactly("new.eml");
      assertThat(first.skipped())
          .singleElement()
          .satisfies(skipped -> {
            assertThat(skipped.filter()).isEqualTo("since");
            assertThat(skipped.identity().key()).isEqualTo("old.eml");
          });
      assertThat(source.backlog(first.next(), known(first))).isZero();
      // the journal lost its record of the left-out message: the cursor still keeps it out
      Source.Batch second = source.fetch(first.next(), NOTHING, 10);
      assertThat(keys(second)).containsExactly("new.eml");
      assertThat(second.skipped()).hasSize(1);
    }
  }

  @Test
  void takesOldMailThatIsMovedInLater(@TempDir Path elsewhere) throws IOException {
    var clock = Clock.fixed(Instant.now().minusSeconds(3600), ZoneOffset.UTC);
    try (Source source =
        new FolderSource(folder, Duration.ofDays(3), clock, FolderLimits.DEFAULT)) {
      Cursor cursor = fetch(source).next();
      Path file = Files.writeString(elsewhere.resolve("old.eml"), "Subject: old\n\n");
      Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(400))));
      Files.move(file, folder.resolve("old.eml"));
      assertThat(keys(source.fetch(cursor, NOTHING, 10))).containsExactly("old.eml");
    }
  }

  @Test
  void reportsLeftOutMailInPortions() throws IOException {
    for (int i = 0; i < 5; i++) {
      write(i + ".eml", "Subject: " + i + "\n\n");
      setModified(i + ".eml", NOW.minus(Duration.ofDays(4000)));
    }
    var limits = new FolderLimits(100, 5, 5, 2);
    try (Source source = new FolderSource(folder, Duration.ofDays(1), Clock.systemUTC(), limits)) {
      Set<ItemIdentity> journal = new HashSet<>();
      Cursor cursor = Cursor.START;
      for (int left = 3; left >= 0; left -= 2) {
        Source.Batch batch = source.fetch(cursor, journal::contains, 10);
        batch.skipped().forEach(skipped -> journal.add(skipped.identity()));
        cursor = batch.next();
        assertThat(source.backlog(cursor, journal::contains)).isEqualTo(left);
      }
    }
  }

  @Test
  void doesNotStarveBehindManyKnownFiles() throws IOException {
    for (int i = 0; i < 3000; i++) {
      write("%d/%d.eml".formatted(i % 10, i), "Subject: " + i + "\n\n");
      setModified("%d/%d.eml".formatted(i % 10, i), NOW.plusSeconds(i));
    }
    try (Source source = source(null)) {
      Set<ItemIdentity> journal = new HashSet<>();
      source
          .fetch(Cursor.START, NOTHING, Integer.MAX_VALUE)
          .items()
          .forEach(item -> journal.add(item.identity()));
      // older than every known one, and newer
      write("late/a.eml", "Subject: a\n\n");
      setModified("late/a.eml", NOW.minusSeconds(1));
      write("late/b.eml", "Subject: b\n\n");
      setModified("late/b.eml", NOW.plusSeconds(9999));
      assertThat(keys(source.fetch(new Cursor("all"), journal::contains, 50)))
          .containsExactly("late/a.eml", "late/b.eml");
    }
  }

  @Test
  void boundsWhatItLists() throws IOException {
    write("a/b/c/deep.eml", "Subject: deep\n\n");
    write("1.eml", "1");
    write("2.eml", "2");
    var shallow = new FolderLimits(10, 2, 5, 5);
    try (Source source = new FolderSource(folder, null, Clock.systemUTC(), shallow)) {
      assertThat(fetch(source).problems())
          .containsExactly("'a/b' lies more than 2 folders deep and is not read");
    }
    var few = new FolderLimits(2, 9, 5, 5);
    try (Source source = new FolderSource(folder, null, Clock.systemUTC(), few)) {
      assertThatThrownBy(() -> fetch(source))
          .hasMessage(
              "the folder %s holds more than 2 .eml files; move read ones elsewhere"
                  .formatted(folder.toRealPath()));
    }
  }

  @Test
  void saysWhatIsWrongWithAMissingFolder() {
    Path missing = folder.resolve("missing");
    try (Source source = new FolderSource(missing, null, Clock.systemUTC(), FolderLimits.DEFAULT)) {
      assertThat(source.check())
          .isEqualTo(
              new CheckResult.Failed(
                  "the source " + missing + " does not exist",
                  "let source.path name a folder of .eml files or one mbox file that this user may read"));
      assertThatThrownBy(() -> fetch(source))
          .isInstanceOf(IOException.class)
          .hasMessage("the source " + missing + " does not exist");
    }
  }

  @Test
  void refusesARelativePathAndABoundOfNothing() {
    assertThatThrownBy(
            () -> new FolderSource(Path.of("mails"), null, Clock.systemUTC(), FolderLimits.DEFAULT))
        .hasMessage("a source's path is absolute, got 'mails'");
    assertThatThrownBy(
            () -> new FolderSource(folder, Duration.ZERO, Clock.systemUTC(), FolderLimits.DEFAULT))
        .hasMessage("since is longer than nothing, got PT0S");
  }

  private FolderSource source(@Nullable FileOpener opener) {
    return new FolderSource(
        folder,
        null,
        Clock.fixed(NOW, ZoneOffset.UTC),
        FolderLimits.DEFAULT,
        Objects.requireNonNullElse(opener, Files::newByteChannel));
  }

  private static Source.Batch fetch(Source source) throws IOException {
    return source.fetch(Cursor.START, NOTHING, 1000);
  }

  private static Source.Known known(Source.Batch batch) {
    Set<ItemIdentity> identities = new HashSet<>();
    batch.items().forEach(item -> identities.add(item.identity()));
    batch.skipped().forEach(skipped -> identities.add(skipped.identity()));
    return identities::contains;
  }

  private static List<String> keys(Source.Batch batch) {
    List<String> keys = new ArrayList<>();
    batch.items().forEach(item -> keys.add(item.identity().key()));
    return keys;
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private void setModified(String name, Instant when) throws IOException {
    Files.setLastModifiedTime(folder.resolve(name), FileTime.from(when));
  }

  @Test
  void takesTheItemOfATrialAsItsOwnAndGivesItBack() throws IOException {
    write("a.eml", "Subject: a\n\nb");
    Source source = source(null);
    byte[] mail = "Subject: trial\n\nhello".getBytes(UTF_8);

    Source.Planted planted = source.plant(mail).orElseThrow();

    assertThat(planted.item().raw().read(100)).isEqualTo(mail);
    assertThat(source.fetch(Cursor.START, NOTHING, 10).items())
        .extracting(SourceItem::identity)
        .contains(planted.item().identity());
    assertThat(source.find(planted.item().identity())).isNotNull();
    assertThat(planted.remove()).contains("was removed from");
    assertThat(planted.remove()).contains("was gone from");
    assertThat(keys(fetch(source))).containsExactly("a.eml");
    try (var left = Files.list(folder)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void putsNothingIntoAnMbox() throws IOException {
    Path box = folder.resolve("box");
    Files.writeString(box, "From a@b Sun Nov 22 10:00:00 2026\n\nx\n");
    FolderSource source =
        new FolderSource(
            box.toRealPath(), null, Clock.fixed(NOW, ZoneOffset.UTC), FolderLimits.DEFAULT);

    assertThat(source.plant(new byte[] {1})).isEmpty();
    assertThat(Files.readString(box)).endsWith("x\n");
  }

  @Test
  void saysWhyNothingCanBePutIntoIt() throws IOException {
    FolderSource source =
        new FolderSource(
            folder.toRealPath().resolve("gone"),
            null,
            Clock.fixed(NOW, ZoneOffset.UTC),
            FolderLimits.DEFAULT);

    assertThat(source.plant(new byte[] {1})).isEmpty();
  }
}
