package pl.automateforge.agent.run;

import java.util.ArrayList;
import java.util.List;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mentions;
import pl.automateforge.agent.journal.Outcome;

/**
 * Takes one person out of a journal: what mentions them is emptied, the items that were still under
 * way are ended as skipped, since nobody could go on with them. The journal keeps that they were
 * there, and that they were erased; never who it was.
 */
public final class Erasure {
  /** Why an item that was under way ended. */
  static final String WHY = "a person's data was erased before it was dealt with";

  private Erasure() {}

  /**
   * What is to be committed together.
   *
   * @throws pl.automateforge.agent.privacy.sealing.KeyException where texts lie under a key that is
   *     not at hand
   */
  public static List<Entry> of(Person person, JournalView view) {
    return of(view.mentions(person), view);
  }

  /** As the other, of what was found already. */
  public static List<Entry> of(Mentions mentions, JournalView view) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Erased(mentions));
    for (String item : mentions.items()) {
      view.item(item)
          .filter(row -> row.state() != ItemState.COMPLETED)
          .ifPresent(row -> entries.add(new Entry.Completed(item, Outcome.SKIPPED, WHY)));
    }
    return entries;
  }

  /** The items that entries of an erasure name. */
  public static List<String> items(List<Entry> entries) {
    return entries.stream()
        .flatMap(entry ->
            entry instanceof Entry.Erased erased
                ? erased.mentions().items().stream()
                : java.util.stream.Stream.empty())
        .toList();
  }
}
