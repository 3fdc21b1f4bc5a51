package pl.automateforge.agent.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.RunSums;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Category;

/** What an agent would do with a real mailbox, in words. */
record ObservedText(Observed result, Language language, Phrases phrases, Console console) {
  private static final int MAX_SUBJECT = 60;

  void all() {
    sums();
    blank();
    console.result(phrases.of("observe.plan"));
    result.categories().forEach(this::category);
    honest();
    next();
  }

  private void blank() {
    console.result("");
  }

  private void sums() {
    RunSums sums = result.report().sums();
    blank();
    console.result(
        phrases.of(
            "observe.summary", result.read(), phrases.figure(DemoStart.seconds(result.took()))));
    if (sums.skipped() > 0) {
      console.result(phrases.of("observe.older", sums.skipped()));
    }
    if (result.report().backlog() > 0) {
      console.result(phrases.of("observe.more", result.report().backlog()));
    }
    console.result(phrases.of(sums.balanced() ? "observe.balanced" : "broken"));
    if (!result.report().cause().isEmpty()) {
      console.result(JournalText.plain(result.report().cause()));
    }
  }

  private void category(String id, Observed.Group group) {
    blank();
    console.result(String.format(Locale.ROOT, "  %5d  %s: %s", group.mails(), name(id), words(id)));
    for (ItemTexts mail : group.examples()) {
      String subject = JournalText.plain(mail.subject());
      console.result(
          "         · "
              + (subject.length() > MAX_SUBJECT ? subject.substring(0, MAX_SUBJECT) + "…" : subject)
              + "  ("
              + JournalText.plain(mail.sender())
              + ")");
    }
  }

  private AgentSpec spec() {
    return result.loaded().spec();
  }

  private String name(String id) {
    if (id.equals(DemoResult.UNSURE)) {
      return phrases.of("unsure");
    }
    // The spec's names are Polish; its ids say the same in English.
    return language == Language.PL
        ? spec().category(id).map(Category::name).filter(n -> !n.isEmpty()).orElse(id)
        : id;
  }

  private String words(String id) {
    List<String> actions =
        id.equals(DemoResult.UNSURE)
            ? spec().fallback().actions()
            : spec().category(id).map(Category::actions).orElse(List.of());
    if (actions.isEmpty()) {
      return phrases.of("observe.nothing");
    }
    boolean risky = spec().category(id).filter(c -> c.risk() == Category.Risk.HIGH).isPresent();
    return phrases.of(
        risky ? "observe.risky" : "observe.would",
        actions.stream().map(this::deed).collect(Collectors.joining(", ")));
  }

  private String deed(String action) {
    Map<String, ActionSpec> actions = spec().actions();
    ActionSpec spec = actions.get(action);
    if (spec instanceof ActionSpec.ImapMove move) {
      return phrases.of("would.move", move.folder());
    }
    if (spec instanceof ActionSpec.File file) {
      return phrases.of("would.file", file.path().getFileName());
    }
    if (spec instanceof ActionSpec.ImapDraft) {
      return phrases.of("would.draft");
    }
    if (spec instanceof ActionSpec.Review review && review.folder() != null) {
      return phrases.of("would.review", review.folder());
    }
    return action;
  }

  private void honest() {
    blank();
    console.result(phrases.of("observe.honest"));
    console.result(phrases.of("observe.untouched"));
  }

  private void next() {
    String spec = Shell.word(result.spec().toString());
    blank();
    console.result(phrases.of("next"));
    blank();
    next("journal " + spec, "next.journal");
    console.result("  # " + phrases.of("next.password"));
    console.result("  read -rs IMAP_PASSWORD; export IMAP_PASSWORD");
    next("check " + spec, "next.check");
    next("run " + spec, "next.observe");
    blank();
    console.result(
        phrases.of("observe.folder", java.util.Objects.requireNonNull(result.spec().getParent())));
  }

  private void next(String call, String why) {
    console.result("  # " + phrases.of(why));
    console.result("  " + Launcher.typed() + " " + call);
  }
}
