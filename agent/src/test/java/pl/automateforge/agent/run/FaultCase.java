package pl.automateforge.agent.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectIds;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalException;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.RunState;

/**
 * An agent on its schedule to whose machine a fault happens before or in a run, and is over half an
 * hour later; then it is left alone. Time is the lab's: what the loop wants to rest, passes.
 */
final class FaultCase {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final List<String> CLASSES = List.of("a", "b", "c", "d");

  private final Fault fault;
  private final Lab lab;
  private final Random random;
  private final int strikeAt;
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicBoolean struck = new AtomicBoolean();
  private final Map<String, Priority> active = new ConcurrentHashMap<>();
  private final List<String> messages = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final boolean actsWithoutIntent;
  private Lab.@Nullable Life life;
  private @Nullable AgentLoop loop;

  /**
   * @param actsWithoutIntent a fault of the agent's own: it writes its intents down only with what
   *     comes next
   */
  FaultCase(Fault fault, Path folder, long seed, boolean actsWithoutIntent) {
    this.fault = fault;
    this.actsWithoutIntent = actsWithoutIntent;
    this.random = new Random(seed * 7919 + 17);
    this.strikeAt = 1 + random.nextInt(25);
    this.lab =
        new Lab(
            folder,
            "timezone: Europe/Warsaw\nschedule: {every: 15m}\nlimits: {concurrency: 2,"
                + " connectTimeout: 1s}\n");
    lab.decider = new ScriptedDecider(this::decide);
    lab.wrapJournal = this::watched;
    lab.wrapAction = Witness::new;
    lab.observer =
        new RunObserver() {
          @Override
          public void alert(String key, Priority priority, boolean raised) {
            if (raised) {
              active.put(key, priority);
            } else {
              active.remove(key);
            }
          }
        };
    for (int i = 0; i < 6; i++) {
      add(i);
    }
  }

  private void add(int number) {
    messages.add(CLASSES.get(number % CLASSES.size()) + " message " + number);
    lab.source.add(messages.getLast());
  }

  private Decision decide(pl.automateforge.agent.content.Content content) {
    String text = content.text(pl.automateforge.agent.content.Content.Part.Kind.BODY);
    // One is held for a while at first: holds are moments, and clocks lie about moments.
    if (text.contains("message 5") && held.compareAndSet(false, true)) {
      return new Decision.Later(lab.clock.instant().plusSeconds(200), false, "busy");
    }
    return ScriptedDecider.answer(text.split(" ", 2)[0], 0.95);
  }

  private final AtomicBoolean held = new AtomicBoolean();

  /** The fault strikes before the n-th commit of the first run. */
  private Journal watched(Journal real) {
    List<Entry> later = new ArrayList<>();
    return new PassingJournal(real) {
      @Override
      public void commit(List<? extends Entry> entries) {
        synchronized (FaultCase.this) {
          if (commits.getAndIncrement() >= strikeAt && struck.compareAndSet(false, true)) {
            fault.strike(lab);
          }
        }
        if (!actsWithoutIntent) {
          super.commit(entries);
          return;
        }
        List<Entry> now = new ArrayList<>();
        synchronized (later) {
          for (Entry entry : entries) {
            (entry instanceof Entry.Intent ? later : now).add(entry);
          }
          if (!now.isEmpty()) {
            now.addAll(0, later);
            later.clear();
          }
        }
        if (!now.isEmpty()) {
          super.commit(now);
        }
      }
    };
  }

  /** Believes only what a reader of the file sees at the moment of the effect. */
  private final class Witness extends PassingAction {
    Witness(Action real) {
      super(real);
    }

    @Override
    public EffectResult perform(EffectRequest request, boolean repeated)
        throws InterruptedException {
      Optional<EffectRow> row =
          java.util.Objects.requireNonNull(life).view().effect(request.effect());
      if (row.isEmpty()) {
        faults.add("an effect without a durable intent: " + request.effect());
      }
      return super.perform(request, repeated);
    }
  }

  /** What went wrong, in words; empty where nothing did. */
  List<String> run() throws InterruptedException {
    begin();
    try {
      step();
      lab.clock.advance(Duration.ofMinutes(15));
      steps(Duration.ofSeconds(20));
      if (struck.compareAndSet(false, true)) {
        fault.strike(lab);
      }
      noticed();
      int before = lab.target.all().size();
      add(6);
      add(7);
      steps(Duration.ofMinutes(30));
      if (!(fault instanceof Fault.ClockSet) && lab.target.all().size() != before) {
        faults.add("it went on acting while nothing could be written");
      }
      over();
      steps(Duration.ofMinutes(40));
      judge();
      return faults;
    } finally {
      end();
      fault.clear();
    }
  }

