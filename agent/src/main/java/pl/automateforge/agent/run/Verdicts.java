package pl.automateforge.agent.run;

import java.util.List;
import java.util.Optional;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.Outcome;

/** What follows from a person's verdict about an item that waits. */
final class Verdicts {
  private Verdicts() {}

  /** Nothing is to be done with it. */
  static void dismiss(ItemRow item, String by, String why, List<Entry> entries) {
    entries.add(
        new Entry.Verdict(item.id(), category(item), by, List.of(), item.priority(), false));
    entries.add(new Entry.Completed(item.id(), Outcome.DONE, why));
  }

  /** The category's actions run; false, and nothing is entered, where there is no such category. */
  static boolean decide(
      ItemRow item, String category, String by, InboxReader.Plans plans, List<Entry> entries) {
    Optional<InboxReader.Plans.Plan> plan = plans.of(category);
    if (plan.isEmpty()) {
      return false;
    }
    List<String> actions = plan.get().actions();
    entries.add(
        new Entry.Verdict(
            item.id(),
            category,
            by,
            actions,
            plan.get().priority(),
            category.equals(decided(item))));
    if (actions.isEmpty()) {
      entries.add(new Entry.Completed(item.id(), Outcome.DONE, "a person decided"));
    }
    return true;
  }

  /**
   * What a person said already; else what the decider proposed where it was unsure, else the item's
   * category.
   */
  static String proposed(ItemRow item) {
    return item.confirmed() ? category(item) : decided(item);
  }

  private static String decided(ItemRow item) {
    return item.proposed() != null ? item.proposed() : category(item);
  }

  private static String category(ItemRow item) {
    return item.category() == null ? "" : item.category();
  }
}
