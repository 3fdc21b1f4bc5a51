package pl.automateforge.agent.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.JournalView;

/** The items of a journal, one line each. */
record JournalItems(JournalView view, Console console, JournalText text) {
  private static final int NEWEST = 20;

  /** The newest of them, and how to see the others. */
  void newest() {
    Deque<ItemRow> last = new ArrayDeque<>();
    long[] older = {0};
    view.eachItem(item -> {
      last.add(item);
      if (last.size() > NEWEST) {
        last.remove();
        older[0]++;
      }
    });
    if (!last.isEmpty()) {
      heading(older[0] == 0 ? "items" : "items, the newest of them (--all shows every one)");
      last.forEach(this::line);
    }
  }

  /** Every one, oldest first. */
  void all() {
    heading("items");
    view.eachItem(this::line);
  }

  private void heading(String words) {
    console.result("");
    console.result(words);
  }

  private void line(ItemRow item) {
    console.result(
        String.format(Locale.ROOT, "  %-9s  %s", word(item), text.brief(item, effects(item))));
  }

  private static String word(ItemRow item) {
    return item.outcome() == null
        ? item.state().name().toLowerCase(Locale.ROOT)
        : item.outcome().word();
  }

  private String effects(ItemRow item) {
    List<EffectRow> effects = view.effects(item.id());
    return effects.stream()
        .map(effect ->
            effect.action()
                + " "
                + effect.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
