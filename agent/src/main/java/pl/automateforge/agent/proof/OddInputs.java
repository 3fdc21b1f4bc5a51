package pl.automateforge.agent.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.local.LocalDecider;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.run.Agent;
import pl.automateforge.agent.run.AgentContext;
import pl.automateforge.agent.run.ModeSwitch;
import pl.automateforge.agent.run.RunObserver;
import pl.automateforge.agent.run.RunReport;
import pl.automateforge.agent.run.StopSignal;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.ModelSpec;

/**
 * Lets the engine take odd mails in observation, with a journal of its own: each must come to a
 * defined outcome. A model that costs money is not asked: the local one decides in its place, and
 * the verdict says so.
 */
final class OddInputs {
  private static final int MOST_RUNS = 20;

  private final AgentContext parts;
  private final Path state;
  private final Path scratch;

  /**
   * @param parts the agent's own
   * @param state where its local model lies
   * @param scratch an empty folder for the journal
   */
  OddInputs(AgentContext parts, Path state, Path scratch) {
    this.parts = parts;
    this.state = state;
    this.scratch = scratch;
  }

  Verdict prove() throws InterruptedException {
    boolean own = parts.loaded().spec().model().provider() == ModelSpec.Provider.LOCAL;
    Decider decider =
        own
            ? parts.decider()
            : LocalDecider.of(parts.loaded().masked(parts.redactor()::masked), state);
    try {
      if (decider.check() instanceof CheckResult.Failed failed) {
        return Verdict.notDemonstrated(
            "odd inputs need a decider that costs nothing, and the local one cannot decide: "
                + failed.detail());
      }
      return run(decider).against(own ? Counterpart.LOCAL : Counterpart.STAND_IN);
    } finally {
      if (!own) {
        decider.close();
      }
    }
  }

  private Verdict run(Decider decider) throws InterruptedException {
    Mails mails = new Mails(OddMails.all());
    try (SqliteJournal journal =
        SqliteJournal.open(scratch, parts.agent(), Keyring.ofFolder(scratch), parts.clock())) {
      AgentContext context =
          new AgentContext(
              parts.loaded(),
              mails,
              parts.reader(),
              parts.redactor(),
              decider,
              parts.actions(),
              journal,
              new ModeSwitch(Mode.OBSERVE),
              parts.clock(),
              RunObserver.NONE,
              parts.engine());
      Agent agent = new Agent(context, new StopSignal());
      RunReport last = agent.run(parts.clock().instant());
      for (int run = 1; run < MOST_RUNS && last.backlog() != 0; run++) {
        last = agent.run(parts.clock().instant());
      }
      agent.end();
      return judge(mails, journal.view(), decider.name());
    }
  }

  private Verdict judge(Mails mails, JournalView view, String decidedBy) {
    List<String> lines = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    mails.names.forEach((identity, name) -> {
      ItemRow row = view.item(identity.id(parts.agent())).orElse(null);
      String outcome = outcome(row);
      lines.add(name + ": " + outcome);
      counts.merge(outcome, 1, Integer::sum);
      if (row == null || row.outcome() == Outcome.FAILED || !ended(row)) {
        bad.add(name + " (" + outcome + ")");
      }
    });
    String evidence = String.join("\n", lines);
    return bad.isEmpty()
        ? Verdict.passed(
            mails.names.size() + " odd inputs came to an end with " + decidedBy + ": " + counts,
            evidence)
        : Verdict.failed("without a defined outcome: " + String.join(", ", bad), evidence);
  }

  private static boolean ended(ItemRow row) {
    return row.state() == ItemState.COMPLETED || row.state() == ItemState.WAITING;
  }

  private static String outcome(@Nullable ItemRow row) {
    if (row == null) {
      return "never taken";
    }
    if (row.state() == ItemState.WAITING) {
      return "a person decides";
    }
    Outcome outcome = row.outcome();
    return (outcome == null ? row.state().name() : outcome.name()).toLowerCase(Locale.ROOT);
  }

  /** The odd mails as a source gives them. */
  private static final class Mails implements Source {
    private static final String CONTAINER = "exercise";

    private final List<SourceItem> items = new ArrayList<>();
    private final Map<ItemIdentity, String> names = new LinkedHashMap<>();

    Mails(Map<String, byte[]> mails) {
      mails.forEach((name, raw) -> {
        ItemIdentity identity = new ItemIdentity(CONTAINER, name, Hashes.sha256(raw));
        items.add(
            new SourceItem(
                identity, raw.length, limit -> Arrays.copyOf(raw, Math.min(limit, raw.length))));
        names.put(identity, name);
      });
    }

    @Override
    public Batch fetch(Cursor after, Known known, int limit) {
      return new Batch(
          items.stream().filter(i -> !known.contains(i.identity())).limit(limit).toList(),
          after,
          List.of());
    }

    @Override
    public @Nullable SourceItem find(ItemIdentity identity) throws IOException {
      return items.stream().filter(i -> i.identity().equals(identity)).findFirst().orElse(null);
    }

    @Override
    public void settle(ItemIdentity identity) {}

    @Override
    public long backlog(Cursor after, Known known) {
      return items.stream().filter(i -> !known.contains(i.identity())).count();
    }

    @Override
    public CheckResult check() {
      return new CheckResult.Fine(items.size() + " odd mails");
    }

    @Override
    public void close() {}
  }
}
