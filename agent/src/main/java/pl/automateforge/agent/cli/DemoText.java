package pl.automateforge.agent.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.RunSums;
import pl.automateforge.agent.standin.demo.DemoAgent;

/**
 * What came of the demo in words.
 *
 * @param kept what goes on to run; null where nothing does
 */
record DemoText(
    DemoResult result,
    @Nullable DemoAddresses kept,
    Language language,
    Phrases phrases,
    Console console) {
  private static final int SHORT_ID = 12;
  private static final int BAR = 40;
  private static final int MAX_SUBJECT = 60;

  void all() {
    sums();
    live();
    categories();
    waiting();
    accuracy();
    mailbox();
    target();
    next();
  }

  private void blank() {
    console.result("");
  }

  private void sums() {
    RunSums sums = result.runs().sums();
    blank();
    console.result(
        phrases.of(
            "summary",
            sums.taken(),
            phrases.figure(DemoStart.seconds(result.took())),
            result.runs().runs()));
    blank();
    sum(sums.done(), "done");
    sum(sums.escalated(), "escalated");
    sum(sums.skipped(), "skipped");
    sum(sums.failed(), "failed");
    sum(sums.inFlight(), "inFlight");
    console.result("  -----");
    sum(sums.taken(), sums.balanced() ? "sum" : "broken");
    if (!result.runs().cause().isEmpty()) {
      console.result("  " + JournalText.plain(result.runs().cause()));
    }
  }

  private void live() {
    DemoLive.Sooner live = result.live();
    blank();
    console.result(
        live.all()
            ? phrases.of("live", live.mails(), live.median().toMillis(), live.slowest().toMillis())
            : phrases.of("live.broken", live.came(), live.mails()));
  }

  private void sum(long count, String phrase) {
    console.result(String.format(Locale.ROOT, "  %5d  %s", count, phrases.of(phrase)));
  }

  private void categories() {
    long most =
        result.categories().values().stream().mapToLong(DemoResult.Tally::mails).max().orElse(1);
    blank();
    row(
        phrases.of("category"),
        phrases.of("mails"),
        phrases.of("column.done"),
        phrases.of("column.waiting"),
        phrases.of("bars"));
    for (Map.Entry<String, DemoResult.Tally> entry : result.categories().entrySet()) {
      DemoResult.Tally tally = entry.getValue();
      if (tally.mails() > 0) {
        row(
            name(entry.getKey()),
            String.valueOf(tally.mails()),
            String.valueOf(tally.done()),
            String.valueOf(tally.waiting()),
            bar(tally, most));
      }
    }
  }

  private void row(String category, String mails, String done, String waiting, String bar) {
    String row =
        String.format(Locale.ROOT, "  %-20s %6s %8s %8s  %s", category, mails, done, waiting, bar);
    console.result(row.stripTrailing());
  }

  private String name(String id) {
    if (id.equals(DemoResult.UNSURE)) {
      return phrases.of("unsure");
    }
    // The spec's names are Polish; its ids say the same in English.
    return language == Language.PL ? result.names().getOrDefault(id, id) : id;
  }

  private static String bar(DemoResult.Tally tally, long most) {
    int done = (int) (BAR * tally.done() / most);
    int all = (int) (BAR * tally.mails() / most);
    return "█".repeat(done) + "░".repeat(all - done);
  }

  private void waiting() {
    if (result.waiting().isEmpty()) {
      return;
    }
    long risky = result.runs().sums().escalated() - result.unsure();
    blank();
    console.result(phrases.of("waiting", risky, result.unsure()));
    blank();
    result.waiting().forEach(this::waiting);
    String review = command("review --state " + Shell.word(result.state().toString()));
    String first = result.waiting().getFirst().row().id().substring(0, SHORT_ID);
    blank();
    console.result("  " + phrases.of("look") + " " + review + " " + first);
    if (kept != null) {
      console.result("  " + phrases.of("answer") + " " + review + " " + first + " approve");
    }
  }

  private void waiting(DemoResult.Waiting item) {
    String proposed = item.row().proposed();
    String category =
        proposed == null ? name(String.valueOf(item.row().category())) : name(proposed) + "?";
    item(item.row(), category, item.texts());
  }

  private void item(ItemRow row, String category, ItemTexts texts) {
    String subject = JournalText.plain(texts.subject());
    console.result(
        "  "
            + row.id().substring(0, SHORT_ID)
            + "  "
            + category
            + "  "
            + (subject.length() > MAX_SUBJECT ? subject.substring(0, MAX_SUBJECT) + "…" : subject)
            + "  ("
            + JournalText.plain(texts.sender())
            + ")");
  }

  private void accuracy() {
    blank();
    console.result(phrases.of("accuracy"));
    blank();
    console.result("  " + phrases.of("accuracy.alone") + ": " + share(result.alone()));
    console.result("  " + phrases.of("accuracy.model") + ": " + share(result.model()));
    console.result("  " + phrases.of("accuracy.invented"));
    if (!result.mistakes().isEmpty()) {
      blank();
      console.result(phrases.of("mistakes"));
      blank();
      for (DemoResult.Mistake mistake : result.mistakes()) {
        String category = name(String.valueOf(mistake.row().category()));
        item(
            mistake.row(), phrases.of("mistake", category, name(mistake.label())), mistake.texts());
      }
    }
  }

  private String share(Share share) {
    return phrases.of(
        "accuracy.line",
        share.part(),
        share.whole(),
        phrases.figure(Share.percent(share.value())),
        phrases.figure(Share.percent(share.low())),
        phrases.figure(Share.percent(share.high())));
  }

  private void mailbox() {
    blank();
    console.result(phrases.of("mailbox.now"));
    blank();
    result
        .mailbox()
        .forEach((folder, mails) ->
            console.result(
                String.format(
                    Locale.ROOT,
                    "  %-16s %4d  %s",
                    folder,
                    mails,
                    phrases.of("mailbox." + folder.replaceAll("[^A-Za-z]", "")))));
  }

  private void target() {
    DemoResult.Target target = result.target();
    blank();
    console.result(phrases.of("seen", target.effects(), target.duplicates(), target.requests()));
  }

  private void next() {
    blank();
    if (kept != null) {
      kept(kept);
    }
    console.result(phrases.of("next"));
    blank();
    String spec = Shell.word(result.spec().toString());
    next("journal " + spec, "next.journal");
    next("journal " + spec + " --verify", "next.verify");
    next("review --state " + Shell.word(result.state().toString()), "next.review");
    if (kept != null) {
      next("run " + spec + " --mode production", "next.run");
      next("run " + spec + " --mode production --once", "next.again");
    } else {
      next("demo --keep", "next.keep");
      next("demo --mailbox imaps://USER@HOST", "next.mailbox");
    }
    next("new email-triage my-agent", "next.new");
    blank();
    console.result(phrases.of("folder", result.folder()));
  }

  private void kept(DemoAddresses addresses) {
    console.result(phrases.of("kept"));
    blank();
    console.result("  " + phrases.of("kept.mailbox", addresses.mailbox()));
    console.result("  " + phrases.of("kept.target", addresses.target()));
    console.result(
        "  " + phrases.of("kept.login", addresses.imap(), addresses.user(), addresses.password()));
    console.result("  " + phrases.of("kept.send", addresses.smtp(), addresses.user()));
    console.result("  " + phrases.of("kept.verdict", DemoAgent.REVIEW_FOLDER));
    blank();
  }

  private void next(String call, String why) {
    console.result("  # " + phrases.of(why));
    console.result("  " + command(call));
  }

  private static String command(String call) {
    return Launcher.typed() + " " + call;
  }
}
