package pl.automateforge.agent.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectIds;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.Origin;
import pl.automateforge.agent.action.ReviewDesk;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.JournalException;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.Category;
import pl.automateforge.agent.spec.Fallback;

/**
 * An item's way: read, decided, acted upon, ended. Each step is a committed entry before the next
 * begins, so that the way goes on after a crash where it stood; a decision is asked for once and
 * replayed.
 */
final class ItemFlow {
  /** What a message may weigh to be read whole; of a larger one the first part is read. */
  private static final int READ_LIMIT = 8 << 20;

  /** How long the model's service may hold all items before a person hears of it. */
  private static final Duration OUTAGE = Duration.ofMinutes(5);

  /** How often an item may meet a fault of our own. */
  private static final int FAULTS = 3;

  private static final String REPLY = "an answer to the sender: a person confirms it first";

  /** How much of the visible text is kept for the person who has to decide. */
  private static final int KEPT_TEXT = 8_000;

  private final AgentContext context;
  private final Alerts alerts;
  private final EffectRunner effects;
  private final ByteBudget memory = new ByteBudget(Runtime.getRuntime().maxMemory() / 8);
  private final ReentrantLock sourceLock = new ReentrantLock();
  private boolean prepared;
  private final AtomicReference<@Nullable Instant> heldSince = new AtomicReference<>();

  ItemFlow(AgentContext context, Alerts alerts) {
    this.context = context;
    this.alerts = alerts;
    this.effects = new EffectRunner(context, alerts);
  }

  /** Gets the decider ready, once: many threads at once would each wait for it. */
  void prepare() throws InterruptedException {
    if (!prepared) {
      context.decider().prepare();
      prepared = true;
    }
  }

  /** Goes on with the item as far as possible. */
  Step advance(ItemTask task) throws InterruptedException {
    List<Entry> pending = new ArrayList<>();
    try {
      return advance(task, pending);
    } catch (JournalException | InterruptedException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // What was decided and paid for is kept, whatever happened behind it.
      effects.flush(pending);
      throw e;
    }
  }

  private Step advance(ItemTask task, List<Entry> pending) throws InterruptedException {
    ItemTask.Plan plan = task.plan;
    if (plan == null) {
      Step step = decide(task, pending);
      if (!(step instanceof Step.On)) {
        return step;
      }
      plan = task.plan;
    }
    if (plan == null) {
      throw new IllegalStateException("a decided item without a plan: " + task.item);
    }
    return act(task, plan, pending);
  }

  private Step decide(ItemTask task, List<Entry> pending) throws InterruptedException {
    Reading reading;
    try {
      reading = read(task);
    } catch (IOException e) {
      task.fresh = null;
      return later(task, "the source did not give it: " + e.getMessage(), null);
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
      case Reading.Text text -> ask(task, text.content(), pending);
      case Reading.Unreadable unreadable -> unreadable(task, unreadable, pending);
    };
  }

  /** Null where the source does not hold the item any more. */
  private @Nullable Reading read(ItemTask task) throws IOException, InterruptedException {
    SourceItem item = task.fresh == null ? find(task) : task.fresh;
    if (item == null) {
      return null;
    }
    int weight = (int) Math.min(item.size(), READ_LIMIT);
    task.rest();
    memory.take(weight);
    task.go();
    try {
      return context.reader().read(item.raw().read(READ_LIMIT), item.size() > READ_LIMIT);
    } finally {
      memory.give(weight);
    }
  }

  /** The item once more, for an action that answers it. */
  private byte[] original(ItemTask task, int limit) throws IOException {
    SourceItem item = find(task);
    if (item == null) {
      throw new IOException("the source does not hold the item any more");
    }
    return item.raw().read(limit);
  }

  private @Nullable SourceItem find(ItemTask task) throws IOException {
    sourceLock.lock();
    try {
      return context.source().find(task.identity);
    } finally {
      sourceLock.unlock();
    }
  }

