package pl.automateforge.agent.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemTexts;

/**
 * What became of a decision: the category that counts, and what follows from it.
 *
 * @param category the one that counts: the answer's, or the fallback's
 * @param proposed what the decider answered, where the category is another; null where it gave none
 * @param confidence 0 to 1; null where nobody answered
 * @param by who decided, as the journal records it
 * @param priority 1 is handled first
 * @param actions by name, in order
 */
record Judgement(
    String category,
    @Nullable String proposed,
    @Nullable Double confidence,
    boolean calibrated,
    String by,
    Basis basis,
    int priority,
    List<String> actions,
    Usage usage,
    String language,
    ItemTexts texts) {
  Judgement {
    actions = List.copyOf(actions);
  }

  /** As the journal keeps it. */
  Entry.Decided entry(String item, String revision, String version) {
    return new Entry.Decided(
        item,
        category,
        proposed,
        confidence,
        calibrated,
        by,
        revision,
        basis,
        version,
        priority,
        actions,
        usage,
        language,
        texts);
  }

  /** What the item's way goes on with. */
  ItemTask.Plan plan() {
    return new ItemTask.Plan(
        category,
        confidence == null ? 0 : confidence,
        priority,
        false,
        basis,
        actions,
        texts.withoutText());
  }
}
