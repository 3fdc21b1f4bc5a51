package pl.automateforge.agent.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.DueState;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;

/** The journal in words: what a person at a terminal wants to know first. */
final class JournalText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int SHORT_ID = 12;
  private static final int LAST_RUNS = 10;
  private static final int NEXT_DUE = 5;
  private static final int LAST_ITEMS = 20;

  private final JournalView view;
  private final Console console;
  private final ZoneId zone;
  private @Nullable Boolean sealed;

  /**
   * @param zone in which times are written; what is written says so
   */
  JournalText(JournalView view, Console console, ZoneId zone) {
    this.view = view;
    this.console = console;
    this.zone = zone;
  }

  void all() {
    console.result("agent " + view.agent().orElse("(none yet)"));
    console.result("times in " + zone);
    states();
    runs();
    retention();
    waiting();
    unended();
    ambiguous();
    alerts();
    due();
    spending();
  }

  private void states() {
    Map<ItemState, Long> states = view.states();
    long total = states.values().stream().mapToLong(Long::longValue).sum();
    StringBuilder line = new StringBuilder("items " + total);
    states.forEach((state, count) ->
        line.append(", ").append(state.name().toLowerCase(Locale.ROOT)).append(' ').append(count));
    long pruned = view.pruned();
    console.result(line + (pruned == 0 ? "" : "; " + pruned + " older ones are gone"));
  }

  private void retention() {
    view.lastRetention()
        .ifPresent(last ->
            console.result(
                "retention "
                    + time(last.at())
                    + ", texts of "
                    + last.texts()
                    + " items and "
                    + last.facts()
                    + " facts went"));
  }

  private void runs() {
    List<Rows.Run> runs = view.runs();
    heading("runs", runs.isEmpty());
    for (Rows.Run run : runs.subList(Math.max(0, runs.size() - LAST_RUNS), runs.size())) {
      RunSums sums = run.state() == RunState.RUNNING ? view.count(run.id()) : run.sums();
      console.result(
          "  "
              + run.id()
              + "  "
              + time(run.started())
              + "  "
              + run.state()
              + " ("
              + run.mode().name().toLowerCase(Locale.ROOT)
              + ")  "
              + sums
              + (run.backlog() > 0 ? ", " + run.backlog() + " more at the source" : "")
              + (run.cause().isEmpty() ? "" : "  " + plain(run.cause())));
    }
  }

  private void waiting() {
    List<ItemRow> waiting = view.waiting();
    heading("waiting for a person (autoforge review)", waiting.isEmpty());
    for (ItemRow item : waiting) {
      console.result("  " + brief(item));
    }
  }

  /** What failed, and what is held: by state, with the reason. */
  private void unended() {
    List<ItemRow> items = new ArrayList<>();
    view.eachItem(item -> {
      if (item.outcome() == Outcome.FAILED
          || item.state() == ItemState.HELD
          || item.state() == ItemState.PAUSED) {
        items.add(item);
      }
    });
    heading("failed, held or paused", items.isEmpty());
    for (ItemRow item : items.subList(Math.max(0, items.size() - LAST_ITEMS), items.size())) {
      console.result("  " + item.state() + outcome(item) + "  " + brief(item));
    }
  }

  String brief(ItemRow item) {
    return brief(item, plain(item.why()));
  }

  /** One line about an item. */
  String brief(ItemRow item, String more) {
    ItemTexts texts = view.texts(item.id()).restored();
    String category = item.category() == null ? "-" : item.category();
    return item.id().substring(0, SHORT_ID)
        + "  "
        + (item.proposed() == null ? category : item.proposed() + "?")
        + confidence(item)
        + "  "
        + shown(item, texts.sender())
        + "  "
        + shown(item, texts.subject())
        + (more.isEmpty() ? "" : "  [" + more + "]");
  }

  /** Words of an item's texts, or why there are none. */
  private String shown(ItemRow item, String words) {
    if (!words.isEmpty() || item.category() == null) {
      return plain(words);
    }
    if (view.textsGone(item.id())) {
      return "(gone)";
    }
    return sealed() ? "(sealed)" : "";
  }

  /** Asked once, since it stays so. */
  private boolean sealed() {
    Boolean known = sealed;
    if (known == null) {
      known = view.sealed();
      sealed = known;
    }
    return known;
  }

  private static String confidence(ItemRow item) {
    Double confidence = item.confidence();
    boolean answered = item.basis() == Basis.ANSWER || item.basis() == Basis.UNSURE;
    return confidence == null || !answered
        ? ""
        : String.format(
            Locale.ROOT, " %.2f%s", confidence, item.calibrated() ? "" : " (self-reported)");
  }

  private void ambiguous() {
    List<EffectRow> effects = view.ambiguous();
    heading("ambiguous: nobody knows whether it happened (autoforge resolve)", effects.isEmpty());
    for (EffectRow effect : effects) {
      console.result(
          "  "
              + effect.id().substring(0, SHORT_ID)
              + "  "
              + effect.action()
              + "  item "
              + effect.item().substring(0, SHORT_ID)
              + "  "
              + time(effect.at())
              + "  "
              + plain(effect.cause() == null ? "" : effect.cause()));
    }
  }

  private void alerts() {
    List<Rows.Alert> active = view.alerts().stream().filter(a -> a.resolved() == null).toList();
    heading("alerts", active.isEmpty());
    for (Rows.Alert alert : active) {
      console.result(
          "  "
              + alert.priority()
              + "  "
              + time(alert.raised())
              + "  "
              + alert.key()
              + ": "
              + plain(alert.cause() + ". " + alert.detail()));
    }
  }

  private void due() {
    List<Rows.Due> missed = view.due(DueState.MISSED);
    heading("missed runs", missed.isEmpty());
    for (Rows.Due due : missed.subList(Math.max(0, missed.size() - LAST_RUNS), missed.size())) {
      console.result("  " + time(due.due()) + "  " + due.why());
    }
    List<Rows.Due> coming = view.due(DueState.COMING);
    heading("next runs", coming.isEmpty());
    coming.stream().limit(NEXT_DUE).forEach(due -> console.result("  " + time(due.due())));
  }

  private void spending() {
    List<Rows.Spending> days = view.spending();
    heading("spending", days.isEmpty());
    for (Rows.Spending day : days) {
      console.result(
          "  "
              + day.day()
              + "  "
              + day.decider()
              + "  "
              + day.calls()
              + " decisions, "
              + (day.input() + day.output() + day.cacheRead() + day.cacheWrite())
              + " tokens, "
              + (day.unpriced() > 0
                  ? "the price of " + day.unpriced() + " of them is unknown"
                  : money(day.costNanos())));
    }
  }

  void item(ItemRow item) {
    ItemTexts texts = view.texts(item.id()).restored();
    console.result("item      " + item.id());
    console.result("source    " + item.container() + " " + plain(item.key()));
    console.result("from      " + shown(item, texts.sender()));
    console.result("subject   " + shown(item, texts.subject()));
    console.result("received  " + time(item.received()) + " " + zone);
    console.result("state     " + item.state() + outcome(item));
    if (item.category() != null) {
      console.result(
          "decided   "
              + item.category()
              + confidence(item)
              + " by "
              + item.decidedBy()
              + (item.confirmed() ? ", confirmed by a person" : "")
              + (item.proposed() == null ? "" : " (proposed: " + item.proposed() + ")"));
      console.result("because   " + item.basis() + "  " + shown(item, texts.reason()));
    }
    if (!item.why().isEmpty()) {
      console.result("why       " + plain(item.why()));
    }
    for (EffectRow effect : view.effects(item.id())) {
      console.result(
          "effect    "
              + effect.id().substring(0, SHORT_ID)
              + "  "
              + effect.action()
              + "  class "
              + effect.effectClass()
              + "  "
              + effect.state()
              + detail(effect));
    }
    steps(item);
  }

  private void steps(ItemRow item) {
    console.result("");
    for (Rows.FactRow fact : view.factsOf(item.id())) {
      console.result(
          String.format(
              Locale.ROOT,
              "  %-8d %s  %-12s %s",
              fact.seq(),
              time(fact.at()),
              fact.type(),
              fact.body()));
    }
  }

  private static String detail(EffectRow effect) {
    if (effect.description() != null && effect.state() == EffectState.WOULD_DO) {
      return "  would do: " + plain(effect.description());
    }
    String words = effect.receipt() == null ? effect.cause() : effect.receipt();
    return words == null ? "" : "  " + plain(words);
  }

  private static String outcome(ItemRow item) {
    return item.outcome() == null ? "" : " (" + item.outcome().word() + ")";
  }

  private void heading(String title, boolean empty) {
    if (!empty) {
      console.result("");
      console.result(title);
    }
  }

  private static String money(long nanos) {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString() + " USD";
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  /** Words from outside on one line, without anything a terminal would obey. */
  static String plain(@Nullable String words) {
    return words == null ? "" : words.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ").strip();
  }
}
