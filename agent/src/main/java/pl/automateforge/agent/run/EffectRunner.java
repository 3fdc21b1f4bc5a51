package pl.automateforge.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Priority;

/**
 * Brings one effect from intent to its end. The intent is durable before the first byte leaves;
 * what a crash or a lost answer leaves open is treated as the effect's class allows: repeated,
 * probed, or put before a person.
 */
final class EffectRunner {
  private final AgentContext context;
  private final Alerts alerts;
  private final PriorityLane lane = new PriorityLane();

  EffectRunner(AgentContext context, Alerts alerts) {
    this.context = context;
    this.alerts = alerts;
  }

  /**
   * Does it, or shows what it would do.
   *
   * @param before what the journal holds of this effect; null where it holds nothing
   * @param pending entries that are to be committed with the next ones; entries may be left in it
   */
  Step run(
      ItemTask task,
      ItemTask.Plan plan,
      Action action,
      EffectRequest request,
      @Nullable EffectRow before,
      List<Entry> pending)
      throws InterruptedException {
    if (task.mode == Mode.OBSERVE) {
      return observe(task, action, request, before, pending);
    }
    EffectState state = before == null ? EffectState.WOULD_DO : before.state();
    return switch (state) {
      case DONE -> new Step.On();
      case AMBIGUOUS -> new Step.Through();
      case WOULD_DO, FAILED -> perform(task, plan, action, request, before, false, pending);
      case INTENT -> resume(task, plan, action, request, before, pending);
    };
  }

  private Step observe(
      ItemTask task,
      Action action,
      EffectRequest request,
      @Nullable EffectRow before,
      List<Entry> pending) {
    if (before == null) {
      pending.add(
          new Entry.WouldDo(
              request.effect(),
              task.item,
              action.name(),
              action.effectClass(),
              context.version(),
              action.describe(request)));
      context.observer().effect(action.name(), action.effectClass(), EffectState.WOULD_DO);
      return new Step.On();
    }
    return switch (before.state()) {
      case WOULD_DO, DONE -> new Step.On();
      case AMBIGUOUS -> new Step.Through();
      case INTENT ->
          before.effectClass() == EffectClass.D
              ? doubtful(task, action, request, pending)
              : leftForProduction(pending);
      case FAILED -> leftForProduction(pending);
    };
  }

  /** Production began this effect: only production may end it. The item stays open until then. */
  private Step leftForProduction(List<Entry> pending) {
    flush(pending);
    return new Step.Again(Instant.MAX, false);
  }

  private Step doubtful(ItemTask task, Action action, EffectRequest request, List<Entry> pending) {
    return ambiguous(
        task,
        action,
        request,
        "the agent stopped after it had begun to send and before an answer came",
        pending);
  }

  /** An earlier process, or an answer that never came, left an intent without an end. */
  private Step resume(
      ItemTask task,
      ItemTask.Plan plan,
      Action action,
      EffectRequest request,
      @Nullable EffectRow before,
      List<Entry> pending)
      throws InterruptedException {
    // The class under which the bytes may have left counts, and a spec that lost the class since
    // then cannot repeat by it.
    EffectClass then = before == null ? action.effectClass() : before.effectClass();
    if (then == EffectClass.D || action.effectClass() == EffectClass.D) {
      return doubtful(task, action, request, pending);
    }
    return switch (then) {
      case A, C -> perform(task, plan, action, request, before, true, pending);
      case B -> probe(task, plan, action, request, before, pending);
      case D -> throw new IllegalStateException("class D is never repeated");
    };
  }

  private Step probe(
      ItemTask task,
      ItemTask.Plan plan,
      Action action,
      EffectRequest request,
      @Nullable EffectRow before,
      List<Entry> pending)
      throws InterruptedException {
    Instant now = context.clock().instant();
    Instant trusted = (before == null ? now : before.at()).plus(action.probeAfter());
    if (now.isBefore(trusted)) {
      return hold(task, trusted, "looking whether it happened", pending);
    }
    return switch (action.probe(request)) {
      case Action.Probe.Found found -> {
        done(task, action, request, found.receipt(), pending);
        yield new Step.On();
      }
      case Action.Probe.Absent _ -> {
        if (action.probeAfter().isZero() || (before != null && before.probes() > 0)) {
          yield perform(task, plan, action, request, before, true, pending);
        }
        pending.add(new Entry.ProbedAbsent(request.effect(), task.item));
        yield hold(
            task, now.plus(action.probeAfter()), "looking once more whether it happened", pending);
      }
      case Action.Probe.CannotTell cannot ->
          ambiguous(task, action, request, cannot.why(), pending);
    };
  }

  private Step perform(
      ItemTask task,
      ItemTask.Plan plan,
      Action action,
      EffectRequest request,
      @Nullable EffectRow before,
      boolean repeated,
      List<Entry> pending)
      throws InterruptedException {
    int attempt = before == null ? 1 : before.attempts() + 1;
    Entry.Intent intent =
        new Entry.Intent(
            request.effect(),
            task.item,
            action.name(),
            action.effectClass(),
            task.mode,
            context.version(),
            attempt);
    if (action.effectClass() != EffectClass.D) {
      pending.add(intent);
      if (!context.modes().inProduction(() -> flush(pending))) {
        pending.remove(intent);
        return leftForProduction(pending);
      }
      return conclude(task, action, request, call(action, request, repeated), pending);
    }
    flush(pending);
    enterLane(task, plan.priority());
    try {
      if (!context.modes().inProduction(() -> context.journal().commit(intent))) {
        return leftForProduction(pending);
      }
      return conclude(task, action, request, callOnce(action, request, repeated), pending);
    } finally {
      try {
        // The lane is free only when the end of this effect is durable, or nothing can be.
        flush(pending);
      } finally {
        lane.leave();
      }
    }
  }

