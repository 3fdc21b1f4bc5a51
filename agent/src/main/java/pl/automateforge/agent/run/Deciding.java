package pl.automateforge.agent.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.ReviewDesk;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.decision.budget.Purse;
import pl.automateforge.agent.decision.freetext.FreeText;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Budget;
import pl.automateforge.agent.spec.Category;
import pl.automateforge.agent.spec.Fallback;

/**
 * From an item as received to its plan: read, asked about once, held against the spec. What counts
 * is journalled with the first step that follows from it.
 */
final class Deciding {
  /** Somebody may have dictated it: it never ends in silence, whatever the fallback says. */
  private static final String NO_ANSWER = "what the model said is no answer: a person decides";

  private final AgentContext context;
  private final AgentSpec spec;
  private final Originals originals;
  private final Delays delays;
  private final Confirmation confirmation;
  private final BudgetWatch budget;
  private final LoopBreaker loops;
  private final Alerts alerts;

  /** What a service says of its errors is as hostile as what its model says. */
  private final FreeText links;

  private boolean prepared;

  Deciding(
      AgentContext context, Originals originals, Delays delays, BudgetWatch budget, Alerts alerts) {
    this.budget = budget;
    this.loops = new LoopBreaker(context);
    this.alerts = alerts;
    this.context = context;
    this.spec = context.loaded().spec();
    this.links = FreeText.of(spec, null);
    this.originals = originals;
    this.delays = delays;
    this.confirmation = new Confirmation(context);
  }

  /** Gets the decider ready, once: many threads at once would each wait for it. */
  void prepare() throws InterruptedException {
    if (!prepared) {
      context.decider().prepare();
      prepared = true;
    }
  }

  /**
   * Decides.
   *
   * @param pending takes what is to be committed with the next entries
   * @return {@link Step.On} where the task has its plan now
   */
  Step decide(ItemTask task, List<Entry> pending) throws InterruptedException {
    Purse purse = context.purse();
    if (purse != null && task.need > 0) {
      // What waits for the calls at work is not fetched and read over and over meanwhile.
      Optional<Instant> busy = purse.busy(task.need);
      if (busy.isPresent()) {
        return new Step.Again(busy.get(), true);
      }
    }
    Reading reading;
    try {
      reading = originals.read(task);
    } catch (IOException e) {
      task.fresh = null;
      return delays.later(task, "the source did not give it: " + e.getMessage(), null);
    }
    return switch (reading) {
      case null -> {
        context
            .journal()
            .commit(
                new Entry.Completed(
                    task.item, Outcome.SKIPPED, "gone from the source before it was read"));
        yield new Step.Through();
      }
      case Reading.Text text -> judge(task, text.content(), pending);
      case Reading.Unreadable unreadable ->
          toPerson(
              task,
              nobody(
                  "reader",
                  Basis.UNREADABLE,
                  spec.fallback().actions(),
                  Shown.of(context.redactor(), unreadable.partial()),
                  unreadable.reason()),
              "it cannot be read: " + Words.bounded(unreadable.reason()),
              pending);
    };
  }

  /** Asks about it, unless it goes in circles: that costs nothing. */
  private Step judge(ItemTask task, Content content, List<Entry> pending)
      throws InterruptedException {
    if (loops.isOwn(task, content)) {
      context
          .journal()
          .commit(
              new Entry.Completed(
                  task.item, Outcome.SKIPPED, "own mail: this agent wrote it, and it came back"));
      return new Step.Through();
    }
    Shown shown = Shown.of(context.redactor(), content);
    if (loops.isFlood(task, content, pending)) {
      return flood(task, shown, pending);
    }
    try {
      return ask(task, shown, pending);
    } catch (InterruptedException e) {
      // What the call may have cost is known by now, and kept.
      keepSpent(pending);
      throw e;
    }
  }

  private Step flood(ItemTask task, Shown shown, List<Entry> pending) {
    String why =
        "more than "
            + LoopBreaker.MOST
            + " within an hour from this sender with this subject; the model is not asked";
    alerts.raise(
        "loop",
        Priority.P2,
        "the same mail comes over and over",
        "Item " + task.item.substring(0, Math.min(12, task.item.length())) + ": " + why);
    List<String> looked =
        spec.fallback().actions().stream()
            .filter(name -> spec.actions().get(name) instanceof ActionSpec.Review)
            .toList();
    return toPerson(task, nobody("loop breaker", Basis.LOOP, looked, shown, why), why, pending);
  }

