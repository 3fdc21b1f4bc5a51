package pl.automateforge.agent.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectIds;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.privacy.sealing.Keyring;

/**
 * One agent whose life is cut at a point, cut again while it recovers, and then left alone; what it
 * left at the target is compared with what it should have. The journal is copied at the cut, with
 * its WAL, and opened anew from the copy, as a disk would show it.
 */
final class CrashCase {
  private static final int MESSAGES = 3;
  private static final List<Point> POINTS = List.of(Point.values());
  private static final int LIVES_TO_THE_END = 6;

  private final EffectClass effectClass;
  private final Point point;
  private final Random random;
  private final Lab lab;
  private final Path folder;
  private final List<String> messages = new ArrayList<>();
  private final Set<String> inDoubt = new HashSet<>();
  private int lives;

  /** A fault put into every life of the agent, for seeing whether the case notices. */
  record Bug(
      String name, UnaryOperator<Action> action, BiFunction<Journal, Integer, Journal> journal) {
    static final Bug NONE = new Bug("none", UnaryOperator.identity(), (journal, _) -> journal);
  }

  CrashCase(Path folder, EffectClass effectClass, Point point, long seed) {
    this.folder = folder;
    this.effectClass = effectClass;
    this.point = point;
    this.random = new Random(seed * 31 + point.name().hashCode());
    this.lab = new Lab(folder, "limits: {concurrency: 1}\n");
    String category = effectClass.name().toLowerCase(Locale.ROOT);
    for (int i = 0; i < MESSAGES; i++) {
      messages.add(category + " " + seed + " " + i);
      lab.source.add(messages.getLast());
    }
  }

  Lab lab() {
    return lab;
  }

  /** What went wrong, in words; empty where nothing did. */
  List<String> run(Bug bug) throws InterruptedException {
    int nth = 1 + random.nextInt(MESSAGES);
    live(bug, point, point == Point.BEFORE_RECEIVED || point == Point.AFTER_RECEIVED ? 1 : nth);
    Point second = POINTS.get(random.nextInt(POINTS.size()));
    live(bug, second, 1 + random.nextInt(MESSAGES));
    for (int i = 0; i < LIVES_TO_THE_END; i++) {
      lab.clock.advance(Duration.ofHours(1));
      live(bug, Point.AFTER_COMPLETED, 0);
    }
    return verdict();
  }

  private void live(Bug bug, Point where, int nth) throws InterruptedException {
    Path copy = folder.resolve("state-" + ++lives);
    Fate fate = new Fate(where, nth, _ -> copy(lab.state, copy));
    int life = lives;
    lab.wrapJournal = real -> bug.journal().apply(fate.of(real), life);
    lab.wrapDecider = fate::of;
    lab.wrapAction = real -> fate.of(bug.action().apply(real));
    try (Lab.Life alive = lab.new Life()) {
      alive.run();
    } catch (Fate.Cut _) {
      // As it should be.
    }
    if (fate.dead()) {
      lab.state = copy;
      if (effectClass == EffectClass.D && where.leavesClassDInDoubt()) {
        fate.effect().ifPresent(inDoubt::add);
      }
    }
  }

  static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to);
      for (String name : List.of(SqliteJournal.FILE, SqliteJournal.FILE + "-wal", Keyring.FILE)) {
        if (Files.exists(from.resolve(name))) {
          Files.copy(from.resolve(name), to.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> verdict() {
    List<String> faults = new ArrayList<>();
    try (JournalView view = lab.look()) {
      Set<String> ambiguous = new HashSet<>();
      view.ambiguous().stream().map(EffectRow::id).forEach(ambiguous::add);
      for (String message : messages) {
        judge(message, ambiguous, faults);
      }
      int expected = messages.size();
      if (lab.target.all().size() > expected) {
        faults.add(lab.target.all().size() + " effects at the target, " + expected + " expected");
      }
      if (effectClass == EffectClass.D && !ambiguous.equals(inDoubt)) {
        faults.add("ambiguous " + ambiguous + ", cut between intent and receipt: " + inDoubt);
      }
      if (effectClass != EffectClass.D && !ambiguous.isEmpty()) {
        faults.add("ambiguous in class " + effectClass + ": " + ambiguous);
      }
      view.firstBrokenLink().ifPresent(seq -> faults.add("the chain breaks at " + seq));
      for (Rows.Run run : view.runs()) {
        if (!run.sums().balanced() || run.state() == RunState.BROKEN) {
          faults.add("run " + run.id() + " " + run.state() + " " + run.sums());
        }
      }
    }
    if (lab.decider.asked.get() > messages.size() + 2) {
      faults.add(lab.decider.asked + " questions for " + messages.size() + " messages, two cuts");
    }
    return faults;
  }

  private void judge(String message, Set<String> ambiguous, List<String> faults) {
    String action = effectClass.name().toLowerCase(Locale.ROOT);
    String effect = EffectIds.of("lab", MemorySource.identity(message), action, 0);
    int count = lab.target.count(effect);
    if (count > 1) {
      faults.add("doubled: " + message + " arrived " + count + " times");
    }
    if (count == 0 && !ambiguous.contains(effect)) {
      faults.add("lost: " + message + " never arrived, and nobody is asked");
    }
    try (JournalView view = lab.look()) {
      EffectState state = view.effect(effect).map(EffectRow::state).orElse(EffectState.FAILED);
      if (state == EffectState.DONE && count == 0) {
        faults.add("the journal says done, the target has nothing: " + message);
      }
    }
  }
}
