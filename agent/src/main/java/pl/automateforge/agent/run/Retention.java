package pl.automateforge.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalException;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Priority;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.spec.Privacy;

/**
 * Lets go what was kept for its time: texts after {@code privacy.keepTexts}, counted from when an
 * item was received, and everything else after {@code privacy.keepJournal}, counted from when it
 * ended. Once a local day; each hour where texts are kept for less than a day. One thread at a
 * time, and not while a run is at work.
 */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  static final String ALERT = "retention";
  static final String UNDECIDED = "retention.undecided";

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** When one that failed is tried again. */
  private static final Duration AGAIN = Duration.ofMinutes(15);

  private static final int AT_ONCE = 500;

  private final AgentContext context;
  private final Alerts alerts;
  private final Privacy privacy;
  private final ZoneId zone;
  private Instant notBefore = Instant.MIN;

  Retention(AgentContext context, Alerts alerts) {
    this.context = context;
    this.alerts = alerts;
    this.privacy = context.loaded().spec().privacy();
    this.zone = context.loaded().spec().timezone();
    view().lastRetention().ifPresent(last -> context.observer().retained(last.at()));
  }

  /** Does it where it is due; a failure is an alert, and is tried again. */
  void ifDue() {
    Instant now = context.clock().instant();
    if (now.isBefore(notBefore) || !due(now)) {
      return;
    }
    try {
      keep(now);
      alerts.resolve(ALERT);
    } catch (JournalException e) {
      notBefore = now.plus(AGAIN);
      alerts.raise(
          ALERT,
          Priority.P2,
          "what was kept for its time could not be let go",
          Words.bounded(String.valueOf(e.getMessage())));
    }
  }

  private boolean due(Instant now) {
    Optional<Instant> last = view().lastRetention().map(Rows.Retention::at);
    if (last.isEmpty() || last.get().isAfter(now)) {
      return true;
    }
    return day(last.get()).isBefore(day(now))
        || (privacy.keepTexts().compareTo(DAY) < 0 && !now.isBefore(last.get().plus(HOUR)));
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  private void keep(Instant now) {
    Instant textsBefore = now.minus(privacy.keepTexts());
    Instant journalBefore = now.minus(privacy.keepJournal());
    endUndecided(textsBefore);
    Rows.Retainable may = view().retainable(textsBefore, journalBefore);
    context
        .journal()
        .commit(
            new Entry.Retained(
                textsBefore, journalBefore, may.texts(), may.facts(), may.through(), may.head()));
    context.observer().retained(now);
    if (may.texts() > 0 || may.facts() > 0) {
      LOG.info("Retention: the texts of {} items and {} facts went.", may.texts(), may.facts());
    }
  }

  /** Nothing is kept for ever because nobody decided. */
  private void endUndecided(Instant textsBefore) {
    List<ItemRow> unended = view().unendedBefore(textsBefore);
    List<Entry> entries = new ArrayList<>();
    for (ItemRow item : unended) {
      entries.add(new Entry.Completed(item.id(), Outcome.FAILED, why(item)));
      if (entries.size() == AT_ONCE) {
        context.journal().commit(entries);
        entries.clear();
      }
    }
    if (!entries.isEmpty()) {
      context.journal().commit(entries);
    }
    if (unended.isEmpty()) {
      alerts.resolve(UNDECIDED);
    } else {
      alerts.raise(
          UNDECIDED,
          Priority.P2,
          "items ended undealt with, since their texts had to go",
          unended.size()
              + (unended.size() == 1 ? " item, " : " items, the first ")
              + unended.getFirst().id());
    }
  }

  private static String why(ItemRow item) {
    return (item.state() == ItemState.WAITING
            ? "no person decided"
            : "it came to no end (" + item.state() + ")")
        + " before its texts had to go, privacy.keepTexts";
  }

  private JournalView view() {
    return context.journal().view();
  }
}
