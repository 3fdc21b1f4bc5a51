package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalException;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.SqliteJournal;

class RetentionTests {
  private static final String KEPT = "privacy: {keepTexts: 30d, keepJournal: 90d}\n";

  @TempDir Path folder;
  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder, "timezone: Europe/Warsaw\n" + KEPT);
  }

  private static String id(String message) {
    return MemorySource.identity(message).id("lab");
  }

  private static List<Rows.FactRow> retained(JournalView view) {
    return view.facts(0, 100_000).stream().filter(f -> f.type().equals("Retained")).toList();
  }

  @Test
  void keepsAYearsWorkForItsTimeAndNoLonger() throws InterruptedException {
    for (int month = 0; month < 12; month++) {
      try (Lab.Life life = lab.new Life()) {
        for (int day = 30 * month; day < 30 * (month + 1); day++) {
          String message = "a mail of day " + day;
          lab.source.add(message);
          life.agent.letGo();
          life.run();
          assertThat(life.view().texts(id(message)).text()).isEqualTo(message);
          lab.clock.advance(Duration.ofDays(1));
        }
        assertThat(life.view().firstBrokenLink()).as("month %d", month).isEmpty();
        life.agent.end();
      }
    }

    try (Lab.Life life = lab.new Life()) {
      life.agent.letGo();
      for (int day = 0; day < 360; day++) {
        String item = id("a mail of day " + day);
        assertThat(life.view().knows(item)).as("day %d is known", day).isTrue();
        assertThat(life.view().item(item).isPresent()).as("day %d", day).isEqualTo(day >= 270);
        assertThat(life.view().texts(item).equals(ItemTexts.NONE))
            .as("texts of day %d", day)
            .isEqualTo(day < 330);
      }
      assertThat(life.run().sums().taken()).as("nothing is taken as new").isZero();
      assertThat(life.view().starts()).isEqualTo(13);
      assertThat(life.view().runs()).hasSizeBetween(90, 92);
      assertThat(life.view().pruned()).isEqualTo(270);
      assertThat(life.view().firstBrokenLink()).isEmpty();
    }
  }

  @Test
  void isDueOnceALocalDay() {
    lab.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
    try (Lab.Life life = lab.new Life()) {
      life.agent.letGo();
      lab.clock.set(Instant.parse("2026-11-20T22:59:00Z"));
      life.agent.letGo();
      assertThat(retained(life.view())).hasSize(1);

      lab.clock.set(Instant.parse("2026-11-20T23:00:00Z"));
      life.agent.letGo();
      life.agent.letGo();
      assertThat(retained(life.view())).as("midnight of Warsaw").hasSize(2);
      assertThat(life.view().lastRetention().orElseThrow().at()).isEqualTo(lab.clock.instant());
    }
  }

  @Test
  void isDueEachHourWhereTextsAreKeptForLessThanADay() throws InterruptedException {
    lab = new Lab(folder.resolve("short"), "privacy: {keepTexts: 1h}\n");
    lab.source.add("a one");
    try (Lab.Life life = lab.new Life()) {
      life.agent.letGo();
      life.run();
      lab.clock.advance(Duration.ofMinutes(59));
      life.agent.letGo();
      assertThat(life.view().texts(id("a one")).text()).isEqualTo("a one");
      lab.clock.advance(Duration.ofMinutes(2));
      life.agent.letGo();
      assertThat(life.view().texts(id("a one"))).isEqualTo(ItemTexts.NONE);
    }
  }

  @Test
  void endsWhatNobodyDecidedInTime() throws InterruptedException {
    lab.source.add("risky one");
    try (Lab.Life life = lab.new Life()) {
      life.run();
      lab.clock.advance(Duration.ofDays(31));
      life.agent.letGo();

      ItemRow item = life.view().item(id("risky one")).orElseThrow();
      assertThat(item.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(item.why())
          .isEqualTo("no person decided before its texts had to go, privacy.keepTexts");
      assertThat(life.view().texts(item.id())).isEqualTo(ItemTexts.NONE);
      assertThat(life.view().alerts())
          .singleElement()
          .satisfies(alert -> assertThat(alert.key()).isEqualTo(Retention.UNDECIDED))
          .satisfies(alert -> assertThat(alert.resolved()).isNull());

      long word =
          SqliteJournal.say(
              lab.state, InboxReader.VERDICT, item.id(), "approve", "anna", lab.clock.instant());
      life.run();
      assertThat(life.view().inboxResult(word).orElseThrow())
          .isEqualTo("refused: the item's texts are gone, so nothing can be done with it any more");
      assertThat(lab.target.all()).isEmpty();

      lab.clock.advance(Duration.ofDays(1));
      life.agent.letGo();
      assertThat(life.view().alerts().getFirst().resolved()).isNotNull();
    }
  }

  @Test
  void leavesAloneWhatWasNotDecidedYet() throws InterruptedException {
    lab.source.add("broken one");
    try (Lab.Life life = lab.new Life()) {
      life.run();
      lab.clock.advance(Duration.ofDays(20));
      life.agent.letGo();
      assertThat(life.view().waiting()).hasSize(1);
    }
  }

  @Test
  void raisesAnAlertWhereItFailsAndTriesAgain() {
    AtomicBoolean failing = new AtomicBoolean(true);
    lab.wrapJournal =
        real ->
            new PassingJournal(real) {
              @Override
              public void commit(List<? extends Entry> entries) {
                if (failing.get() && entries.stream().anyMatch(Entry.Retained.class::isInstance)) {
                  throw new JournalException("the disk is full");
                }
                super.commit(entries);
              }
            };
    try (Lab.Life life = lab.new Life()) {
      life.agent.letGo();
      assertThat(life.view().alerts())
          .singleElement()
          .satisfies(alert -> assertThat(alert.key()).isEqualTo(Retention.ALERT))
          .satisfies(alert -> assertThat(alert.detail()).isEqualTo("the disk is full"));
      failing.set(false);
      life.agent.letGo();
      assertThat(life.view().lastRetention()).as("not at once").isEmpty();
      lab.clock.advance(Duration.ofMinutes(15));
      life.agent.letGo();
      assertThat(life.view().lastRetention()).isPresent();
      assertThat(life.view().alerts().getFirst().resolved()).isNotNull();
    }
  }

  @Test
  void leavesAWholeJournalWhereItDiesInTheMiddle() throws InterruptedException {
    lab.source.add("risky one");
    lab.source.add("a two");
    try (Lab.Life life = lab.new Life()) {
      life.run();
    }
    lab.clock.advance(Duration.ofDays(91));
    lab.wrapJournal = real -> new CutJournal(real, Entry.Retained.class::isInstance);
    try (Lab.Life life = lab.new Life()) {
      assertThatThrownBy(life.agent::letGo).isInstanceOf(CutJournal.Cut.class);
      assertThat(life.view().firstBrokenLink()).isEmpty();
      assertThat(life.view().item(id("risky one")).orElseThrow().outcome())
          .isEqualTo(Outcome.FAILED);
    }
    lab.wrapJournal = java.util.function.UnaryOperator.<Journal>identity();
    try (Lab.Life life = lab.new Life()) {
      life.agent.letGo();
      assertThat(life.view().firstBrokenLink()).isEmpty();
      assertThat(life.view().item(id("a two"))).isEmpty();
      assertThat(life.view().knows(id("a two"))).isTrue();
      assertThat(life.view().texts(id("risky one"))).isEqualTo(ItemTexts.NONE);
    }
  }
}
