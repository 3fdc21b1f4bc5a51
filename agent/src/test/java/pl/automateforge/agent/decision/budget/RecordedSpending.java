package pl.automateforge.agent.decision.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps in memory what a journal would keep. */
final class RecordedSpending implements Spending {
  /** What a call cost, and for which moment it counts. */
  record Spent(Instant at, long nanos) {}

  final List<Spent> spent = new ArrayList<>();
  final Map<Long, Long> open = new HashMap<>();
  private long calls;

  @Override
  public synchronized long spentSince(Instant from) {
    return spent.stream().filter(s -> !s.at().isBefore(from)).mapToLong(Spent::nanos).sum();
  }

  synchronized long spent(Instant from, Instant to) {
    return spentSince(from) - spentSince(to);
  }

  synchronized long reserved() {
    return open.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public synchronized long reserve(Instant at, long nanos) {
    open.put(++calls, nanos);
    return calls;
  }

  @Override
  public synchronized void settle(long call, Instant at, long nanos) {
    open.remove(call);
    spent.add(new Spent(at, nanos));
  }
}
