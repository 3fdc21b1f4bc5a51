package pl.automateforge.agent.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalException;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;
import pl.automateforge.agent.mail.MailException;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Limits;

/**
 * One run: what an earlier one left, then what the source has, each item to an end, then the sums.
 */
final class Run {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  /**
   * How long items at work may go on after the run's end was asked for, before they are
   * interrupted.
   */
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** How often the inbox is asked for another mode while items are at work. */
  private static final Duration EAR = Duration.ofSeconds(1);

  private final AgentContext context;
  private final Alerts alerts;
  private final ItemFlow flow;
  private final Reviews reviews;
  private final Stall stall;
  private final Runnable ear;
  private final StopSignal stop;

  /** What its items are taken in. Where the agent's mode changes meanwhile, the run ends. */
  private final Mode mode;

  private final Limits limits;
  private final AtomicReference<Step.@Nullable Halt> halt = new AtomicReference<>();
  private final long number;
  private final Source.Known known;
  private Instant deadline = Instant.MAX;
  private Instant lastHeard = Instant.MIN;
  private @Nullable Instant heldUntil;
  private String cause = "";
  private int skippedNow;

  /**
   * @param ear hears, about once a second, what people say about the mode
   */
  Run(
      AgentContext context,
      Alerts alerts,
      ItemFlow flow,
      Reviews reviews,
      Stall stall,
      Runnable ear,
      StopSignal stop) {
    this.context = context;
    this.alerts = alerts;
    this.flow = flow;
    this.reviews = reviews;
    this.stall = stall;
    this.ear = ear;
    this.mode = context.mode();
    this.stop = stop;
    this.limits = context.loaded().spec().limits();
    this.known = new KnownItems(context);
    this.number = context.journal().view().lastRun().map(Rows.Run::id).orElse(0L) + 1;
  }

  /** Takes on what is held until then, as if it were then. */
  Run heldUntil(Instant moment) {
    heldUntil = moment;
    return this;
  }

  /**
   * Runs.
   *
   * @param due when it was due
   * @param fetch whether the source is asked for more; otherwise only what the journal holds goes
   *     on
   */
  RunReport run(Instant due, boolean fetch) throws InterruptedException {
    Instant began = context.clock().instant();
    alerts.newRun();
    flow.lookAtBudget();
    deadline = began.plus(limits.runTimeout());
    journal().commit(new Entry.RunStarted(number, due, mode, context.version()));
    skippedNow = reviews.journal(number);
    WorkQueue<ItemTask> queue = new WorkQueue<>(context.clock(), limits.concurrency());
    List<ItemTask> tasks = resume(began);
    boolean sourceRead = true;
    if (fetch) {
      try {
        tasks.addAll(fetch(began, limits.itemsPerRun() - tasks.size()));
        alerts.resolve("source");
      } catch (IOException e) {
        sourceRead = false;
        String why =
            e instanceof MailException mail
                ? Words.sentences(String.valueOf(e.getMessage()), mail.cure())
                : String.valueOf(e.getMessage());
        cause = "the source cannot be read: " + Words.bounded(why);
        alerts.raise("source", Priority.P1, "the source cannot be read", Words.bounded(why));
      }
    }
    context.observer().runBegan(number, tasks.size());
    if (!tasks.isEmpty()) {
      flow.prepare();
    }
    int worked = tasks.size();
    tasks.forEach(task -> queue.add(task, Instant.MIN));
    // From here on only the queue holds them: an item that is through is not kept in memory.
    tasks.clear();
    WorkQueue.End end;
    try (ItemTimer timer = new ItemTimer(limits.itemTimeout())) {
      end = queue.work(task -> work(task, timer), deadline, this::over, GRACE);
    }
    return end(worked, state(end, sourceRead), sourceRead && fetch);
  }

  /** Whether nothing new may begin; hears what people say about the mode, once in a while. */
  private boolean over() {
    Instant now = context.clock().instant();
    // A clock that was set back is no reason to hear nothing for as long.
    if (now.isBefore(lastHeard) || !now.isBefore(lastHeard.plus(EAR))) {
      lastHeard = now;
      ear.run();
    }
    return stop.stopped() || context.mode() != mode;
  }