  private void begin() {
    Lab.Life begun = lab.new Life();
    life = begun;
    loop = new AgentLoop(begun.agent, begun.stop, Optional::empty);
  }

  private void end() {
    if (life != null) {
      life.close();
      life = null;
    }
  }

  private Duration step() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    // A run that waits for a moment waits for the lab's clock: it goes on where a step takes long.
    Thread time =
        Thread.ofVirtual()
            .start(() -> {
              LockSupport.parkNanos(TICK.toNanos());
              while (!over.get()) {
                lab.clock.advance(Duration.ofMillis(500));
                LockSupport.parkNanos(TICK.toNanos());
              }
            });
    try {
      return java.util.Objects.requireNonNull(loop).step();
    } finally {
      over.set(true);
      LockSupport.unpark(time);
      time.join();
    }
  }

  /** So much time passes as the machine would count it, whatever its clock shows. */
  private void steps(Duration time) throws InterruptedException {
    Instant end = counted().plus(time);
    while (counted().isBefore(end)) {
      Duration rest = step();
      lab.clock.advance(
          rest.compareTo(Duration.ofSeconds(30)) < 0 && rest.isPositive()
              ? Duration.ofSeconds(15)
              : rest.plusMillis(1));
    }
  }

  private Instant counted() {
    return lab.clock.instant().minus(lab.clockSet);
  }

  private void noticed() throws InterruptedException {
    Instant end = counted().plusSeconds(60);
    while (!seen() && counted().isBefore(end)) {
      steps(Duration.ofSeconds(5));
    }
    if (!seen()) {
      faults.add("no alert P1 within 60 s, " + active + ", " + unready());
    }
    if (!(fault instanceof Fault.ClockSet)
        && fault.words().stream().noneMatch(unready()::contains)) {
      faults.add("the sentence does not say what is wrong: " + unready());
    }
  }

  private boolean seen() {
    return active.containsValue(Priority.P1);
  }

  private String unready() {
    return java.util.Objects.requireNonNull(loop).unready().orElse("ready");
  }

  private void over() {
    if (fault.wantsNewProcess()) {
      startsNowhere();
      end();
      fault.heal(lab);
      active.clear();
      begin();
    } else {
      fault.heal(lab);
    }
  }

  private void startsNowhere() {
    end();
    try {
      lab.new Life().close();
      faults.add("an agent starts where it cannot write");
    } catch (JournalException e) {
      if (fault.words().stream().noneMatch(String.valueOf(e.getMessage())::contains)) {
        faults.add("the start does not say what is wrong: " + e.getMessage());
      }
    }
  }

  private void judge() {
    JournalView view = java.util.Objects.requireNonNull(life).view();
    if (!unready().equals("ready") || seen()) {
      faults.add("it did not resume: " + unready() + ", " + active);
    }
    Set<String> ambiguous =
        view.ambiguous().stream().map(EffectRow::id).collect(Collectors.toSet());
    Map<String, String> effects = new HashMap<>();
    for (String message : messages) {
      String action = message.substring(0, 1);
      effects.put(message, EffectIds.of("lab", MemorySource.identity(message), action, 0));
    }
    effects.forEach((message, effect) -> {
      int count = lab.target.count(effect);
      if (count > 1) {
        faults.add("doubled: " + message);
      }
      if (count == 0 && !ambiguous.contains(effect)) {
        faults.add("lost: " + message);
      }
      if (ambiguous.contains(effect) && !message.startsWith("d")) {
        faults.add("in doubt without need: " + message);
      }
    });
    view.firstBrokenLink().ifPresent(seq -> faults.add("the chain breaks at " + seq));
    for (Rows.Run run : view.runs()) {
      if (!run.sums().balanced() || run.state() == RunState.BROKEN) {
        faults.add("run " + run.id() + " " + run.state() + " " + run.sums());
      }
    }
    String key = fault instanceof Fault.ClockSet ? Agent.CLOCK : "journal";
    List<Rows.Alert> told =
        view.alerts().stream()
            .filter(alert -> alert.key().equals(key) && alert.resolved() != null)
            .toList();
    // A process that ended took what it could not write with it.
    if (told.isEmpty() && !fault.wantsNewProcess()) {
      faults.add("the journal does not tell of it: " + view.alerts());
    }
  }
}
