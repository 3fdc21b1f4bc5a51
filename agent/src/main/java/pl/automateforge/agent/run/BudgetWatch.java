package pl.automateforge.agent.run;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.budget.Period;
import pl.automateforge.agent.decision.budget.Purse;
import pl.automateforge.agent.decision.budget.Standing;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.spec.Budget;
import pl.automateforge.agent.spec.LoadedSpec;

/**
 * Says what a person should know about the budget: once in a period that a share of it is spent,
 * and once that it is used up. Both are over with the period, or with another version.
 */
final class BudgetWatch {
  private static final String KEY = "budget.";
  private static final String SHARE = ".share";
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final @Nullable Purse purse;
  private final @Nullable Budget budget;
  private final ZoneId zone;
  private final Alerts alerts;
  private final Map<String, Instant> raised = new HashMap<>();

  BudgetWatch(@Nullable Purse purse, LoadedSpec loaded, JournalView view, Alerts alerts) {
    this.purse = purse;
    this.budget = loaded.spec().model().budget();
    this.zone = loaded.spec().timezone();
    this.alerts = alerts;
    boolean other = view.lastVersion().filter(loaded.canonical()::equals).isEmpty();
    for (Rows.Alert alert : view.alerts()) {
      if (alert.resolved() == null && alert.key().startsWith(KEY)) {
        if (other || purse == null) {
          alerts.resolve(alert.key());
        } else {
          raised.put(alert.key(), alert.raised());
        }
      }
    }
  }

  /** Looks at the limits. */
  void look() {
    if (purse != null) {
      for (Standing standing : purse.standings()) {
        look(standing);
      }
    }
  }

  private synchronized void look(Standing standing) {
    String key = key(standing);
    resolveOld(key, standing);
    resolveOld(key + SHARE, standing);
    if (standing.near() && !raised.containsKey(key + SHARE)) {
      raise(
          key + SHARE,
          Priority.P3,
          "much of the " + word(standing) + "'s budget is spent",
          spent(standing) + "; a new " + word(standing) + " begins " + local(standing.end()),
          standing);
    }
  }

  /** A call was not made for want of money. */
  void exceeded(Decision.OverBudget over) {
    Long need = over.need().nanos();
    if (purse == null || need == null) {
      return;
    }
    for (Standing standing : purse.standings()) {
      // What not even a whole limit holds is about this one item, which goes to a person.
      if (standing.limit() - standing.spent() < need && need <= standing.limit()) {
        exceeded(standing, over);
      }
    }
  }

  private synchronized void exceeded(Standing standing, Decision.OverBudget over) {
    String key = key(standing);
    resolveOld(key, standing);
    if (raised.containsKey(key)) {
      return;
    }
    boolean ladder = budget != null && budget.onExceeded() == Budget.OnExceeded.DEGRADE;
    raise(
        key,
        Priority.P2,
        "the " + word(standing) + "'s budget is used up",
        Words.sentences(
            spent(standing),
            "The next call may cost up to " + over.need().words(),
            ladder
                ? "The ladder's last rungs decide until " + local(standing.end())
                : "Items wait until " + local(standing.end()),
            "A version with a higher model.budget."
                + (standing.period() == Period.DAY ? "daily" : "monthly")
                + " lets them go on at once"),
        standing);
  }

  private void raise(
      String key, Priority priority, String cause, String detail, Standing standing) {
    raised.put(key, standing.start());
    alerts.raise(key, priority, cause, detail);
  }

  private void resolveOld(String key, Standing standing) {
    Instant at = raised.get(key);
    if (at != null && at.isBefore(standing.start())) {
      raised.remove(key);
      alerts.resolve(key);
    }
  }

  private String local(Instant at) {
    return LOCAL.format(at.atZone(zone)) + " " + zone;
  }

  private static String spent(Standing standing) {
    return Cost.ofNanos(standing.spent()).words()
        + " of "
        + Cost.ofNanos(standing.limit()).words()
        + " are spent";
  }

  private static String key(Standing standing) {
    return KEY + word(standing);
  }

  private static String word(Standing standing) {
    return standing.period().name().toLowerCase(Locale.ROOT);
  }
}
