package pl.automateforge.agent.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Rows;

/**
 * Deals with what people said through the inbox: verdicts about waiting items and ambiguous
 * effects. Only whoever holds the state folder's lock may do so.
 */
public final class InboxReader {
  private static final Logger LOG = LoggerFactory.getLogger(InboxReader.class);

  /** A verdict about an item. */
  public static final String VERDICT = "verdict";

  /** A word about an ambiguous effect. */
  public static final String RESOLVE = "resolve";

  /** That a person be erased. */
  public static final String ERASE = "erase";

  /** What the result of an erasure begins with; the ids of the items follow it. */
  public static final String ERASED = "erased:";

  /** A word about the mode to work in; only a running agent has one. */
  public static final String MODE = "mode";

  /** The verdict that takes the proposed category as it is. */
  public static final String APPROVE = "approve";

  /** The verdict that nothing is to be done. */
  public static final String DISMISS = "dismiss";

  /** The words that settle an ambiguous effect. */
  public static final Set<String> SETTLEMENTS = Set.of("sent", "not-sent", "again");

  private final Journal journal;
  private final Plans plans;
  private final @Nullable ModeSwitch modes;
  private @Nullable Mode journalled;

  /**
   * For a process that is no running agent.
   *
   * @param plans what follows from a category
   */
  public InboxReader(Journal journal, Plans plans) {
    this(journal, plans, null);
  }

  InboxReader(Journal journal, Plans plans, @Nullable ModeSwitch modes) {
    this.journal = journal;
    this.plans = plans;
    this.modes = modes;
    this.journalled = modes == null ? null : modes.now();
  }

  /** What follows from a category in the version at work. */
  @FunctionalInterface
  public interface Plans {
    /** The category's actions and priority; empty where there is no such category. */
    Optional<Plan> of(String category);

    /** The ids of all categories, in the spec's order; empty where they are not known. */
    default List<String> names() {
      return List.of();
    }

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
      if (word.kind().equals(MODE)) {
        mode(word);
      } else if (word.kind().equals(ERASE)) {
        erase(word);
      } else {
        work |= consume(word);
      }
    }
    return work;
  }

  /** Deals with words about the mode alone: they are heard while a run is at work, too. */
  synchronized void consumeMode() {
    for (Rows.Inbox word : journal.view().inbox()) {
      if (word.kind().equals(MODE)) {
        mode(word);
      }
    }
  }

  private boolean consume(Rows.Inbox word) {
    List<Entry> entries = new ArrayList<>();
    String result =
        switch (word.kind()) {
          case VERDICT -> verdict(word, entries);
          case RESOLVE -> resolve(word, entries);
          default -> "refused: this release knows no " + word.kind();
        };
    boolean work = !entries.isEmpty();
    entries.add(new Entry.InboxConsumed(word.id(), result));
    journal.commit(entries);
    return work;
  }

  /** Whoever has no key leaves it for the agent, which has one. */
  private void erase(Rows.Inbox word) {
    JournalView view = journal.view();
    if (view.sealed()) {
      return;
    }
    Optional<Person> person = Person.of(word.subject());
    if (person.isEmpty()) {
      refuse(word, "that tells nobody from others");
      return;
    }
    List<Entry> entries = new ArrayList<>(Erasure.of(person.get(), view));
    List<String> items = Erasure.items(entries);
    entries.add(
        new Entry.InboxConsumed(word.id(), (ERASED + " " + String.join(" ", items)).strip()));
    journal.commit(entries);
    LOG.info("A person was erased from {} items.", items.size());
  }

  private void mode(Rows.Inbox word) {
    Optional<Mode> asked =
        Arrays.stream(Mode.values())
            .filter(m -> m.name().equals(word.word().toUpperCase(Locale.ROOT)))
            .findFirst();
    if (modes == null) {
      refuse(word, "no agent is at work here; say the mode to 'run' when it starts");
    } else if (asked.isEmpty()) {
      refuse(word, word.word() + " is no mode; observe or production was expected");
    } else {
      change(modes, asked.get(), word);
    }
  }

  private void change(ModeSwitch modes, Mode to, Rows.Inbox word) {
    List<Entry> entries = new ArrayList<>();
    if (journalled != to) {
      entries.add(new Entry.ModeChanged(to, word.by()));
    }
    entries.add(
        new Entry.InboxConsumed(
            word.id(), "the mode is " + to.name().toLowerCase(Locale.ROOT) + " from here on"));
    if (to == Mode.OBSERVE) {
      // To act less can begin before it is written down; to act, not.
      modes.change(to);
    }
    journal.commit(entries);
    if (journalled != to) {
      LOG.info("The mode is {} from here on.", to.name().toLowerCase(Locale.ROOT));
    }
    journalled = to;
    modes.change(to);
  }

  private void refuse(Rows.Inbox word, String why) {
    journal.commit(new Entry.InboxConsumed(word.id(), "refused: " + why));
  }

  private String verdict(Rows.Inbox word, List<Entry> entries) {
    JournalView view = journal.view();
    Optional<ItemRow> found = view.item(word.subject());
    if (found.isEmpty()) {
      return "refused: there is no item " + word.subject();
    }
    ItemRow item = found.get();
    // What failed is over for the agent, and may be begun again by a person who mended the cause.
    if (item.state() != ItemState.WAITING && item.outcome() != Outcome.FAILED) {
      return "refused: the item neither waits for a person nor has failed, it is " + item.state();
    }
    if (view.effects(item.id()).stream().anyMatch(e -> e.state() == EffectState.AMBIGUOUS)) {
      return "refused: settle the item's ambiguous effect first, by resolve";
    }
    if (word.word().equals(DISMISS)) {
      Verdicts.dismiss(item, word.by(), "a person dismissed it", entries);
      return "dismissed";
    }
    if (view.textsGone(item.id())) {
      return "refused: the item's texts are gone, so nothing can be done with it any more";
    }
    String category = word.word().equals(APPROVE) ? Verdicts.proposed(item) : word.word();
    return Verdicts.decide(item, category, word.by(), plans, entries)
        ? "accepted: " + category
        : "refused: there is no category "
            + category
            + (plans.names().isEmpty()
                ? ""
                : "; expected one of " + String.join(", ", plans.names()))
            + ", "
            + APPROVE
            + " or "
            + DISMISS;
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
    boolean gone = journal.view().textsGone(effect.item());
    if (gone && word.word().equals("again")) {
      return "refused: the item's texts are gone, so it cannot be sent again";
    }
    entries.add(new Entry.Settled(effect.id(), effect.item(), word.word(), word.by()));
    if (gone && word.word().equals("sent")) {
      entries.add(
          new Entry.Completed(
              effect.item(), Outcome.SKIPPED, effect.action() + " was sent, says a person"));
    }
    if (word.word().equals("not-sent")) {
      entries.add(
          new Entry.Completed(
              effect.item(), Outcome.FAILED, effect.action() + " was not sent, says a person"));
    }
    return "settled: " + word.word();
  }
}