  private Step ask(ItemTask task, Content content, List<Entry> pending)
      throws InterruptedException {
    Instant asked = context.clock().instant();
    Decision decision = context.decider().decide(content);
    context
        .observer()
        .decided(
            decision, context.decider().name(), Duration.between(asked, context.clock().instant()));
    return switch (decision) {
      case Decision.Answer answer -> answered(task, content, answer, pending);
      case Decision.NoAnswer none -> {
        Basis basis =
            switch (none.kind()) {
              case REFUSED -> Basis.REFUSED;
              case CUT_OFF -> Basis.CUT_OFF;
              case NOT_AN_ANSWER -> Basis.NOT_AN_ANSWER;
              case REJECTED -> Basis.REJECTED;
            };
        yield fallBack(
            task,
            content,
            null,
            null,
            false,
            basis,
            none.detail(),
            Map.of(),
            none.usage(),
            pending);
      }
      case Decision.Later later when later.held() -> held(task, later);
      case Decision.Later later -> {
        if (task.attempts + 1 >= Backoff.ATTEMPTS) {
          yield fallBack(
              task,
              content,
              null,
              null,
              false,
              Basis.UNAVAILABLE,
              later.cause(),
              Map.of(),
              Usage.NONE,
              pending);
        }
        yield later(
            task, later.cause(), Duration.between(context.clock().instant(), later.notBefore()));
      }
      case Decision.Stopped stopped -> new Step.Halt(stopped.cause(), stopped.cure());
    };
  }

  /** The provider's gate holds every item: none of them is to blame. */
  private Step held(ItemTask task, Decision.Later later) {
    Instant now = context.clock().instant();
    Instant since = heldSince.updateAndGet(was -> was == null ? now : was);
    if (since != null && Duration.between(since, now).compareTo(OUTAGE) >= 0) {
      alerts.raise(
          "model.held",
          Priority.P2,
          "the model's service has been holding all items since " + since,
          Words.bounded(later.cause()));
    }
    task.fresh = null;
    return new Step.Again(later.notBefore(), true);
  }

  /**
   * It could not be done this time: hold the item, longer each time; in the end a person hears of
   * it.
   */
  private Step later(ItemTask task, String cause, @Nullable Duration asked) {
    String words = Words.bounded(cause);
    task.attempts++;
    if (task.attempts >= Backoff.ATTEMPTS) {
      return giveUp(task, "tried " + task.attempts + " times: " + words);
    }
    Instant until = context.clock().instant().plus(Backoff.after(task.attempts, asked));
    context.journal().commit(new Entry.Held(task.item, until, task.attempts, words));
    return new Step.Again(until, false);
  }

  private Step giveUp(ItemTask task, String why) {
    context.journal().commit(new Entry.Waiting(task.item, why));
    alerts.raise("item.stuck", Priority.P2, "an item cannot be brought to an end", why);
    return new Step.Through();
  }

  /**
   * A fault of the agent's own, met with this item: tried a few times more, then a person has to
   * look.
   */
  Step faulty(ItemTask task, Throwable fault) {
    String words = "a fault of the agent's own: " + Words.bounded(fault.toString());
    alerts.raise("item.fault", Priority.P2, "an item met a fault of the agent's own", words);
    task.attempts = Math.max(task.attempts + 1, Backoff.ATTEMPTS - FAULTS);
    if (task.attempts >= Backoff.ATTEMPTS) {
      return giveUp(task, words);
    }
    Instant until = context.clock().instant().plus(Backoff.after(FAULTS, null));
    context.journal().commit(new Entry.Held(task.item, until, task.attempts, words));
    return new Step.Again(until, false);
  }

  /** Tells the source that the item ended. */
  void settle(ItemTask task) throws IOException {
    sourceLock.lock();
    try {
      context.source().settle(task.identity);
    } finally {
      sourceLock.unlock();
    }
  }