  private Step ask(ItemTask task, Shown shown, List<Entry> pending) throws InterruptedException {
    Instant asked = context.clock().instant();
    Decision decision = JournalSpending.ask(context.decider(), shown.content(), task.item, pending);
    String by = context.decider().name();
    if (decision instanceof Decision.Delegated delegated) {
      by = delegated.by();
      decision = delegated.decision();
    }
    context.observer().decided(decision, by, Duration.between(asked, context.clock().instant()));
    Asked about = new Asked(task, shown, by, pending);
    keepCost(decision, pending);
    return switch (decision) {
      case Decision.Answer answer -> answered(about, answer);
      case Decision.NoAnswer none ->
          fallBack(about, Unsure.none(basis(none.kind()), links.safe(none.detail()), none.usage()));
      case Decision.Later later when later.held() -> delays.held(task, later);
      case Decision.Later later -> {
        if (task.attempts + 1 >= Backoff.ATTEMPTS) {
          yield fallBack(
              about, Unsure.none(Basis.UNAVAILABLE, links.safe(later.cause()), Usage.NONE));
        }
        yield delays.later(
            task, later.cause(), Duration.between(context.clock().instant(), later.notBefore()));
      }
      case Decision.OverBudget over -> overBudget(about, over);
      case Decision.Stopped stopped -> new Step.Halt(stopped.cause(), stopped.cure());
      case Decision.Delegated _ -> throw new IllegalStateException("it was unwrapped above");
    };
  }

  /**
   * What a call cost is committed with the decision that it led to; where it led to none, now. What
   * no budget reserved is recorded all the same: a budget may come later in the month.
   */
  private void keepCost(Decision decision, List<Entry> pending) {
    switch (decision) {
      case Decision.Answer answer -> unreserved(answer.usage(), pending);
      case Decision.NoAnswer none -> unreserved(none.usage(), pending);
      case Decision.Later _, Decision.Stopped _, Decision.OverBudget _, Decision.Delegated _ ->
          keepSpent(pending);
    }
    budget.look();
  }

  private void unreserved(Usage usage, List<Entry> pending) {
    Long nanos = usage.cost().nanos();
    if (context.purse() == null && nanos != null && nanos > 0) {
      pending.add(new Entry.Spent(0, context.clock().instant(), nanos));
    }
  }

  private Step overBudget(Asked about, Decision.OverBudget over) {
    budget.exceeded(over);
    Budget limits = spec.model().budget();
    boolean never = limits != null && !limits.everHolds(over.need().usd());
    if (!never && (limits == null || limits.onExceeded() == Budget.OnExceeded.PAUSE)) {
      return delays.paused(about.task(), over);
    }
    String why =
        never
            ? "to decide it may cost up to "
                + over.need().words()
                + ", which is more than a whole limit of the budget"
            : "the budget is spent";
    return toPerson(
        about.task(),
        nobody(
            "budget",
            Basis.OVER_BUDGET,
            spec.fallback().actions(),
            about.shown(),
            Words.bounded(over.cause())),
        why,
        about.pending());
  }

  private static Basis basis(Decision.NoAnswer.Kind kind) {
    return switch (kind) {
      case REFUSED -> Basis.REFUSED;
      case CUT_OFF -> Basis.CUT_OFF;
      case NOT_AN_ANSWER -> Basis.NOT_AN_ANSWER;
      case REJECTED -> Basis.REJECTED;
    };
  }

  /** The item, what was shown of it, and who was asked. */
  private record Asked(ItemTask task, Shown shown, String by, List<Entry> pending) {}

