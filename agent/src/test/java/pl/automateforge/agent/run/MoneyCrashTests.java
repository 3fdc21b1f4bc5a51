package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalView;

/**
 * Cut anywhere around a paid call, and cut again: what the service bills is never more than the
 * budget, and never more than what the journal counts.
 */
class MoneyCrashTests {
  private static final long CALL = 30_000_000;
  private static final long LIMIT = 200_000_000;
  private static final int MESSAGES = 6;

  /** The suite's short form cuts at the first and the third call. */
  private static final int MOST = Integer.getInteger("autoforge.crash.seeds", 10) > 10 ? 5 : 3;

  @TempDir Path folder;

  /** Where a life is cut. */
  enum Cut {
    BEFORE_RESERVED,
    AFTER_RESERVED,
    AFTER_ANSWERED,
    BEFORE_DECIDED,
    AFTER_DECIDED
  }

  /** One life's end, as after a kill: from then on nothing it tries has any effect. */
  private static final class Death {
    final Cut cut;
    int left;
    boolean dead;
    Runnable atTheCut = () -> {};

    Death(Cut cut, int nth) {
      this.cut = cut;
      this.left = nth;
    }

    void alive() {
      if (dead) {
        throw new Fate.Cut();
      }
    }

    void reach(Cut here) {
      if (here == cut && left > 0 && --left == 0) {
        dead = true;
        atTheCut.run();
        throw new Fate.Cut();
      }
    }

    Journal of(Journal real) {
      return new PassingJournal(real) {
        @Override
        public void commit(List<? extends Entry> entries) {
          alive();
          boolean reserves = entries.stream().anyMatch(Entry.Reserved.class::isInstance);
          boolean decides = entries.stream().anyMatch(Entry.Decided.class::isInstance);
          if (reserves) {
            reach(Cut.BEFORE_RESERVED);
          }
          if (decides) {
            reach(Cut.BEFORE_DECIDED);
          }
          super.commit(entries);
          if (reserves) {
            reach(Cut.AFTER_RESERVED);
          }
          if (decides) {
            reach(Cut.AFTER_DECIDED);
          }
        }

        @Override
        public JournalView view() {
          alive();
          return super.view();
        }
      };
    }
  }

  /** What went wrong, in words. */
  private List<String> tryOut(
      Path place, Cut first, Cut second, int nth, UnaryOperator<Journal> bug)
      throws InterruptedException {
    Lab lab = new Lab(place);
    lab.paid = true;
    lab.version(
        place, "{provider: anthropic, budget: {daily: 0.20}}", "limits: {concurrency: 1}\n");
    for (int i = 0; i < MESSAGES; i++) {
      lab.source.add("a " + i);
    }
    AtomicLong billed = new AtomicLong();
    List<String> faults = new ArrayList<>();
    Death[] deaths = {
      new Death(first, nth), new Death(second, 1), new Death(first, 0), new Death(first, 0)
    };
    for (int life = 0; life < deaths.length; life++) {
      live(lab, place.resolve("state-" + life), deaths[life], billed, bug);
      if (billed.get() > LIMIT) {
        faults.add("billed " + billed + " of " + LIMIT);
      }
    }
    try (JournalView view = lab.look()) {
      long counted = view.spentSince(Instant.EPOCH);
      if (counted < billed.get()) {
        faults.add("billed " + billed + ", the journal counts " + counted);
      }
      if (counted > LIMIT) {
        faults.add("the journal counts " + counted + " of " + LIMIT);
      }
      if (!view.reservations().isEmpty()) {
        faults.add("left over: " + view.reservations());
      }
      List<ItemRow> items = new ArrayList<>();
      view.eachItem(items::add);
      if (items.size() != MESSAGES
          || items.stream()
              .anyMatch(i -> i.state() != ItemState.COMPLETED && i.state() != ItemState.PAUSED)) {
        faults.add("items " + items.stream().map(ItemRow::state).toList());
      }
      view.firstBrokenLink().ifPresent(seq -> faults.add("the chain breaks at " + seq));
    }
    return faults;
  }