  private Step answered(
      ItemTask task, Content content, Decision.Answer answer, List<Entry> pending) {
    alerts.resolve("model");
    if (heldSince.getAndSet(null) != null) {
      alerts.resolve("model.held");
    }
    Optional<Category> known = context.loaded().spec().category(answer.category());
    Fallback fallback = context.loaded().spec().fallback();
    if (known.isEmpty() || answer.confidence() < fallback.below()) {
      return fallBack(
          task,
          content,
          known.isEmpty() ? null : answer.category(),
          answer.confidence(),
          answer.calibrated(),
          known.isEmpty() ? Basis.NOT_AN_ANSWER : Basis.UNSURE,
          answer.reason(),
          answer.fields(),
          answer.usage(),
          pending);
    }
    Category category = known.get();
    ItemTexts texts = texts(content, answer.reason(), answer.fields());
    decided(
        task,
        category.id(),
        null,
        answer.confidence(),
        answer.calibrated(),
        Basis.ANSWER,
        category.priority(),
        category.actions(),
        answer.usage(),
        content.language().name(),
        texts,
        pending);
    if (needsAPerson(category)) {
      pending.add(
          new Entry.Waiting(
              task.item,
              category.risk() == Category.Risk.HIGH
                  ? "risk high: a person confirms first"
                  : REPLY));
      effects.flush(pending);
      return new Step.Through();
    }
    return new Step.On();
  }

  /** An answer to a sender is always a person's to let go, whatever the category's risk. */
  private boolean needsAPerson(Category category) {
    return (category.risk() == Category.Risk.HIGH && !category.actions().isEmpty())
        || replies(category.actions());
  }

  private boolean replies(List<String> actions) {
    return actions.stream()
        .anyMatch(name -> context.loaded().spec().actions().get(name) instanceof ActionSpec.Reply);
  }

  private Step fallBack(
      ItemTask task,
      Content content,
      @Nullable String proposed,
      @Nullable Double confidence,
      boolean calibrated,
      Basis basis,
      String reason,
      Map<String, String> fields,
      Usage usage,
      List<Entry> pending) {
    Fallback fallback = context.loaded().spec().fallback();
    int priority =
        context.loaded().spec().category(fallback.category()).map(Category::priority).orElse(1);
    decided(
        task,
        fallback.category(),
        proposed,
        confidence,
        calibrated,
        basis,
        priority,
        fallback.actions(),
        usage,
        content.language().name(),
        texts(content, reason, fields),
        pending);
    if (replies(fallback.actions())) {
      pending.add(new Entry.Waiting(task.item, REPLY));
      effects.flush(pending);
      return new Step.Through();
    }
    return new Step.On();
  }

  private Step unreadable(ItemTask task, Reading.Unreadable unreadable, List<Entry> pending) {
    Fallback fallback = context.loaded().spec().fallback();
    List<Entry> entries = new ArrayList<>();
    decided(
        task,
        fallback.category(),
        null,
        null,
        false,
        Basis.UNREADABLE,
        1,
        fallback.actions(),
        Usage.NONE,
        unreadable.partial().language().name(),
        texts(unreadable.partial(), unreadable.reason(), Map.of()),
        entries);
    if (fallback.actions().stream().anyMatch(a -> context.actions().get(a) instanceof ReviewDesk)) {
      // It waits where people look, once it is laid there.
      pending.addAll(entries);
      return new Step.On();
    }
    entries.add(
        new Entry.Waiting(task.item, "it cannot be read: " + Words.bounded(unreadable.reason())));
    context.journal().commit(entries);
    return new Step.Through();
  }

  private void decided(
      ItemTask task,
      String category,
      @Nullable String proposed,
      @Nullable Double confidence,
      boolean calibrated,
      Basis basis,
      int priority,
      List<String> actions,
      Usage usage,
      String language,
      ItemTexts texts,
      List<Entry> pending) {
    pending.add(
        new Entry.Decided(
            task.item,
            category,
            proposed,
            confidence,
            calibrated,
            basis == Basis.UNREADABLE ? "reader" : context.decider().name(),
            context.decider().revision(),
            basis,
            context.version(),
            priority,
            actions,
            usage,
            language,
            texts));
    task.attempts = 0;
    task.plan =
        new ItemTask.Plan(
            category,
            confidence == null ? 0 : confidence,
            priority,
            false,
            basis,
            actions,
            texts.withoutText());
  }

