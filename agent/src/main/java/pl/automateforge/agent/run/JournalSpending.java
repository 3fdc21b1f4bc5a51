package pl.automateforge.agent.run;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.budget.Spending;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.Rows;

/**
 * Spending as the journal keeps it. A reservation is committed by itself; its end is committed with
 * what became of the item, so that a call costs one more commit and not two.
 */
final class JournalSpending implements Spending {
  private static final Logger LOG = LoggerFactory.getLogger(JournalSpending.class);

  private static final ScopedValue<Call> AT_WORK = ScopedValue.newInstance();

  private record Call(String item, List<Entry> pending) {}

  private final Journal journal;
  private final AtomicLong calls = new AtomicLong();

  /**
   * Over this journal. What an earlier process reserved and never settled counts as spent from now
   * on: nobody knows what became of those calls.
   */
  JournalSpending(Journal journal, Clock clock) {
    this.journal = journal;
    List<Rows.Reservation> open = journal.view().reservations();
    if (open.isEmpty()) {
      return;
    }
    List<Entry> entries = new ArrayList<>();
    long sum = 0;
    for (Rows.Reservation call : open) {
      entries.add(new Entry.Spent(call.call(), clock.instant(), call.nanos()));
      sum += call.nanos();
    }
    journal.commit(entries);
    LOG.warn(
        "{} calls were cut off: they count as {}, the most they may have cost.",
        open.size(),
        Cost.ofNanos(sum).words());
  }

  /**
   * Asks a decider for an item.
   *
   * @param pending takes what is to be committed with what becomes of the item; where asking fails,
   *     too
   */
  static Decision ask(Decider decider, Content content, String item, List<Entry> pending)
      throws InterruptedException {
    return ScopedValue.where(AT_WORK, new Call(item, pending)).call(() -> decider.decide(content));
  }

  @Override
  public long spentSince(Instant from) {
    return journal.view().spentSince(from);
  }

  @Override
  public long reserve(Instant at, long nanos) {
    long call = calls.incrementAndGet();
    String item = AT_WORK.isBound() ? AT_WORK.get().item() : "";
    journal.commit(new Entry.Reserved(call, item, at, nanos));
    return call;
  }

  @Override
  public void settle(long call, Instant at, long nanos) {
    Entry over = new Entry.Spent(call, at, nanos);
    if (AT_WORK.isBound()) {
      AT_WORK.get().pending().add(over);
    } else {
      journal.commit(over);
    }
  }
}
