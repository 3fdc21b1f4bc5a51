package pl.automateforge.agent.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.SourceItem;

/** One item within one run. Touched by one thread at a time. */
final class ItemTask {
  final String item;
  final ItemIdentity identity;
  final long size;
  final Instant taken;

  /** The mode of the run that took it: what an observing run takes has no effects. */
  final Mode mode;

  /** The item as fetched; null for one that an earlier run received. */
  @Nullable SourceItem fresh;

  /** What follows from the decision; null before it. */
  @Nullable Plan plan;

  /** Whether effects of an earlier life of this process may stand in the journal. */
  boolean resumed;

  /** The effect that the item itself says it came of; null where it says none, or was not read. */
  @Nullable String mark;

  int attempts;

  /** What calls at work held of the budget when it was last asked about; 0 where they did not. */
  long need;

  /** The limit that the step at work runs against; null between steps. */
  ItemTimer.@Nullable Running timer;

  /** Waits for something that is not the item's own: the limit rests meanwhile. */
  void rest() {
    if (timer != null) {
      timer.rest();
    }
  }

  /** The wait is over. */
  void go() {
    if (timer != null) {
      timer.go();
    }
  }

  ItemTask(String item, ItemIdentity identity, long size, Instant taken, Mode mode) {
    this.item = item;
    this.identity = identity;
    this.size = size;
    this.taken = taken;
    this.mode = mode;
  }

  /** A decision and what it leads to, as the journal holds it. */
  record Plan(
      String category,
      double confidence,
      int priority,
      boolean confirmed,
      Basis basis,
      java.util.List<String> actions,
      ItemTexts texts) {}
}
