package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.SqliteJournal;

/** The mode flipped through the inbox while the agent is at work. */
class ModeTests {
  @TempDir Path folder;

  private void say(Lab lab, String mode) {
    SqliteJournal.say(lab.state, InboxReader.MODE, "", mode, "operator", lab.clock.instant());
  }

  @Test
  void hearsBetweenRunsThatItShallOnlyObserve() throws InterruptedException {
    Lab lab = new Lab(folder);
    lab.source.add("a one");
    try (Lab.Life life = lab.new Life()) {
      say(lab, "observe");

      assertThat(life.run().sums().done()).isOne();

      assertThat(life.agent.context().mode()).isEqualTo(Mode.OBSERVE);
      assertThat(happened(lab)).isEmpty();
      assertThat(facts(life, "ModeChanged")).hasSize(1);
    }
  }

  @Test
  void endsARunInGoodOrderAndBeginsNoEffectAnyMoreWhereTheModeChangesInIt()
      throws InterruptedException {
    Lab lab = new Lab(folder, "limits: {itemsPerRun: 100, concurrency: 1}\n");
    for (int i = 0; i < 40; i++) {
      lab.source.add("a " + i);
    }
    AtomicInteger performed = new AtomicInteger();
    lab.wrapAction =
        real ->
            new Before(
                real,
                request -> {
                  if (performed.incrementAndGet() == 10) {
                    say(lab, "observe");
                    lab.clock.advance(Duration.ofSeconds(2));
                  }
                });
    try (Lab.Life life = lab.new Life()) {
      RunReport report = life.run();

      assertThat(report.state()).isEqualTo(RunState.STOPPED);
      assertThat(report.cause()).contains("the mode changed to observe");
      assertThat(happened(lab)).hasSizeBetween(10, 12);
      assertThat(report.sums().inFlight()).isEqualTo(40 - happened(lab).size());

      say(lab, "production");
      assertThat(life.run().sums().inFlight()).isZero();
      assertThat(happened(lab)).hasSize(40).doesNotHaveDuplicates();
    }
  }

  @Test
  void stopsBetweenTwoEffectsOfOneItem() throws InterruptedException {
    Lab lab = new Lab(folder);
    lab.source.add("all one");
    List<Lab.Life> lives = new ArrayList<>();
    lab.wrapAction =
        real ->
            new Before(
                real,
                request -> {
                  if (real.name().equals("b")) {
                    say(lab, "observe");
                    lives.getFirst().agent.consumeInbox();
                  }
                });
    try (Lab.Life life = lab.new Life()) {
      lives.add(life);
      life.run();
      assertThat(happened(lab)).as("a, and b that was at work").hasSize(2);

      say(lab, "production");
      lab.wrapAction = UnaryOperator.identity();
      life.run();
      assertThat(happened(lab)).hasSize(4).doesNotHaveDuplicates();
    }
  }

  @Test
  void sendsNothingMoreOfWhatWaitsForItsTurn() throws InterruptedException {
    Lab lab = new Lab(folder, "limits: {concurrency: 8}\n");
    for (int i = 0; i < 8; i++) {
      lab.source.add("d " + i);
    }
    List<Lab.Life> lives = new ArrayList<>();
    lab.wrapAction =
        real ->
            new Before(
                real,
                request -> {
                  say(lab, "observe");
                  lives.getFirst().agent.consumeInbox();
                });
    try (Lab.Life life = lab.new Life()) {
      lives.add(life);
      life.run();

      assertThat(happened(lab)).as("the one that was under way").hasSize(1);
      List<String> types = life.view().facts(0, 1_000).stream().map(Rows.FactRow::type).toList();
      assertThat(types.lastIndexOf("Intent")).isLessThan(types.indexOf("ModeChanged"));
    }
  }

