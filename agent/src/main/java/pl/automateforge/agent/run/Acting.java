package pl.automateforge.agent.run;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectIds;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.spec.ActionSpec;

/** A decided item's actions, in order, until its end or until a person has to say something. */
final class Acting {
  private final AgentContext context;
  private final Alerts alerts;
  private final Originals originals;
  private final EffectRunner effects;
  private final Confirmation confirmation;

  Acting(AgentContext context, Alerts alerts, Originals originals) {
    this.context = context;
    this.alerts = alerts;
    this.originals = originals;
    this.effects = new EffectRunner(context, alerts);
    this.confirmation = new Confirmation(context);
  }

  /** What was decided and paid for is kept, whatever happened behind it. */
  void flush(List<Entry> pending) {
    effects.flush(pending);
  }

  /**
   * Does what the plan says.
   *
   * @param pending entries that are to be committed with the next ones; empty afterwards
   */
  Step act(ItemTask task, ItemTask.Plan plan, List<Entry> pending) throws InterruptedException {
    Optional<String> unconfirmed =
        plan.confirmed() ? Optional.empty() : confirmation.needed(plan.actions());
    if (unconfirmed.isPresent()) {
      // Decided by a version or a release that did not ask for it.
      pending.add(new Entry.Waiting(task.item, Words.bounded(unconfirmed.get())));
      effects.flush(pending);
      return new Step.Through();
    }
    Map<String, EffectRow> before = new HashMap<>();
    if (task.resumed) {
      context.journal().view().effects(task.item).forEach(row -> before.put(row.id(), row));
    }
    Map<String, Integer> times = new HashMap<>();
    for (String name : plan.actions()) {
      int occurrence = times.merge(name, 1, Integer::sum) - 1;
      Step step = actOnce(turn(task, plan, name, occurrence, pending), before);
      if (!(step instanceof Step.On)) {
        effects.flush(pending);
        return step;
      }
    }
    pending.add(new Entry.Completed(task.item, Outcome.DONE, ""));
    effects.flush(pending);
    return new Step.Through();
  }

  /** One action of one item. */
  private record Turn(
      ItemTask task, ItemTask.Plan plan, String name, EffectRequest request, List<Entry> pending) {
    Step waits(String why) {
      pending.add(new Entry.Waiting(task.item, why));
      return new Step.Through();
    }
  }

  private Step actOnce(Turn turn, Map<String, EffectRow> before) throws InterruptedException {
    ActionSpec spec = context.loaded().spec().actions().get(turn.name());
    Action action = context.actions().get(turn.name());
    if (spec instanceof ActionSpec.Review) {
      if (turn.plan().confirmed()) {
        return new Step.On();
      }
      Step laid = action == null ? new Step.On() : run(turn, action, before);
      return laid instanceof Step.On
          ? turn.waits(turn.name() + ": " + because(turn.plan().basis()))
          : laid;
    }
    if (spec == null || action == null) {
      // The plan was made by a version that had this action: a person has to say what is to happen
      // now.
      alerts.raise(
          "plan." + turn.name(),
          Priority.P2,
          "a plan names an action that is not in this version",
          turn.name());
      return turn.waits(
          String.format(
              Locale.ROOT, "the action %s of its plan is not in this version", turn.name()));
    }
    return run(turn, action, before);
  }

  private Step run(Turn turn, Action action, Map<String, EffectRow> before)
      throws InterruptedException {
    return effects.run(
        turn.task(),
        turn.plan(),
        action,
        turn.request(),
        before.get(turn.request().effect()),
        turn.pending());
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
      case OVER_BUDGET -> "the budget is spent";
      case LOOP -> "the same came too often";
    };
  }

  private Turn turn(
      ItemTask task, ItemTask.Plan plan, String name, int occurrence, List<Entry> pending) {
    Action action = context.actions().get(name);
    // What replaced personal data is put back for the sender's own eyes alone.
    ItemTexts texts =
        action != null && action.answersTheSender() ? plan.texts().restored() : plan.texts();
    String effect = EffectIds.of(context.agent(), task.identity, name, occurrence);
    return new Turn(task, plan, name, request(task, plan, effect, texts), pending);
  }

  private EffectRequest request(ItemTask task, ItemTask.Plan plan, String effect, ItemTexts texts) {
    return new EffectRequest(
        effect,
        context.agent(),
        task.item,
        plan.category(),
        plan.confidence(),
        texts.sender(),
        texts.subject(),
        texts.reason(),
        texts.fields(),
        originals.of(task));
  }
}
