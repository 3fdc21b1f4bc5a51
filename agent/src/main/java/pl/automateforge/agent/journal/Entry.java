package pl.automateforge.agent.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.decision.Decision.Usage;
import pl.automateforge.agent.source.ItemIdentity;

/**
 * Something that is written into the journal: a {@link Fact} joins the hash chain, the rest is
 * state beside it. What a fact's record calls {@code texts}, {@code identity}, {@code description}
 * or {@code detail} goes into side tables, never into the chained body.
 */
public sealed interface Entry {

  /** An entry of the hash chain. */
  sealed interface Fact extends Entry {}

  /** A fact about one item. */
  sealed interface ItemFact extends Fact {
    /** The item's id. */
    String item();
  }

  /** A fact about one effect of an item. */
  sealed interface EffectFact extends ItemFact {
    /** The effect's id. */
    String effect();
  }

  /** The agent began to work with a version. */
  record Started(
      String version, String canonical, String engine, Mode mode, String decider, String revision)
      implements Fact {}

  /** The agent works in another mode from here on. */
  record ModeChanged(Mode mode, String by) implements Fact {}

  /** The agent ended its work in good order. */
  record Ended() implements Fact {}

  /** A run will be due. */
  record RunDue(Instant due) implements Fact {}

  /** The schedule changed: this run will not be due after all. */
  record RunWithdrawn(Instant due) implements Fact {}

  /** A due run did not begin. */
  record RunMissed(Instant due, String why) implements Fact {}

  /** A run began. */
  record RunStarted(long run, Instant due, Mode mode, String version) implements Fact {}

  /**
   * A run ended.
   *
   * @param backlog items that the source holds and the journal does not know; -1 where nobody could
   *     ask
   */
  record RunEnded(long run, RunState state, RunSums sums, long backlog, String cause)
      implements Fact {}

  /** An item is known from now on. */
  record Received(String item, long run, ItemIdentity identity, long size) implements ItemFact {}

  /** An item is known and left alone, because a filter says so. */
  record Skipped(String item, long run, ItemIdentity identity, String filter) implements ItemFact {}

  /** A later run took an item on that an earlier one did not end. */
  record Resumed(String item, long run) implements ItemFact {}

  /**
   * It was decided.
   *
   * @param proposed what the decider answered, where the category is another; null where it gave
   *     none
   * @param confidence 0 to 1; null where nobody answered
   * @param actions the actions that follow, by name and in order: kept, so that a crash replays
   *     this plan and no other
   */
  record Decided(
      String item,
      String category,
      @Nullable String proposed,
      @Nullable Double confidence,
      boolean calibrated,
      String decidedBy,
      String revision,
      Basis basis,
      String version,
      int priority,
      List<String> actions,
      Usage usage,
      String language,
      ItemTexts texts)
      implements ItemFact {
    public Decided {
      actions = List.copyOf(actions);
    }
  }

  /** A person has to say something. */
  record Waiting(String item, String why) implements ItemFact {}

  /** Nothing happens before an instant. */
  record Held(String item, Instant until, int attempts, String why) implements ItemFact {}

  /**
   * The budget does not hold what deciding it may cost.
   *
   * @param until when there is a new budget
   * @param need billionths of a US dollar: it goes on as soon as there is room for so much
   */
  record Paused(String item, Instant until, long need, String why) implements ItemFact {}

  /** A person decided about a waiting item: its plan goes on, or another one begins. */
  record Verdict(
      String item, String category, String by, List<String> actions, int priority, boolean agreed)
      implements ItemFact {
    public Verdict {
      actions = List.copyOf(actions);
    }
  }

  /** The item ended. */
  record Completed(String item, Outcome outcome, String why) implements ItemFact {}

  /** An effect is about to happen. */
  record Intent(
      String effect,
      String item,
      String action,
      EffectClass effectClass,
      Mode mode,
      String version,
      int attempt)
      implements EffectFact {}

  /** A probe did not find the effect: it is asked once more before the effect is repeated. */
  record ProbedAbsent(String effect, String item) implements EffectFact {}

  /** An effect happened. */
  record Done(String effect, String item, String receipt) implements EffectFact {}

  /** An effect certainly did not happen; {@code again} says whether it will be tried again. */
  record Failed(String effect, String item, boolean again, String cause) implements EffectFact {}

  /** Nobody knows whether an effect happened. */
  record Ambiguous(String effect, String item, String cause) implements EffectFact {}

  /** Observation: what would have happened. */
  record WouldDo(
      String effect,
      String item,
      String action,
      EffectClass effectClass,
      String version,
      String description)
      implements EffectFact {}

  /** A person settled an ambiguous effect: {@code sent}, {@code not-sent} or {@code again}. */
  record Settled(String effect, String item, String how, String by) implements EffectFact {}

  /** Something needs attention; at most one alert with a key is active. */
  record AlertRaised(String key, Priority priority, String cause, String detail) implements Fact {}

  /** What an alert was about is over. */
  record AlertResolved(String key) implements Fact {}

  /**
   * A call is about to be made that may cost so much; durable before its first byte leaves.
   *
   * @param call numbers the calls of one process
   * @param at the moment whose day and month it counts for
   * @param nanos billionths of a US dollar, at worst
   */
  record Reserved(long call, String item, Instant at, long nanos) implements Entry {}

  /**
   * A reserved call is over, and cost so much.
   *
   * @param at of its reservation: it counts for the same day and month
   */
  record Spent(long call, Instant at, long nanos) implements Entry {}

  /**
   * What an item is about, and from whom, as a keyed hash; it is counted how often the same comes.
   *
   * @param at when it was written, or came
   */
  record Topic(String item, String topic, Instant at) implements Entry {}

  /** The source was read this far; committed together with what was read. */
  record CursorMoved(String cursor) implements Entry {}

  /** A word from the inbox was dealt with. */
  record InboxConsumed(long id, String result) implements Entry {}

  /** An entry that takes words out of the journal: they are not to be left in its files. */
  sealed interface Emptying extends Fact {}

  /**
   * What was kept for its time went: texts of items that ended, and what the journal knew of long
   * ago. The chain goes on from the last fact that went.
   *
   * @param textsBefore items that were received before this lost their texts
   * @param journalBefore what ended before this went
   * @param texts how many items lost their texts
   * @param facts how many facts went
   * @param through the last fact that ever went; 0 where none did
   * @param head its hash
   */
  record Retained(
      Instant textsBefore, Instant journalBefore, long texts, long facts, long through, String head)
      implements Emptying {}

  /** A person was erased: what mentioned them is empty. The fact names items, never the person. */
  record Erased(Mentions mentions) implements Emptying {}
}
