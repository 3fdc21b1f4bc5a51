package pl.automateforge.agent.run;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.MaskedWords;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.Rows;

/**
 * What needs a person's attention, as journalled facts. An alert has a key; while it is active the
 * same key is not raised again. Its delivery is the hub's.
 */
final class Alerts {
  private static final Logger LOG = LoggerFactory.getLogger("alert");

  private static final String AMBIGUOUS = "ambiguous.";

  /** The key of the alert about an ambiguous effect: each of them wants a person. */
  static String ambiguous(String action, String effect) {
    return AMBIGUOUS + action + "." + effect.substring(0, Math.min(12, effect.length()));
  }

  private final Journal journal;
  private final RunObserver observer;
  private static final String JOURNAL = "journal";

  private final Map<String, Priority> active = new ConcurrentHashMap<>();
  private @Nullable String unwritten;
  private final Set<String> raisedLately = new HashSet<>();

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

  /**
   * Journals the alert, unless one with its key is active; it counts as active only once it is
   * journalled.
   */
  synchronized void raise(String key, Priority priority, String cause, String detail) {
    raisedLately.add(key);
    if (active.containsKey(key)) {
      return;
    }
    LOG.error("{} {}: {}", priority, key, MaskedWords.of(Words.sentences(cause, detail)));
    journal.commit(new Entry.AlertRaised(key, priority, cause, detail));
    active.put(key, priority);
    observer.alert(key, priority, true);
  }

  /**
   * The journal cannot be written, nor can this alert: it is said at once wherever else it can be,
   * and journalled as soon as the journal can be written again.
   *
   * @param since a moment for a person to read
   */
  synchronized void journalFails(String since, String why) {
    if (unwritten == null) {
      LOG.error("{} {}: {} Nothing is done until it can be written.", Priority.P1, JOURNAL, why);
      unwritten = "since " + since + ": " + why;
      observer.alert(JOURNAL, Priority.P1, true);
    }
  }

  /** Journals that it could not be written, which shows that it can be; nothing where it could. */
  synchronized void journalWorks() {
    if (unwritten == null) {
      return;
    }
    journal.commit(
        List.of(
            new Entry.AlertRaised(
                JOURNAL, Priority.P1, "the journal could not be written", unwritten),
            new Entry.AlertResolved(JOURNAL)));
    LOG.info("{} {}: resolved", Priority.P1, JOURNAL);
    unwritten = null;
    observer.alert(JOURNAL, Priority.P1, false);
  }

  /** What the alert was about is over. */
  synchronized void resolve(String key) {
    Priority was = active.get(key);
    if (was != null) {
      LOG.info("{} {}: resolved", was, key);
      journal.commit(new Entry.AlertResolved(key));
      active.remove(key);
      observer.alert(key, was, false);
    }
  }

  /** Resolves the alerts about ambiguous effects but these. */
  synchronized void keepAmbiguous(Set<String> keys) {
    active.keySet().stream()
        .filter(key -> key.startsWith(AMBIGUOUS))
        .filter(key -> !keys.contains(key))
        .toList()
        .forEach(this::resolve);
  }

  /** From here on is a new run: what is raised counts for it. */
  synchronized void newRun() {
    raisedLately.clear();
  }

  /** Resolves the alerts whose key begins so, and that this run did not raise again. */
  synchronized void resolveOthers(String prefix) {
    active.keySet().stream()
        .filter(key -> key.startsWith(prefix) && !raisedLately.contains(key))
        .toList()
        .forEach(this::resolve);
  }
}
