package pl.automateforge.agent.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import pl.automateforge.agent.source.ItemIdentity;

/**
 * What the journal holds, read on a connection of its own. Safe to use from many threads; every
 * read sees what was committed before it.
 */
public interface JournalView extends AutoCloseable {

  /** Whether the item is known, in whatever state; also one that is gone from the journal. */
  boolean knows(String item);

  /**
   * Every item from containers whose name begins so, in the order in which they were received,
   * those that are gone from the journal first; one whose place was erased is not among them.
   */
  void eachFrom(String container, Consumer<ItemIdentity> consumer);

  /** The item with this id. */
  Optional<ItemRow> item(String id);

  /**
   * The items whose id begins so, at most two of them: enough to tell unknown from unique from
   * ambiguous.
   */
  List<String> itemsBeginning(String prefix);

  /** The effects whose id begins so, at most two of them. */
  List<String> effectsBeginning(String prefix);

  /**
   * What the item says; empty texts once they went or were erased, and where no key at hand opens
   * them.
   *
   * @throws JournalException where they were changed, or belong to another item
   */
  ItemTexts texts(String item);

  /** The item's effects, in the order of their first intent. */
  List<EffectRow> effects(String item);

  /** The effect with this id. */
  Optional<EffectRow> effect(String id);

  /**
   * Items that a run may go on with at this instant: received, decided, or held no longer; what
   * production took is production's to end. Oldest first.
   *
   * @param room billionths of a US dollar that may still be spent: items whose call fits are paused
   *     no longer
   */
  List<ItemRow> resumable(Instant now, Mode mode, long room, int most);

  /**
   * Whether items that this mode may go on with are held no longer at this instant, or paused no
   * longer with so much room.
   */
  boolean anyHeldUntil(Instant now, Mode mode, long room);

  /** Items that wait for a person, by priority and age. */
  List<ItemRow> waiting();

  /** Effects of which nobody knows whether they happened. */
  List<EffectRow> ambiguous();

  /** How many items stand in each state. */
  Map<ItemState, Long> states();

  /** Every item, oldest first. */
  void eachItem(Consumer<ItemRow> consumer);

  /** What became of the items that this run took last, by counting the items. */
  RunSums count(long run);

  /** How many of the items that this run took last are paused by the budget. */
  long paused(long run);

  /**
   * What reserved calls cost since an instant, in billionths of a US dollar: those that are over.
   *
   * @param from the beginning of a quarter of an hour, as that of a day is
   */
  long spentSince(Instant from);

  /** Calls that were reserved and whose end nobody recorded, in order. */
  List<Rows.Reservation> reservations();

  /** Items of this topic that were written or came after {@code from} and not after {@code to}. */
  List<Rows.Topic> topics(String topic, Instant from, Instant to, int most);

  /** The key of the hashes that topics are; made with the journal, and the same ever since. */
  String topicKey();

  /** Every run that began, oldest first. */
  List<Rows.Run> runs();

  /** The last run that began. */
  Optional<Rows.Run> lastRun();

  /** The ledger of due runs from an instant on, with the last row before it. */
  List<Rows.Due> dueSince(Instant from);

  /** Due runs in this state, by their instant. */
  List<Rows.Due> due(DueState state);

  /** Alerts, oldest first. */
  List<Rows.Alert> alerts();

  /** What was spent, by day and decider. */
  List<Rows.Spending> spending();

  /** Words of people and commands that were not dealt with yet. */
  List<Rows.Inbox> inbox();

  /** What came of a word of the inbox; empty while nobody dealt with it. */
  Optional<String> inboxResult(long id);

  /** How far the source was read; empty before the first run. */
  Optional<String> cursor();

  /** The canonical form of the version that worked last. */
  Optional<String> lastVersion();

  /** The name of the agent that the journal belongs to; empty before its first start. */
  Optional<String> agent();

  /** How often the agent began to work, this time included. Goes over the whole journal. */
  long starts();

  /** The facts about one item, in order. */
  List<Rows.FactRow> factsOf(String item);

  /** Does some reading that sees one and the same state of the journal throughout. */
  void snapshot(Runnable reading);

  /** The facts after a number, at most so many. */
  List<Rows.FactRow> facts(long after, int limit);

  /**
   * Goes over the whole chain, from the last fact that went on; the number of the first fact that
   * does not fit, empty where all do.
   */
  Optional<Long> firstBrokenLink();

  /**
   * Fingerprints of the keys under which texts may lie; texts are opened by each that is at hand.
   */
  Set<String> sealingKeys();

  /** Whether there may be texts that no key at hand opens. */
  boolean sealed();

  /** Whether the item's texts went or were erased: it cannot be acted upon again. */
  boolean textsGone(String item);

  /**
   * Where the journal holds words that are of somebody: in texts, tokens, places, reasons. Goes
   * over the whole journal.
   *
   * @throws pl.automateforge.agent.privacy.sealing.KeyException where texts lie under a key that is
   *     not at hand
   */
  Mentions mentions(Predicate<String> somebody);

  /** The items with texts that lie under the key with this fingerprint. */
  Mentions sealedBy(String key);

  /** When what was kept for its time went last; empty where that never was. */
  Optional<Rows.Retention> lastRetention();

  /** Items with texts that were received before an instant and came to no end yet. */
  List<ItemRow> unendedBefore(Instant received);

  /** What has been kept for its time: what {@link Entry.Retained} with these instants takes. */
  Rows.Retainable retainable(Instant textsBefore, Instant journalBefore);

  /** How many items are gone from the journal, and known so that none of them is taken as new. */
  long pruned();

  @Override
  void close();
}