  /** Why the fallback applies, and what the decider said nevertheless. */
  private record Unsure(
      Basis basis,
      @Nullable String proposed,
      @Nullable Double confidence,
      boolean calibrated,
      String reason,
      Map<String, String> fields,
      Usage usage) {
    static Unsure none(Basis basis, String detail, Usage usage) {
      return new Unsure(basis, null, null, false, detail, Map.of(), usage);
    }

    static Unsure of(Decision.Answer answer, Basis basis, @Nullable String proposed) {
      return new Unsure(
          basis,
          proposed,
          answer.confidence(),
          answer.calibrated(),
          answer.reason(),
          answer.fields(),
          answer.usage());
    }
  }

  private Step answered(Asked about, Decision.Answer answer) {
    delays.answered();
    Optional<Category> known = spec.category(answer.category());
    if (known.isEmpty()) {
      return fallBack(about, Unsure.of(answer, Basis.NOT_AN_ANSWER, null));
    }
    Optional<String> changed = about.shown().changed(answer);
    if (changed.isPresent()) {
      return fallBack(about, Unsure.none(Basis.NOT_AN_ANSWER, changed.get(), answer.usage()));
    }
    if (!(answer.confidence() >= spec.fallback().below())) {
      return fallBack(about, Unsure.of(answer, Basis.UNSURE, answer.category()));
    }
    Category category = known.get();
    decided(
        about.task(),
        new Judgement(
            category.id(),
            null,
            answer.confidence(),
            answer.calibrated(),
            about.by(),
            Basis.ANSWER,
            category.priority(),
            category.actions(),
            answer.usage(),
            about.shown().content().language().name(),
            about.shown().texts(answer.reason(), answer.fields())),
        about.pending());
    if (category.risk() == Category.Risk.HIGH && !category.actions().isEmpty()) {
      return waits(about, "risk high: a person confirms first");
    }
    return confirmed(about, category.actions());
  }

  /** Goes on, unless a person has to say yes first. */
  private Step confirmed(Asked about, List<String> actions) {
    return confirmation
        .needed(actions)
        .map(why -> waits(about, Words.bounded(why)))
        .orElseGet(Step.On::new);
  }

  private Step waits(Asked about, String why) {
    about.pending().add(new Entry.Waiting(about.task().item, why));
    commit(about.pending());
    return new Step.Through();
  }

  private Step fallBack(Asked about, Unsure unsure) {
    Fallback fallback = spec.fallback();
    decided(
        about.task(),
        new Judgement(
            fallback.category(),
            unsure.proposed(),
            unsure.confidence(),
            unsure.calibrated(),
            about.by(),
            unsure.basis(),
            spec.category(fallback.category()).map(Category::priority).orElse(1),
            fallback.actions(),
            unsure.usage(),
            about.shown().content().language().name(),
            about.shown().texts(unsure.reason(), unsure.fields())),
        about.pending());
    if (unsure.basis() == Basis.NOT_AN_ANSWER && !confirmation.askAPerson(fallback.actions())) {
      return waits(about, NO_ANSWER);
    }
    return confirmed(about, fallback.actions());
  }

  /** The fallback's category, as nobody was asked. */
  private Judgement nobody(
      String by, Basis basis, List<String> actions, Shown shown, String reason) {
    return new Judgement(
        spec.fallback().category(),
        null,
        null,
        false,
        by,
        basis,
        1,
        actions,
        Usage.NONE,
        shown.content().language().name(),
        shown.texts(reason, Map.of()));
  }

  private Step toPerson(ItemTask task, Judgement judgement, String why, List<Entry> pending) {
    decided(task, judgement, pending);
    if (judgement.actions().stream().anyMatch(a -> context.actions().get(a) instanceof ReviewDesk)
        && confirmation.needed(judgement.actions()).isEmpty()) {
      // It waits where people look, once it is laid there.
      return new Step.On();
    }
    pending.add(new Entry.Waiting(task.item, why));
    commit(pending);
    return new Step.Through();
  }

  private void keepSpent(List<Entry> pending) {
    if (pending.stream().anyMatch(Entry.Spent.class::isInstance)) {
      commit(pending);
    }
  }

  private void decided(ItemTask task, Judgement judgement, List<Entry> pending) {
    pending.add(judgement.entry(task.item, context.decider().revision(), context.version()));
    task.attempts = 0;
    task.plan = judgement.plan();
  }

  private void commit(List<Entry> pending) {
    context.journal().commit(pending);
    pending.clear();
  }
}