  /** Why a person is asked, in words. */
  private static String because(Basis basis) {
    return switch (basis) {
      case ANSWER, PERSON -> "a person decides";
      case UNSURE -> "the model was not sure enough";
      case REFUSED -> "the model refused";
      case CUT_OFF -> "the model's answer was cut off";
      case NOT_AN_ANSWER -> "what the model said is no answer";
      case REJECTED -> "the model's service rejected the request";
      case UNAVAILABLE -> "no decision could be had";
      case UNREADABLE -> "it cannot be read";
    };
  }

  private static ItemTexts texts(Content content, String reason, Map<String, String> fields) {
    String text = content.text(Content.Part.Kind.BODY);
    return new ItemTexts(
        content.sender(),
        content.subject(),
        reason,
        fields,
        text.length() > KEPT_TEXT ? text.substring(0, KEPT_TEXT) : text);
  }

  private Step act(ItemTask task, ItemTask.Plan plan, List<Entry> pending)
      throws InterruptedException {
    Map<String, EffectRow> before = new HashMap<>();
    if (task.resumed) {
      context.journal().view().effects(task.item).forEach(row -> before.put(row.id(), row));
    }
    Map<String, Integer> times = new HashMap<>();
    for (String name : plan.actions()) {
      int occurrence = times.merge(name, 1, Integer::sum) - 1;
      Step step = actOnce(task, plan, name, occurrence, before, pending);
      if (!(step instanceof Step.On)) {
        effects.flush(pending);
        return step;
      }
    }
    pending.add(new Entry.Completed(task.item, Outcome.DONE, ""));
    effects.flush(pending);
    return new Step.Through();
  }

  private Step actOnce(
      ItemTask task,
      ItemTask.Plan plan,
      String name,
      int occurrence,
      Map<String, EffectRow> before,
      List<Entry> pending)
      throws InterruptedException {
    ActionSpec spec = context.loaded().spec().actions().get(name);
    Action action = context.actions().get(name);
    if (spec instanceof ActionSpec.Review) {
      if (plan.confirmed()) {
        return new Step.On();
      }
      if (action != null) {
        Step laid =
            effects.run(
                task,
                plan,
                action,
                request(task, plan, name, occurrence),
                before.get(effect(task, name, occurrence)),
                pending);
        if (!(laid instanceof Step.On)) {
          return laid;
        }
      }
      pending.add(new Entry.Waiting(task.item, name + ": " + because(plan.basis())));
      return new Step.Through();
    }
    if (spec == null || action == null) {
      // The plan was made by a version that had this action: a person has to say what is to happen
      // now.
      pending.add(
          new Entry.Waiting(
              task.item,
              String.format(
                  Locale.ROOT, "the action %s of its plan is not in this version", name)));
      alerts.raise(
          "plan." + name, Priority.P2, "a plan names an action that is not in this version", name);
      return new Step.Through();
    }
    EffectRequest request = request(task, plan, name, occurrence);
    return effects.run(task, plan, action, request, before.get(request.effect()), pending);
  }

  private String effect(ItemTask task, String action, int occurrence) {
    return EffectIds.of(context.agent(), task.identity, action, occurrence);
  }

  private EffectRequest request(ItemTask task, ItemTask.Plan plan, String action, int occurrence) {
    ItemTexts texts = plan.texts();
    return new EffectRequest(
        effect(task, action, occurrence),
        context.agent(),
        task.item,
        plan.category(),
        plan.confidence(),
        texts.sender(),
        texts.subject(),
        texts.reason(),
        texts.fields(),
        new Origin(task.identity, task.size, limit -> original(task, limit)));
  }

  /** The step took longer than an item may. */
  Step timedOut(ItemTask task, Duration limit) {
    task.resumed = true;
    task.fresh = null;
    return later(task, "it took longer than " + limit.toSeconds() + " s", null);
  }
}