  private Journal journal() {
    return context.journal();
  }

  private JournalView view() {
    return context.journal().view();
  }

  /** Takes on what earlier runs left. */
  private List<ItemTask> resume(Instant now) {
    List<ItemTask> tasks = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    // A part of each run is kept for what is new: items that cannot end do not keep others out.
    int most = limits.itemsPerRun() - limits.itemsPerRun() / 4;
    for (ItemRow row :
        view().resumable(heldUntil == null ? now : heldUntil, mode, context.room(), most)) {
      ItemTask task =
          new ItemTask(
              row.id(),
              new ItemIdentity(row.container(), row.key(), row.contentHash()),
              row.size(),
              now,
              mode);
      task.attempts = row.attempts();
      task.resumed = true;
      if (row.category() != null) {
        task.plan =
            new ItemTask.Plan(
                row.category(),
                confidence(row),
                row.priority(),
                row.confirmed(),
                row.basis() == null ? Basis.ANSWER : row.basis(),
                row.actions(),
                view().texts(row.id()).withoutText());
      }
      tasks.add(task);
      entries.add(new Entry.Resumed(row.id(), number));
    }
    if (!entries.isEmpty()) {
      journal().commit(entries);
      LOG.info("Run {} goes on with {} items of earlier runs.", number, tasks.size());
    }
    return tasks;
  }

  private static double confidence(ItemRow row) {
    Double confidence = row.confidence();
    // A person who named another category is as sure as one can be.
    return confidence == null ? (row.confirmed() ? 1 : 0) : confidence;
  }

  private List<ItemTask> fetch(Instant now, int most) throws IOException {
    if (most <= 0) {
      return List.of();
    }
    Cursor after = view().cursor().map(Cursor::new).orElse(Cursor.START);
    Source.Batch batch = context.source().fetch(after, known, most);
    batch.problems().forEach(problem -> LOG.warn("{}", problem));
    problems(batch.problems());
    List<Entry> entries = new ArrayList<>();
    List<ItemTask> tasks = new ArrayList<>();
    for (SourceItem item : batch.items()) {
      String id = item.identity().id(context.agent());
      entries.add(new Entry.Received(id, number, item.identity(), item.size()));
      ItemTask task = new ItemTask(id, item.identity(), item.size(), now, mode);
      task.fresh = item;
      tasks.add(task);
    }
    for (Source.Skipped skipped : batch.skipped()) {
      entries.add(
          new Entry.Skipped(
              skipped.identity().id(context.agent()),
              number,
              skipped.identity(),
              skipped.filter()));
    }
    skippedNow += batch.skipped().size();
    // The cursor moves in the transaction of what it passed: never over something the journal does
    // not hold.
    entries.add(new Entry.CursorMoved(batch.next().value()));
    journal().commit(entries);
    context.observer().sourceRead(tasks.size());
    return tasks;
  }

  private void problems(List<String> problems) {
    if (problems.isEmpty()) {
      alerts.resolve("source.items");
      return;
    }
    alerts.raise(
        "source.items",
        Priority.P3,
        "items of the source cannot be read",
        problems.size() + " of them, the first: " + Words.bounded(problems.getFirst()));
  }

  /** Does one item; returns when to come back to it, null for not in this run. */
  private @Nullable Instant work(ItemTask task, ItemTimer timer) {
    if (halt.get() != null && task.plan == null) {
      return null;
    }
    return switch (step(task, timer)) {
      case Step.Through _ -> {
        left(task);
        yield null;
      }
      case Step.On _ -> throw new IllegalStateException("an item stopped half-way: " + task.item);
      case Step.Again again -> patience(again) ? again.at() : null;
      case Step.Halt stopped -> {
        halt.compareAndSet(null, stopped);
        yield null;
      }
    };
  }

  private Step step(ItemTask task, ItemTimer timer) {
    try (ItemTimer.Running running = timer.start()) {
      task.timer = running;
      return step(task, running);
    } finally {
      task.timer = null;
    }
  }

