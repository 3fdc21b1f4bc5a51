package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;

/**
 * At each point, in each class, with many seeds: nothing lost, nothing doubled, doubt goes to a
 * person.
 */
class CrashTests {
  /** The suite's short form; the soak run asks for more. */
  private static final int SEEDS = Integer.getInteger("autoforge.crash.seeds", 10);

  @TempDir Path folder;

  static Stream<Arguments> pointsAndClasses() {
    return Stream.of(Point.values())
        .flatMap(point -> Stream.of(EffectClass.values()).map(c -> Arguments.of(point, c)));
  }

  @ParameterizedTest(name = "{0}, class {1}")
  @MethodSource("pointsAndClasses")
  void losesAndDoublesNothingWhenCutAt(Point point, EffectClass effectClass)
      throws InterruptedException {
    for (int seed = 0; seed < SEEDS; seed++) {
      CrashCase one = new CrashCase(folder.resolve("seed-" + seed), effectClass, point, seed);
      assertThat(one.run(CrashCase.Bug.NONE)).as("seed %d", seed).isEmpty();
    }
  }

  static Stream<Arguments> bugs() {
    return Stream.of(
            bug("intent is not durable before the send", EffectClass.D, defer(Entry.Intent.class)),
            bug("done is written before the send", EffectClass.A, CrashTests::doneEarly),
            actionBug(
                "class D is taken for idempotent",
                EffectClass.D,
                action(r -> claims(r, EffectClass.A))),
            actionBug(
                "class D is taken for one that can be probed",
                EffectClass.D,
                action(r -> probing(claims(r, EffectClass.B), false))),
            actionBug("a probe sees nothing", EffectClass.B, action(r -> probing(r, false))),
            actionBug(
                "a probe sees what is not there", EffectClass.B, action(r -> probing(r, true))),
            actionBug(
                "the key changes with each attempt", EffectClass.C, action(CrashTests::otherKey)),
            actionBug(
                "the effect's id changes with each life",
                EffectClass.A,
                action(CrashTests::otherKey)),
            bug("an ambiguous effect is sent again", EffectClass.D, CrashTests::neverAmbiguous),
            bug("completed is written before the send", EffectClass.C, CrashTests::completedEarly),
            bug("the decision is not kept", EffectClass.A, CrashTests::forgetful),
            bug(
                "a person is not asked about an ambiguous effect",
                EffectClass.D,
                CrashTests::silent))
        .map(b -> Arguments.of(b.bug().name(), b));
  }

  /** A bug and the class in which it shows. */
  record Seeded(EffectClass effectClass, CrashCase.Bug bug) {}

  private static Seeded bug(
      String name, EffectClass effectClass, java.util.function.UnaryOperator<Journal> journal) {
    return new Seeded(
        effectClass,
        new CrashCase.Bug(
            name, java.util.function.UnaryOperator.identity(), (j, _) -> journal.apply(j)));
  }

  private static Seeded actionBug(String name, EffectClass effectClass, ActionBug action) {
    return new Seeded(effectClass, new CrashCase.Bug(name, action::apply, (j, _) -> j));
  }

  /** A fault in an action. */
  @FunctionalInterface
  private interface ActionBug {
    Action apply(Action real);
  }

