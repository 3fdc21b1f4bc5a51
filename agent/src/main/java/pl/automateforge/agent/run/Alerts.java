package pl.automateforge.agent.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.Rows;

/**
 * What needs a person's attention, as journalled facts. An alert has a key; while it is active the
 * same key is not raised again. Its delivery is the hub's.
 */
final class Alerts {
  private static final Logger LOG = LoggerFactory.getLogger("alert");

  private final Journal journal;
  private final RunObserver observer;
  private final Map<String, Priority> active = new ConcurrentHashMap<>();

  Alerts(Journal journal, RunObserver observer) {
    this.journal = journal;
    this.observer = observer;
    for (Rows.Alert alert : journal.view().alerts()) {
      if (alert.resolved() == null) {
        active.put(alert.key(), alert.priority());
        observer.alert(alert.key(), alert.priority(), true);
      }
    }
  }

  void raise(String key, Priority priority, String cause, String detail) {
    if (active.putIfAbsent(key, priority) != null) {
      return;
    }
    LOG.error("{} {}: {} {}", priority, key, cause, detail);
    journal.commit(new Entry.AlertRaised(key, priority, cause, detail));
    observer.alert(key, priority, true);
  }

  void resolve(String key) {
    Priority was = active.remove(key);
    if (was != null) {
      LOG.info("{} {}: resolved", was, key);
      journal.commit(new Entry.AlertResolved(key));
      observer.alert(key, was, false);
    }
  }
}
