package pl.automateforge.agent.run;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import pl.automateforge.agent.run.Due.State;

/** A ledger of due runs in memory, to which every plan is applied as the store would. */
final class LedgerInMemory {
  private final NavigableMap<Instant, State> rows = new TreeMap<>();
  private MissedRuns runs;

  LedgerInMemory(MissedRuns runs, Instant start) {
    this.runs = runs;
    at(start);
  }

  void use(MissedRuns other) {
    runs = other;
  }

  DuePlan at(Instant now) {
    DuePlan plan = runs.at(now, rows());
    plan.missed().forEach(due -> rows.put(due, State.MISSED));
    plan.planned().forEach(due -> rows.put(due, State.PLANNED));
    plan.reopened().forEach(due -> rows.put(due, State.PLANNED));
    plan.withdrawn().forEach(rows::remove);
    if (plan.runNow() != null) {
      rows.put(plan.runNow(), State.STARTED);
    }
    return plan;
  }

  Collection<Due> rows() {
    return rows.entrySet().stream().map(LedgerInMemory::due).toList();
  }

  private static Due due(Map.Entry<Instant, State> row) {
    return new Due(row.getKey(), row.getValue());
  }
}