  private static ActionBug action(ActionBug bug) {
    return bug;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void noticesThat(String name, Seeded seeded) throws InterruptedException {
    List<String> noticed = new ArrayList<>();
    for (Point point : Point.values()) {
      for (int seed = 0; seed < SEEDS && noticed.isEmpty(); seed++) {
        Path place = folder.resolve(point.name().toLowerCase(Locale.ROOT) + "-" + seed);
        CrashCase one = new CrashCase(place, seeded.effectClass(), point, seed);
        if (name.equals("the decision is not kept")) {
          one.lab().decider = fickle();
        }
        noticed.addAll(one.run(seeded.bug()));
      }
    }
    assertThat(noticed).as("what the harness says of a seeded bug").isNotEmpty();
  }

  /** Says something else each time it is asked about the same message. */
  private static ScriptedDecider fickle() {
    AtomicInteger turn = new AtomicInteger();
    return new ScriptedDecider(
        _ -> ScriptedDecider.answer(turn.getAndIncrement() % 2 == 0 ? "a" : "all", 0.9));
  }

  private static java.util.function.UnaryOperator<Journal> defer(Class<? extends Entry> type) {
    return real -> {
      List<Entry> later = new ArrayList<>();
      return new PassingJournal(real) {
        @Override
        public void commit(List<? extends Entry> entries) {
          List<Entry> now = new ArrayList<>();
          for (Entry entry : entries) {
            (type.isInstance(entry) ? later : now).add(entry);
          }
          if (entries.stream().noneMatch(type::isInstance)) {
            now.addAll(0, later);
            later.clear();
          }
          if (!now.isEmpty()) {
            super.commit(now);
          }
        }
      };
    };
  }

  private static Journal doneEarly(Journal real) {
    return new PassingJournal(real) {
      @Override
      public void commit(List<? extends Entry> entries) {
        List<Entry> more = new ArrayList<>(entries);
        for (Entry entry : entries) {
          if (entry instanceof Entry.Intent intent) {
            more.add(new Entry.Done(intent.effect(), intent.item(), ""));
          }
        }
        super.commit(more);
      }
    };
  }

  private static Journal completedEarly(Journal real) {
    return new PassingJournal(real) {
      @Override
      public void commit(List<? extends Entry> entries) {
        List<Entry> more = new ArrayList<>(entries);
        for (Entry entry : entries) {
          if (entry instanceof Entry.Intent intent) {
            more.add(
                new Entry.Completed(
                    intent.item(), pl.automateforge.agent.journal.Outcome.DONE, ""));
          }
        }
        super.commit(more);
      }
    };
  }

  private static Journal neverAmbiguous(Journal real) {
    return new PassingJournal(real) {
      @Override
      public void commit(List<? extends Entry> entries) {
        List<Entry> changed = new ArrayList<>();
        for (Entry entry : entries) {
          if (entry instanceof Entry.Ambiguous doubt) {
            changed.add(new Entry.Failed(doubt.effect(), doubt.item(), true, ""));
          } else if (!(entry instanceof Entry.Waiting)) {
            changed.add(entry);
          }
        }
        super.commit(changed);
      }
    };
  }

  private static Journal silent(Journal real) {
    return new PassingJournal(real) {
      @Override
      public void commit(List<? extends Entry> entries) {
        List<Entry> changed = new ArrayList<>();
        for (Entry entry : entries) {
          if (entry instanceof Entry.Ambiguous doubt) {
            changed.add(new Entry.Done(doubt.effect(), doubt.item(), "surely"));
          } else {
            changed.add(entry);
          }
        }
        super.commit(changed);
      }
    };
  }

  /** Keeps the decision in memory until the item is through. */
  private static Journal forgetful(Journal real) {
    return defer(Entry.Decided.class).apply(real);
  }

  private static Action claims(Action real, EffectClass claimed) {
    return new PassingAction(real) {
      @Override
      public EffectClass effectClass() {
        return claimed;
      }
    };
  }

  private static Action probing(Action real, boolean found) {
    return new PassingAction(real) {
      @Override
      public Probe probe(EffectRequest request) {
        return found ? new Probe.Found("") : new Probe.Absent();
      }
    };
  }

  private static Action otherKey(Action real) {
    return new PassingAction(real) {
      @Override
      public EffectResult perform(EffectRequest r, boolean repeated) throws InterruptedException {
        return super.perform(
            new EffectRequest(
                repeated ? UUID.randomUUID().toString() : r.effect(),
                r.agent(),
                r.item(),
                r.category(),
                r.confidence(),
                r.sender(),
                r.subject(),
                r.reason(),
                r.fields(),
                r.origin()),
            repeated);
      }
    };
  }
}