  private Step step(ItemTask task, ItemTimer.Running running) {
    try {
      return flow.advance(task);
    } catch (InterruptedException _) {
      running.close();
      if (running.expired()) {
        return flow.timedOut(task, limits.itemTimeout());
      }
      // The run ends: the item stands in the journal and goes on with the next run.
      return new Step.Again(Instant.MAX, false);
    } catch (JournalException e) {
      // What cannot be journalled must not happen: the whole run ends.
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      running.close();
      LOG.error("Item {} met a fault of the agent's own.", task.item, e);
      return flow.faulty(task, e);
    }
  }

  /** Whether coming back still makes sense in this run. */
  private boolean patience(Step.Again again) {
    if (again.at().isAfter(deadline)) {
      return false;
    }
    Duration wait = Duration.between(context.clock().instant(), again.at());
    return again.held() || wait.compareTo(limits.itemTimeout()) <= 0;
  }

  private void left(ItemTask task) {
    task.fresh = null;
    task.plan = null;
    ItemRow row = view().item(task.item).orElseThrow();
    // Whoever only observes leaves no mark at the source either.
    if (row.state() == ItemState.COMPLETED && task.mode == Mode.PRODUCTION) {
      try {
        flow.settle(task);
      } catch (IOException | RuntimeException e) {
        LOG.warn("Item {} could not be settled at its source: {}", task.item, e.getMessage());
      }
    }
    context
        .observer()
        .itemLeft(
            task.item,
            row.category(),
            row.outcome(),
            Duration.between(task.taken, context.clock().instant()));
  }

  private RunState state(WorkQueue.End end, boolean sourceRead) {
    Step.Halt stopped = halt.get();
    if (stopped != null) {
      cause = Words.sentences(stopped.cause(), stopped.cure());
      alerts.raise("model", Priority.P1, stopped.cause(), stopped.cure());
      return RunState.FAILED;
    }
    return switch (end) {
      case ALL_DONE -> sourceRead ? RunState.COMPLETED : RunState.FAILED;
      case STOPPED -> {
        if (context.mode() != mode) {
          cause =
              "the mode changed to "
                  + context.mode().name().toLowerCase(Locale.ROOT)
                  + " while it was at work";
        }
        yield RunState.STOPPED;
      }
      case TIME_UP -> {
        cause = "the run took longer than " + limits.runTimeout().toSeconds() + " s";
        alerts.raise("run.timeout", Priority.P3, "a run took too long", cause);
        yield RunState.TIMED_OUT;
      }
    };
  }

  private RunReport end(int worked, RunState ended, boolean askBacklog) {
    RunSums sums = view().count(number);
    RunState state = ended;
    long taken = (long) worked + skippedNow;
    if (!sums.balanced() || sums.taken() != taken) {
      state = RunState.BROKEN;
      cause = "the sums do not balance: " + taken + " were taken, the journal counts " + sums;
      alerts.raise("sums", Priority.P1, "the sums of a run do not balance", cause);
    }
    long backlog = askBacklog ? backlog() : -1;
    if (askBacklog) {
      stall.after(taken >= limits.itemsPerRun(), taken, backlog);
    }
    journal().commit(new Entry.RunEnded(number, state, sums, backlog, cause));
    if (state == RunState.COMPLETED) {
      alerts.resolve("run.timeout");
      alerts.resolve("sums");
    }
    for (String prefix : List.of("item.", "plan.", "loop")) {
      alerts.resolveOthers(prefix);
    }
    flow.lookAtBudget();
    context.observer().runEnded(number, state, sums, backlog);
    return new RunReport(number, state, sums, view().paused(number), backlog, cause);
  }

  private long backlog() {
    try {
      Cursor after = view().cursor().map(Cursor::new).orElse(Cursor.START);
      return context.source().backlog(after, known);
    } catch (IOException e) {
      LOG.warn("The backlog is not known: {}", e.getMessage());
      return -1;
    }
  }
}
