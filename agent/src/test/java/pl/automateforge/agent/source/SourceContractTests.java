package pl.automateforge.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.spec.Hashes;

/** What every kind of source must do. */
public abstract class SourceContractTests {
  private final Set<ItemIdentity> items = new LinkedHashSet<>();
  private final Source.Known journal = known(items);
  private Source source;

  /** Opens the source under test over what {@link #deliver} put there. */
  protected abstract Source open();

  /** Puts one more message there, later than all before. */
  protected abstract void deliver(String subject) throws IOException;

  /** Takes the message away that was delivered with this subject. */
  protected abstract void remove(String subject) throws IOException;

  /** Makes the source impossible to read, such as by removing it. */
  protected abstract void breakIt() throws IOException;

  @BeforeEach
  void openSource() {
    source = open();
  }

  @AfterEach
  void closeSource() {
    source.close();
  }

  @Test
  void fetchesEverythingOnceOldestFirst() throws IOException {
    deliver("first");
    deliver("second");
    deliver("third");

    Source.Batch batch = source.fetch(Cursor.START, journal, 10);

    assertThat(subjects(batch)).containsExactly("first", "second", "third");
    assertThat(batch.problems()).isEmpty();
    assertThat(batch.skipped()).isEmpty();
    journal(batch);
    assertThat(source.fetch(batch.next(), journal, 10).items()).isEmpty();
  }

  @Test
  void respectsTheLimitAndGoesOnWhereItStopped() throws IOException {
    for (int i = 0; i < 7; i++) {
      deliver("message " + i);
    }
    List<String> seen = new ArrayList<>();
    Cursor cursor = Cursor.START;
    for (int run = 0; run < 4; run++) {
      Source.Batch batch = source.fetch(cursor, journal, 2);
      assertThat(batch.items()).hasSizeLessThanOrEqualTo(2);
      seen.addAll(subjects(batch));
      journal(batch);
      cursor = batch.next();
    }
    assertThat(seen)
        .containsExactly(
            "message 0",
            "message 1",
            "message 2",
            "message 3",
            "message 4",
            "message 5",
            "message 6");
  }

  @Test
  void findsANewMessageBehindManyKnownOnes() throws IOException {
    for (int i = 0; i < 30; i++) {
      deliver("known " + i);
    }
    Source.Batch before = source.fetch(Cursor.START, journal, 100);
    journal(before);
    deliver("new");
    assertThat(subjects(source.fetch(before.next(), journal, 1))).containsExactly("new");
  }

  @Test
  void fetchesAgainWhatWasNotJournalled() throws IOException {
    deliver("first");
    deliver("second");
    Source.Batch lost = source.fetch(Cursor.START, journal, 10);
    Source.Batch again = source.fetch(lost.next(), journal, 10);
    assertThat(identities(again)).isEqualTo(identities(lost));
  }

  @Test
  void knowsItsItemsAgainAfterARestart() throws IOException {
    deliver("first");
    Source.Batch batch = source.fetch(Cursor.START, journal, 10);
    try (Source reopened = open()) {
      Source.Batch again = reopened.fetch(Cursor.START, journal, 10);
      assertThat(identities(again)).isEqualTo(identities(batch));
    }
  }

  @Test
  void namesAnItemByTheHashOfItsBytes() throws IOException {
    deliver("first");
    SourceItem item = source.fetch(Cursor.START, journal, 1).items().getFirst();
    byte[] bytes = item.raw().read(Integer.MAX_VALUE);
    assertThat(bytes).hasSize((int) item.size());
    assertThat(Hashes.sha256(bytes)).isEqualTo(item.identity().contentHash());
    assertThat(item.raw().read(10)).isEqualTo(Arrays.copyOf(bytes, 10));
  }