  private static void live(
      Lab lab, Path copy, Death death, AtomicLong billed, UnaryOperator<Journal> bug)
      throws InterruptedException {
    death.atTheCut = () -> CrashCase.copy(lab.state, copy);
    lab.wrapJournal = real -> bug.apply(death.of(real));
    lab.decider =
        new ScriptedDecider(_ -> {
          death.alive();
          billed.addAndGet(CALL);
          death.reach(Cut.AFTER_ANSWERED);
          return ScriptedDecider.answer("a", "0.03");
        });
    lab.decider.worst = new Cost(new BigDecimal("0.04"));
    try (Lab.Life life = lab.new Life()) {
      life.run();
    } catch (Fate.Cut _) {
      // As it should be.
    }
    if (death.dead) {
      lab.state = copy;
    }
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void billsNoMoreThanTheJournalCountsWhenCutAt(Cut first) throws InterruptedException {
    for (Cut second : List.of(Cut.AFTER_RESERVED, Cut.AFTER_ANSWERED, Cut.BEFORE_DECIDED)) {
      for (int nth = 1; nth <= MOST; nth += 2) {
        Path place = folder.resolve(second + "-" + nth);
        assertThat(tryOut(place, first, second, nth, UnaryOperator.identity()))
            .as("%s, then %s, at call %d", first, second, nth)
            .isEmpty();
      }
    }
  }

  static Stream<Arguments> bugs() {
    return Stream.of(
        bug("what was cut off is taken for free", journal -> changing(journal, true, 0)),
        bug("what a call cost is not recorded", journal -> changing(journal, false, 0)),
        bug("reservations are not durable", MoneyCrashTests::deferred),
        bug("nothing is reserved", journal -> without(journal, Entry.Reserved.class::isInstance)),
        bug("cost is kept apart from reservations", MoneyCrashTests::early));
  }

  private static Arguments bug(String name, UnaryOperator<Journal> journal) {
    return Arguments.of(name, journal);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void noticesThat(String name, UnaryOperator<Journal> bug) throws InterruptedException {
    List<String> noticed = new ArrayList<>();
    for (Cut cut : Cut.values()) {
      for (int nth = 1; nth <= 3 && noticed.isEmpty(); nth++) {
        noticed.addAll(tryOut(folder.resolve(cut + "-" + nth), cut, cut, nth, bug));
      }
    }
    assertThat(noticed).as("what the harness says of a seeded bug").isNotEmpty();
  }

  @Test
  void settlesAtItsWorstWhatWasCutOff() throws InterruptedException {
    Lab lab = new Lab(folder);
    lab.paid = true;
    lab.version(
        folder, "{provider: anthropic, budget: {daily: 0.20}}", "limits: {concurrency: 1}\n");
    lab.source.add("a 0");
    AtomicLong billed = new AtomicLong();
    live(
        lab,
        folder.resolve("copy"),
        new Death(Cut.AFTER_ANSWERED, 1),
        billed,
        UnaryOperator.identity());
    try (JournalView view = lab.look()) {
      assertThat(view.reservations())
          .singleElement()
          .satisfies(open -> {
            assertThat(open.nanos()).isEqualTo(40_000_000);
            assertThat(open.item()).isEqualTo(MemorySource.identity("a 0").id("lab"));
          });
    }

    live(
        lab,
        folder.resolve("copy"),
        new Death(Cut.AFTER_RESERVED, 0),
        billed,
        UnaryOperator.identity());

    try (JournalView view = lab.look()) {
      assertThat(view.reservations()).isEmpty();
      assertThat(view.spentSince(Instant.EPOCH)).isEqualTo(70_000_000);
    }
  }

  private static Journal changing(Journal real, boolean alone, long nanos) {
    return new PassingJournal(real) {
      @Override
      public void commit(List<? extends Entry> entries) {
        boolean onlySpent = entries.stream().allMatch(Entry.Spent.class::isInstance);
        List<Entry> changed = new ArrayList<>();
        for (Entry entry : entries) {
          changed.add(
              entry instanceof Entry.Spent spent && onlySpent == alone
                  ? new Entry.Spent(spent.call(), spent.at(), nanos)
                  : entry);
        }
        super.commit(changed);
      }
    };
  }

  private static Journal without(Journal real, Predicate<Entry> dropped) {
    return new PassingJournal(real) {
      @Override
      public void commit(List<? extends Entry> entries) {
        List<Entry> kept = new ArrayList<>(entries);
        kept.removeIf(dropped);
        super.commit(kept);
      }
    };
  }

  /** A reservation is written with what comes next. */
  private static Journal deferred(Journal real) {
    List<Entry> later = new ArrayList<>();
    return new PassingJournal(real) {
      @Override
      public void commit(List<? extends Entry> entries) {
        List<Entry> now = new ArrayList<>(later);
        later.clear();
        for (Entry entry : entries) {
          (entry instanceof Entry.Reserved ? later : now).add(entry);
        }
        super.commit(now);
      }
    };
  }

  /** A reservation is freed as soon as it is made. */
  private static Journal early(Journal real) {
    return new PassingJournal(real) {
      @Override
      public void commit(List<? extends Entry> entries) {
        super.commit(entries);
        for (Entry entry : entries) {
          if (entry instanceof Entry.Reserved reserved) {
            super.commit(List.of(new Entry.Spent(reserved.call(), reserved.at(), 0)));
          }
        }
      }
    };
  }
}
