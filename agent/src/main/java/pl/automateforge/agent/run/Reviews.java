package pl.automateforge.agent.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ReviewDesk;
import pl.automateforge.agent.action.ReviewDesk.Laid;
import pl.automateforge.agent.action.ReviewDesk.Taken;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.Category;
import pl.automateforge.agent.spec.SourceSpec;

/**
 * Verdicts that people give where they work: an item that waits in a review folder is decided by
 * where a person moves it. A folder into which a category's action moves means that category; the
 * source's own folder, or any other, means that the person deals with it.
 *
 * <p>One thread at a time.
 */
final class Reviews {
  private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

  /** The filter's name of a mail that a person put back into the source's folder. */
  private static final String PUT_BACK = "review";

  private static final String BY = "review folder";
  private static final String ALERT = "review.";

  private final AgentContext context;
  private final Alerts alerts;
  private final Map<String, Taken> seen = new LinkedHashMap<>();

  Reviews(AgentContext context, Alerts alerts) {
    this.context = context;
    this.alerts = alerts;
  }

  /** Asks each desk what people did; true where a run can go on with something. */
  boolean look() {
    for (Map.Entry<String, Action> action : context.actions().entrySet()) {
      if (action.getValue() instanceof ReviewDesk desk) {
        look(action.getKey(), desk);
      }
    }
    return !seen.isEmpty();
  }

  private void look(String name, ReviewDesk desk) {
    List<Laid> laid = laid(name);
    if (laid.isEmpty()) {
      return;
    }
    try {
      seen.putAll(desk.taken(laid));
      alerts.resolve(ALERT + name);
    } catch (IOException e) {
      alerts.raise(
          ALERT + name,
          Priority.P2,
          "the review folder cannot be read",
          Words.bounded(String.valueOf(e.getMessage())));
    }
  }

  private List<Laid> laid(String name) {
    List<Laid> laid = new ArrayList<>();
    for (ItemRow item : view().waiting()) {
      List<EffectRow> effects = view().effects(item.id());
      if (item.confirmed() || effects.stream().anyMatch(e -> e.state() == EffectState.AMBIGUOUS)) {
        // A person said what it is already; what it waits for now is no matter of folders.
        continue;
      }
      effects.stream()
          .filter(e -> e.action().equals(name) && e.state() == EffectState.DONE)
          .reduce((first, last) -> last)
          .map(EffectRow::receipt)
          .ifPresent(receipt ->
              laid.add(
                  new Laid(
                      item.id(),
                      new ItemIdentity(item.container(), item.key(), item.contentHash()),
                      item.size(),
                      receipt)));
    }
    return laid;
  }

  /**
   * Journals what was seen since the last run.
   *
   * @param run that takes the verdicts on
   * @return how many items were put back, and are recorded as skipped by this run
   */
  int journal(long run) {
    int putBack = 0;
    for (Map.Entry<String, Taken> taken : seen.entrySet()) {
      Optional<ItemRow> item = view().item(taken.getKey());
      if (item.isPresent() && item.get().state() == ItemState.WAITING) {
        putBack += journal(item.get(), taken.getValue(), run);
      }
    }
    seen.clear();
    return putBack;
  }

  private int journal(ItemRow item, Taken taken, long run) {
    List<Entry> entries = new ArrayList<>();
    Optional<Category> category = category(taken.place(), Verdicts.proposed(item));
    boolean decided =
        category.isPresent() && Verdicts.decide(item, category.get().id(), BY, this::plan, entries);
    if (decided && answers(category.get())) {
      // Nobody has read the answer in the mailbox: it is let go where it can be read.
      entries.add(new Entry.Waiting(item.id(), Confirmation.REPLY));
    }
    if (!decided) {
      Verdicts.dismiss(
          item,
          BY,
          taken.place().isEmpty()
              ? "a person deleted it from the review folder"
              : "a person moved it to " + Words.bounded(taken.place()),
          entries);
    }
    ItemIdentity again = taken.again();
    int putBack = 0;
    if (again != null && !view().knows(again.id(context.agent()))) {
      entries.add(new Entry.Skipped(again.id(context.agent()), run, again, PUT_BACK));
      putBack = 1;
    }
    context.journal().commit(entries);
    LOG.info("Item {}: a person's verdict by the review folder.", item.id());
    return putBack;
  }

  private boolean answers(Category category) {
    return category.actions().stream()
        .anyMatch(name -> context.loaded().spec().actions().get(name) instanceof ActionSpec.Reply);
  }

  private Optional<InboxReader.Plans.Plan> plan(String id) {
    return context
        .loaded()
        .spec()
        .category(id)
        .map(c -> new InboxReader.Plans.Plan(c.actions(), c.priority()));
  }

  /** The category that a folder stands for; of several the proposed one, else the first. */
  private Optional<Category> category(String place, String proposed) {
    if (place.isEmpty() || sourceFolder().filter(place::equals).isPresent()) {
      return Optional.empty();
    }
    List<Category> all =
        context.loaded().spec().categories().stream()
            .filter(c -> c.actions().stream().anyMatch(a -> movesTo(a, place)))
            .toList();
    return all.stream()
        .filter(c -> c.id().equals(proposed))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private boolean movesTo(String action, String place) {
    return context.loaded().spec().actions().get(action) instanceof ActionSpec.ImapMove move
        && move.folder().equals(place);
  }

  private Optional<String> sourceFolder() {
    return context.loaded().spec().source() instanceof SourceSpec.Imap imap
        ? Optional.of(imap.folder())
        : Optional.empty();
  }

  private JournalView view() {
    return context.journal().view();
  }
}