  @Test
  void findsAnItemAgainUntilItIsGone() throws IOException {
    deliver("first");
    deliver("second");
    SourceItem item = source.fetch(Cursor.START, journal, 1).items().getFirst();

    SourceItem found = Objects.requireNonNull(source.find(item.identity()));
    assertThat(found.identity()).isEqualTo(item.identity());
    assertThat(found.raw().read(1000)).isEqualTo(item.raw().read(1000));

    remove("first");
    assertThat(source.find(item.identity())).isNull();
    assertThatThrownBy(() -> item.raw().read(1000)).isInstanceOf(IOException.class);
  }

  @Test
  void findsNothingUnderAnIdentityOfElsewhere() throws IOException {
    deliver("first");
    ItemIdentity real = source.fetch(Cursor.START, journal, 1).items().getFirst().identity();
    assertThat(source.find(new ItemIdentity("elsewhere", real.key(), real.contentHash()))).isNull();
    assertThat(foundOrHeld(new ItemIdentity(real.container(), real.key(), Hashes.sha256("other"))))
        .isNull();
    assertThat(
            source.find(
                new ItemIdentity(real.container(), "../../../etc/passwd", real.contentHash())))
        .isNull();
  }

  /** A source that cannot tell whether the item comes back may fail instead, so that it is held. */
  private @Nullable SourceItem foundOrHeld(ItemIdentity identity) {
    try {
      return source.find(identity);
    } catch (IOException e) {
      return null;
    }
  }

  @Test
  void settlesMoreThanOnce() throws IOException {
    deliver("first");
    Source.Batch batch = source.fetch(Cursor.START, journal, 1);
    journal(batch);
    ItemIdentity identity = batch.items().getFirst().identity();
    assertThatCode(
            () -> {
              source.settle(identity);
              source.settle(identity);
            })
        .doesNotThrowAnyException();
    assertThat(source.fetch(batch.next(), journal, 10).items()).isEmpty();
  }

  @Test
  void backlogSinksToZero() throws IOException {
    for (int i = 0; i < 5; i++) {
      deliver("message " + i);
    }
    assertThat(source.backlog(Cursor.START, journal)).isEqualTo(5);
    Source.Batch batch = source.fetch(Cursor.START, journal, 3);
    journal(batch);
    assertThat(source.backlog(batch.next(), journal)).isEqualTo(2);
    batch = source.fetch(batch.next(), journal, 3);
    journal(batch);
    assertThat(source.backlog(batch.next(), journal)).isZero();
  }

  @Test
  void checksFineAndSaysWhatIsWrong() throws IOException {
    deliver("first");
    assertThat(source.check()).isInstanceOf(CheckResult.Fine.class);
    breakIt();
    assertThat(source.check())
        .isInstanceOfSatisfying(
            CheckResult.Failed.class,
            failed -> {
              assertThat(failed.detail()).isNotBlank();
              assertThat(failed.cure()).isNotBlank();
            });
    assertThatThrownBy(() -> source.fetch(Cursor.START, journal, 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(" ");
  }

  @Test
  void closesTwice() {
    source.close();
    assertThatCode(source::close).doesNotThrowAnyException();
  }

  /** What a journal with these items knows. */
  public static Source.Known known(Set<ItemIdentity> items) {
    return new Source.Known() {
      @Override
      public boolean contains(ItemIdentity identity) {
        return items.contains(identity);
      }

      @Override
      public void each(String container, Consumer<ItemIdentity> consumer) {
        items.stream().filter(item -> item.container().startsWith(container)).forEach(consumer);
      }
    };
  }

  private void journal(Source.Batch batch) {
    batch.items().forEach(item -> items.add(item.identity()));
    batch.skipped().forEach(skipped -> items.add(skipped.identity()));
  }

  private static List<ItemIdentity> identities(Source.Batch batch) {
    return batch.items().stream().map(SourceItem::identity).toList();
  }

  private static List<String> subjects(Source.Batch batch) throws IOException {
    List<String> subjects = new ArrayList<>();
    for (SourceItem item : batch.items()) {
      String text = new String(item.raw().read(1000), StandardCharsets.UTF_8);
      int start = text.indexOf("Subject: ") + "Subject: ".length();
      subjects.add(text.substring(start, text.indexOf("\r\n", start)));
    }
    return subjects;
  }
}