  @Test
  void leavesItemsOfProductionAloneWhileItObserves() throws InterruptedException {
    Lab lab = new Lab(folder, "limits: {itemsPerRun: 100, concurrency: 1}\n");
    lab.source.add("a one");
    lab.source.add("a two");
    lab.wrapAction =
        real ->
            new Before(
                real,
                request -> {
                  if (lab.target.all().isEmpty()) {
                    say(lab, "observe");
                    lab.clock.advance(Duration.ofSeconds(2));
                  }
                });
    try (Lab.Life life = lab.new Life()) {
      life.run();
      lab.clock.advance(Duration.ofHours(2));
      life.run();
      life.run();

      assertThat(happened(lab)).hasSize(1);
      say(lab, "production");
      life.run();
      assertThat(happened(lab)).hasSize(2);
    }
  }

  @Test
  void hasNoEffectButUnderAnIntentOfProductionWhereTheModeFlipsAtRandom()
      throws InterruptedException {
    Lab lab = new Lab(folder, "limits: {itemsPerRun: 100}\n");
    Random random = new Random(8);
    String[] categories = {"a", "b", "c", "d", "all", "unsure"};
    for (int i = 0; i < 2_000; i++) {
      lab.source.add(categories[random.nextInt(categories.length)] + " " + i);
    }
    lab.wrapAction =
        real ->
            new Before(
                real,
                request -> {
                  if (Math.floorMod(request.effect().hashCode(), 41) == 0) {
                    say(lab, (request.effect().hashCode() & 128) == 0 ? "observe" : "production");
                    lab.clock.advance(Duration.ofSeconds(2));
                  }
                });
    try (Lab.Life life = lab.new Life()) {
      for (int run = 0;
          run < 400
              && life.view().states().getOrDefault(ItemState.COMPLETED, 0L)
                      + life.view().states().getOrDefault(ItemState.WAITING, 0L)
                  < 2_000;
          run++) {
        if (run % 3 == 0) {
          say(lab, random.nextBoolean() ? "observe" : "production");
        }
        lab.clock.advance(Duration.ofMinutes(1));
        life.run();
      }
      say(lab, "production");
      life.run();

      List<ItemRow> items = new ArrayList<>();
      life.view().eachItem(items::add);
      assertThat(items).hasSize(2_000);
      assertThat(items)
          .allMatch(i -> i.state() == ItemState.COMPLETED || i.state() == ItemState.WAITING);
      assertThat(happened(lab)).isNotEmpty().doesNotHaveDuplicates();
      for (ItemRow item : items) {
        life.view()
            .effects(item.id())
            .forEach(effect ->
                assertThat(happened(lab).contains(effect.id()))
                    .as("effect %s %s", effect.id(), effect.state())
                    .isEqualTo(
                        effect.state() == EffectState.DONE && effect.mode() == Mode.PRODUCTION));
      }
      assertThat(facts(life, "ModeChanged")).hasSizeGreaterThan(4);
    }
  }

  /** The effects at the target; one that is there twice is named twice. */
  private static List<String> happened(Lab lab) {
    List<String> all = new ArrayList<>();
    lab.target.all().forEach((effect, count) -> all.addAll(Collections.nCopies(count, effect)));
    return all;
  }

  private static List<Rows.FactRow> facts(Lab.Life life, String type) {
    return life.view().facts(0, 1_000_000).stream().filter(f -> f.type().equals(type)).toList();
  }

  @Test
  void refusesAWordThatIsNoMode() throws InterruptedException {
    Lab lab = new Lab(folder);
    try (Lab.Life life = lab.new Life()) {
      long id = SqliteJournal.say(lab.state, InboxReader.MODE, "", "yolo", "operator", Lab.START);
      life.agent.consumeInbox();

      assertThat(life.view().inboxResult(id))
          .hasValueSatisfying(r -> assertThat(r).startsWith("refused: yolo is no mode"));
      assertThat(life.agent.context().mode()).isEqualTo(Mode.PRODUCTION);
    }
  }

  /** Does something just before each effect. */
  private static final class Before extends PassingAction {
    private final Consumer<EffectRequest> first;

    Before(Action real, Consumer<EffectRequest> first) {
      super(real);
      this.first = first;
    }

    @Override
    public EffectResult perform(EffectRequest request, boolean repeated)
        throws InterruptedException {
      first.accept(request);
      return super.perform(request, repeated);
    }
  }
}
