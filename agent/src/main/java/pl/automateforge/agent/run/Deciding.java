package pl.automateforge.agent.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.ReviewDesk;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.spec.AgentSpec;
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
  private boolean prepared;

  Deciding(AgentContext context, Originals originals, Delays delays) {
    this.context = context;
    this.spec = context.loaded().spec();
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
      case Reading.Text text -> ask(task, Shown.of(context.redactor(), text.content()), pending);
      case Reading.Unreadable unreadable ->
          unreadable(
              task,
              Shown.of(context.redactor(), unreadable.partial()),
              unreadable.reason(),
              pending);
    };
  }

  private Step ask(ItemTask task, Shown shown, List<Entry> pending) throws InterruptedException {
    Instant asked = context.clock().instant();
    Decision decision = context.decider().decide(shown.content());
    String by = context.decider().name();
    if (decision instanceof Decision.Delegated delegated) {
      by = delegated.by();
      decision = delegated.decision();
    }
    context.observer().decided(decision, by, Duration.between(asked, context.clock().instant()));
    Asked about = new Asked(task, shown, by, pending);
    return switch (decision) {
      case Decision.Answer answer -> answered(about, answer);
      case Decision.NoAnswer none ->
          fallBack(about, Unsure.none(basis(none.kind()), none.detail(), none.usage()));
      case Decision.Later later when later.held() -> delays.held(task, later);
      case Decision.Later later -> {
        if (task.attempts + 1 >= Backoff.ATTEMPTS) {
          yield fallBack(about, Unsure.none(Basis.UNAVAILABLE, later.cause(), Usage.NONE));
        }
        yield delays.later(
            task, later.cause(), Duration.between(context.clock().instant(), later.notBefore()));
      }
      case Decision.Stopped stopped -> new Step.Halt(stopped.cause(), stopped.cure());
      case Decision.Delegated _ -> throw new IllegalStateException("it was unwrapped above");
    };
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

  private Step unreadable(ItemTask task, Shown shown, String why, List<Entry> pending) {
    Fallback fallback = spec.fallback();
    List<Entry> entries = new ArrayList<>();
    decided(
        task,
        new Judgement(
            fallback.category(),
            null,
            null,
            false,
            "reader",
            Basis.UNREADABLE,
            1,
            fallback.actions(),
            Usage.NONE,
            shown.content().language().name(),
            shown.texts(why, Map.of())),
        entries);
    if (fallback.actions().stream().anyMatch(a -> context.actions().get(a) instanceof ReviewDesk)
        && confirmation.needed(fallback.actions()).isEmpty()) {
      // It waits where people look, once it is laid there.
      pending.addAll(entries);
      return new Step.On();
    }
    entries.add(new Entry.Waiting(task.item, "it cannot be read: " + Words.bounded(why)));
    context.journal().commit(entries);
    return new Step.Through();
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
