package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.run.RunReport;
import pl.automateforge.agent.spec.LoadedSpec;

/**
 * What an agent would do with the mails of a real mailbox.
 *
 * @param took the run alone
 * @param categories in the spec's order, those with mails; what the model was unsure of stands
 *     under {@link DemoResult#UNSURE}
 */
record Observed(
    Path spec,
    Path state,
    LoadedSpec loaded,
    RunReport report,
    Duration took,
    Map<String, Group> categories) {
  private static final int EXAMPLES = 3;

  /** The mails of one category: how many, and the first of them. */
  record Group(long mails, List<ItemTexts> examples) {
    private static final Group NONE = new Group(0, List.of());

    Group plus(ItemRow row, JournalView view) {
      if (examples.size() >= EXAMPLES) {
        return new Group(mails + 1, examples);
      }
      List<ItemTexts> more = new ArrayList<>(examples);
      more.add(view.texts(row.id()).restored().withoutText());
      return new Group(mails + 1, List.copyOf(more));
    }
  }

  static Observed of(
      Path spec, Path state, LoadedSpec loaded, RunReport report, Duration took, JournalView view) {
    Map<String, Group> categories = new LinkedHashMap<>();
    loaded.spec().categories().forEach(category -> categories.put(category.id(), Group.NONE));
    categories.put(DemoResult.UNSURE, Group.NONE);
    view.eachItem(row -> {
      if (row.outcome() != Outcome.SKIPPED) {
        boolean sure = row.basis() == Basis.ANSWER && row.category() != null;
        String place = sure ? String.valueOf(row.category()) : DemoResult.UNSURE;
        categories.put(place, categories.getOrDefault(place, Group.NONE).plus(row, view));
      }
    });
    categories.values().removeIf(group -> group.mails() == 0);
    return new Observed(spec, state, loaded, report, took, categories);
  }

  /** How many mails were read and decided. */
  long read() {
    return report.sums().taken() - report.sums().skipped();
  }
}
