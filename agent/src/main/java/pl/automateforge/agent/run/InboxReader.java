package pl.automateforge.agent.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Rows;

/**
 * Deals with what people said through the inbox: verdicts about waiting items and ambiguous
 * effects. Only whoever holds the state folder's lock may do so.
 */
public final class InboxReader {
  /** A verdict about an item. */
  public static final String VERDICT = "verdict";

  /** A word about an ambiguous effect. */
  public static final String RESOLVE = "resolve";

  /** The verdict that takes the proposed category as it is. */
  public static final String APPROVE = "approve";

  /** The verdict that nothing is to be done. */
  public static final String DISMISS = "dismiss";

  /** The words that settle an ambiguous effect. */
  public static final Set<String> SETTLEMENTS = Set.of("sent", "not-sent", "again");

  private final Journal journal;
  private final Plans plans;

  /**
   * @param plans what follows from a category
   */
  public InboxReader(Journal journal, Plans plans) {
    this.journal = journal;
    this.plans = plans;
  }

  /** What follows from a category in the version at work. */
  @FunctionalInterface
  public interface Plans {
    /** The category's actions and priority; empty where there is no such category. */
    Optional<Plan> of(String category);

    /** What a category leads to. */
    record Plan(List<String> actions, int priority) {
      public Plan {
        actions = List.copyOf(actions);
      }
    }
  }

  /** Deals with everything that waits; true where an item can go on now. */
  public synchronized boolean consume() {
    boolean work = false;
    for (Rows.Inbox word : journal.view().inbox()) {
      List<Entry> entries = new ArrayList<>();
      String result =
          switch (word.kind()) {
            case VERDICT -> verdict(word, entries);
            case RESOLVE -> resolve(word, entries);
            default -> "refused: this release knows no " + word.kind();
          };
      work |= !entries.isEmpty();
      entries.add(new Entry.InboxConsumed(word.id(), result));
      journal.commit(entries);
    }
    return work;
  }

  private String verdict(Rows.Inbox word, List<Entry> entries) {
    JournalView view = journal.view();
    Optional<ItemRow> found = view.item(word.subject());
    if (found.isEmpty()) {
      return "refused: there is no item " + word.subject();
    }
    ItemRow item = found.get();
    if (item.state() != ItemState.WAITING) {
      return "refused: the item does not wait for a person, it is " + item.state();
    }
    if (view.effects(item.id()).stream().anyMatch(e -> e.state() == EffectState.AMBIGUOUS)) {
      return "refused: settle the item's ambiguous effect first, by resolve";
    }
    if (word.word().equals(DISMISS)) {
      entries.add(
          new Entry.Verdict(
              item.id(), category(item), word.by(), List.of(), item.priority(), false));
      entries.add(new Entry.Completed(item.id(), Outcome.DONE, "a person dismissed it"));
      return "dismissed";
    }
    boolean approve = word.word().equals(APPROVE);
    String category = approve ? approved(item) : word.word();
    Optional<Plans.Plan> plan = plans.of(category);
    if (plan.isEmpty()) {
      return "refused: there is no category " + category;
    }
    List<String> actions = plan.get().actions();
    entries.add(
        new Entry.Verdict(
            item.id(),
            category,
            word.by(),
            actions,
            plan.get().priority(),
            approve || category.equals(approved(item))));
    if (actions.isEmpty()) {
      entries.add(new Entry.Completed(item.id(), Outcome.DONE, "a person decided"));
    }
    return "accepted: " + category;
  }

  /** What the decider proposed where it was unsure, else the item's category. */
  private static String approved(ItemRow item) {
    return item.proposed() != null ? item.proposed() : category(item);
  }

  private static String category(ItemRow item) {
    return item.category() == null ? "" : item.category();
  }

  private String resolve(Rows.Inbox word, List<Entry> entries) {
    Optional<EffectRow> found = journal.view().effect(word.subject());
    if (found.isEmpty()) {
      return "refused: there is no effect " + word.subject();
    }
    EffectRow effect = found.get();
    if (effect.state() != EffectState.AMBIGUOUS) {
      return "refused: the effect is not ambiguous (any more), it is " + effect.state();
    }
    if (!SETTLEMENTS.contains(word.word())) {
      return "refused: " + word.word() + " settles nothing; sent, not-sent or again was expected";
    }
    entries.add(new Entry.Settled(effect.id(), effect.item(), word.word(), word.by()));
    if (word.word().equals("not-sent")) {
      entries.add(
          new Entry.Completed(
              effect.item(), Outcome.FAILED, effect.action() + " was not sent, says a person"));
    }
    return "settled: " + word.word();
  }
}