  private void enterLane(ItemTask task, int priority) throws InterruptedException {
    task.rest();
    lane.enter(priority);
    task.go();
  }

  private EffectResult call(Action action, EffectRequest request, boolean repeated)
      throws InterruptedException {
    try {
      return action.perform(request, repeated);
    } catch (RuntimeException e) {
      return new EffectResult.Unknown("the action " + action.name() + " failed unexpectedly: " + e);
    }
  }

  private EffectResult callOnce(Action action, EffectRequest request, boolean repeated) {
    try {
      return call(action, request, repeated);
    } catch (InterruptedException _) {
      // The doubt is journalled first; who interrupted is heard afterwards.
      Thread.currentThread().interrupt();
      return new EffectResult.Unknown("the agent was stopped while it was sending");
    }
  }

  private Step conclude(
      ItemTask task,
      Action action,
      EffectRequest request,
      EffectResult result,
      List<Entry> pending) {
    return switch (result) {
      case EffectResult.Done done -> {
        done(task, action, request, done.receipt(), pending);
        yield new Step.On();
      }
      case EffectResult.NotNow notNow -> notNow(task, action, request, notNow, pending);
      case EffectResult.Refused refused -> failed(task, action, request, refused.cause(), pending);
      case EffectResult.Unknown unknown -> unknown(task, action, request, unknown, pending);
    };
  }

  private void done(
      ItemTask task, Action action, EffectRequest request, String receipt, List<Entry> pending) {
    task.attempts = 0;
    pending.add(new Entry.Done(request.effect(), task.item, Words.bounded(receipt)));
    context.observer().effect(action.name(), action.effectClass(), EffectState.DONE);
    alerts.resolve("action." + action.name());
  }

  private Step notNow(
      ItemTask task,
      Action action,
      EffectRequest request,
      EffectResult.NotNow result,
      List<Entry> pending) {
    String cause = Words.bounded(result.cause());
    if (action.effectClass() == EffectClass.C) {
      // The key makes repeating safe, so its intent stays open; what never ends well is a person's
      // to judge.
      return task.attempts + 1 >= Backoff.ATTEMPTS
          ? ambiguous(task, action, request, cause, pending)
          : retry(task, result.after(), cause, pending);
    }
    if (task.attempts + 1 >= Backoff.ATTEMPTS) {
      return failed(task, action, request, cause, pending);
    }
    pending.add(new Entry.Failed(request.effect(), task.item, true, cause));
    return retry(task, result.after(), cause, pending);
  }

  private Step unknown(
      ItemTask task,
      Action action,
      EffectRequest request,
      EffectResult.Unknown result,
      List<Entry> pending) {
    if (action.effectClass() == EffectClass.D || task.attempts + 1 >= Backoff.ATTEMPTS) {
      return ambiguous(task, action, request, result.cause(), pending);
    }
    // The intent stays open: the next attempt knows that this one may have happened.
    return retry(task, null, Words.bounded(result.cause()), pending);
  }

  private Step retry(ItemTask task, @Nullable Duration asked, String cause, List<Entry> pending) {
    task.attempts++;
    return hold(
        task, context.clock().instant().plus(Backoff.after(task.attempts, asked)), cause, pending);
  }

  private Step hold(ItemTask task, Instant until, String why, List<Entry> pending) {
    task.resumed = true;
    pending.add(new Entry.Held(task.item, until, task.attempts, why));
    flush(pending);
    return new Step.Again(until, false);
  }

  private Step failed(
      ItemTask task, Action action, EffectRequest request, String cause, List<Entry> pending) {
    String words = Words.bounded(cause);
    pending.add(new Entry.Failed(request.effect(), task.item, false, words));
    pending.add(new Entry.Completed(task.item, Outcome.FAILED, action.name() + ": " + words));
    flush(pending);
    context.observer().effect(action.name(), action.effectClass(), EffectState.FAILED);
    alerts.raise("action." + action.name(), Priority.P2, "an action failed", words);
    return new Step.Through();
  }

  private Step ambiguous(
      ItemTask task, Action action, EffectRequest request, String cause, List<Entry> pending) {
    String words = Words.bounded(cause);
    pending.add(new Entry.Ambiguous(request.effect(), task.item, words));
    pending.add(
        new Entry.Waiting(
            task.item,
            "nobody knows whether "
                + action.name()
                + " happened: settle effect "
                + request.effect().substring(0, 12)));
    flush(pending);
    context.observer().effect(action.name(), action.effectClass(), EffectState.AMBIGUOUS);
    alerts.raise(
        Alerts.ambiguous(action.name(), request.effect()),
        Priority.P2,
        "it is not known whether an effect happened",
        String.format(Locale.ROOT, "%s, effect %s: %s", action.name(), request.effect(), words));
    return new Step.Through();
  }

  void flush(List<Entry> pending) {
    if (!pending.isEmpty()) {
      context.journal().commit(pending);
      pending.clear();
    }
  }
}
