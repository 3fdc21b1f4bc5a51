package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pl.automateforge.agent.journal.Basis;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.standin.TargetsStandIn;

/**
 * What came of the demo, counted in the journal and at the target.
 *
 * @param names of the categories, by id
 * @param took the runs alone, with the time of listening
 * @param categories by id; what the model was unsure of stands under {@link #UNSURE}
 * @param model the model's own answers against the labels
 * @param alone where the agent acted without a person, against the labels
 * @param waiting the first that wait for a person
 * @param mistakes the first where the agent acted alone and was wrong
 * @param mailbox how many mails lie in each folder
 */
record DemoResult(
    Path folder,
    Path spec,
    Path state,
    Map<String, String> names,
    DemoRuns runs,
    Duration took,
    DemoLive.Sooner live,
    Map<String, Tally> categories,
    Share model,
    Share alone,
    List<Waiting> waiting,
    List<Mistake> mistakes,
    long unsure,
    Target target,
    Map<String, Integer> mailbox) {
  static final String UNSURE = "";
  private static final int FIRST = 3;

  /** How many items of a category there are, and what became of them. */
  record Tally(long mails, long done, long waiting) {
    Tally plus(ItemState state) {
      return new Tally(
          mails + 1,
          done + (state == ItemState.COMPLETED ? 1 : 0),
          waiting + (state == ItemState.WAITING ? 1 : 0));
    }
  }

  /** An item that waits, with what a person sees of it. */
  record Waiting(ItemRow row, ItemTexts texts) {}

  /** An item that the agent acted on under another category than its label. */
  record Mistake(ItemRow row, ItemTexts texts, String label) {}

  /** What arrived at the target. */
  record Target(String address, long requests, long effects, long duplicates) {}

  static DemoResult of(
      DemoFolder folder,
      LoadedSpec loaded,
      DemoMailbox mailbox,
      DemoLive.Sooner live,
      Duration took,
      JournalView view,
      TargetsStandIn target) {
    Map<String, String> names = new LinkedHashMap<>();
    loaded.spec().categories().forEach(category -> names.put(category.id(), category.name()));
    Count count = new Count(mailbox, names.keySet());
    view.eachItem(count::add);
    return new DemoResult(
        folder.root(),
        folder.spec(),
        SpecFiles.state(loaded, null),
        names,
        DemoRuns.of(view),
        took,
        live,
        count.categories,
        new Share(count.right, count.all),
        new Share(count.rightAlone, count.alone),
        waiting(view),
        count.mistakes.stream()
            .map(row ->
                new Mistake(row, view.texts(row.id()).restored(), mailbox.label(row.contentHash())))
            .toList(),
        count.unsure,
        new Target(
            target.address().toString(),
            target.requests(),
            target.distinctEffects(),
            target.duplicates()),
        mailbox.counts());
  }

  /** Whether everything went as it should. */
  boolean good() {
    return runs.good() && live.all();
  }

  /** Of those that are risky all but one, then what the model was unsure of. */
  private static List<Waiting> waiting(JournalView view) {
    Map<Boolean, List<ItemRow>> rows =
        view.waiting().stream()
            .collect(Collectors.partitioningBy(row -> row.basis() == Basis.ANSWER));
    return Stream.concat(
            rows.getOrDefault(true, List.of()).stream().limit(FIRST - 1),
            rows.getOrDefault(false, List.of()).stream().filter(row -> row.proposed() != null))
        .limit(FIRST)
        .map(row -> new Waiting(row, view.texts(row.id()).restored()))
        .toList();
  }

  private static final class Count {
    private final DemoMailbox mailbox;
    private final Map<String, Tally> categories = new LinkedHashMap<>();
    private final List<ItemRow> mistakes = new ArrayList<>();
    private long all;
    private long right;
    private long alone;
    private long rightAlone;
    private long unsure;

    Count(DemoMailbox mailbox, Set<String> ids) {
      this.mailbox = mailbox;
      ids.forEach(id -> categories.put(id, new Tally(0, 0, 0)));
      categories.put(UNSURE, new Tally(0, 0, 0));
    }

    void add(ItemRow row) {
      boolean sure = row.basis() == Basis.ANSWER;
      String place = sure && row.category() != null ? row.category() : UNSURE;
      categories.merge(place, new Tally(0, 0, 0).plus(row.state()), Count::sum);
      boolean fits =
          mailbox.label(row.contentHash()).equals(sure ? row.category() : row.proposed());
      all++;
      right += fits ? 1 : 0;
      unsure += sure ? 0 : 1;
      if (row.state() == ItemState.COMPLETED) {
        alone++;
        rightAlone += fits ? 1 : 0;
        if (!fits && mistakes.size() < FIRST) {
          mistakes.add(row);
        }
      }
    }

    private static Tally sum(Tally one, Tally other) {
      return new Tally(
          one.mails() + other.mails(), one.done() + other.done(), one.waiting() + other.waiting());
    }
  }
}
