package pl.automateforge.agent.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.health.LogObserver;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalJson;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.run.Agent;
import pl.automateforge.agent.run.AgentContext;
import pl.automateforge.agent.run.InboxReader;
import pl.automateforge.agent.run.ModeSwitch;
import pl.automateforge.agent.run.RunReport;
import pl.automateforge.agent.run.StopSignal;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.spec.LogSpec;

/**
 * Takes one marked item all the way: put into the real source, fetched from there, decided, acted
 * on in production, logged and journalled; each step is read back. Every other item at the source
 * is left alone, and so is the agent's own journal. Whoever makes one holds the state folder's
 * lock. One thread at a time.
 */
public final class Trial {
  private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NANO_DIGITS = 9;

  /** The end of the log that is searched. */
  private static final long TAIL = 16L << 20;

  private final AgentContext parts;
  private final Path journal;
  private final TrialMail mail;
  private final boolean keep;
  private final List<TrialStep> steps = new ArrayList<>();
  private final List<String> remains = new ArrayList<>();

  /**
   * @param parts the agent's own, put together without a journal
   * @param state its state folder; the trial's journal is kept in a folder of its own below {@code
   *     trials}
   * @param keep whether the item is left where it is
   */
  public Trial(AgentContext parts, Path state, boolean keep) {
    this.parts = parts;
    Instant now = parts.clock().instant();
    this.journal = state.resolve("trials").resolve(NAME.format(now.atOffset(ZoneOffset.UTC)));
    this.mail =
        new TrialMail(UUID.randomUUID().toString().substring(0, 8), parts.loaded().spec(), now);
    this.keep = keep;
  }

  /**
   * Does it all. What goes wrong is a failed step; what was put there is taken away all the same.
   */
  public TrialReport run() throws InterruptedException {
    Optional<Source.Planted> planted = plant();
    if (planted.isEmpty()) {
      return report(null);
    }
    String item = planted.get().item().identity().id(parts.agent());
    try {
      work(planted.get(), item);
    } catch (RuntimeException e) {
      LOG.error("Item {} of the trial met a fault of the agent's own.", item, e);
      steps.add(TrialStep.failed("run", String.valueOf(e.getMessage())));
    } finally {
      clean(planted.get());
    }
    return report(item);
  }

  private TrialReport report(@Nullable String item) {
    return new TrialReport(mail.nonce(), item, journal, steps, remains);
  }

  private Optional<Source.Planted> plant() {
    try {
      Optional<Source.Planted> planted = parts.source().plant(mail.raw());
      steps.add(
          planted.isPresent()
              ? TrialStep.passed("plant", "a message marked " + mail.mark() + " was put there")
              : TrialStep.failed(
                  "plant", "nothing can be put into a source of this kind: there is no trial"));
      return planted;
    } catch (IOException e) {
      steps.add(TrialStep.failed("plant", "nothing could be put there: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private void work(Source.Planted planted, String item) throws InterruptedException {
    TrialSource source = new TrialSource(parts.source(), planted);
    try (SqliteJournal own =
        SqliteJournal.open(journal, parts.agent(), Keyring.ofFolder(journal), parts.clock())) {
      AgentContext context =
          new AgentContext(
              parts.loaded(),
              source,
              parts.reader(),
              parts.redactor(),
              parts.decider(),
              parts.actions(),
              own,
              new ModeSwitch(Mode.PRODUCTION),
              parts.clock(),
              new LogObserver(),
              parts.engine());
      Agent agent = new Agent(context, new StopSignal());
      RunReport report = agent.run(parts.clock().instant());
      Optional<ItemRow> row = own.view().item(item);
      steps.add(fetched(source, report));
      if (row.isPresent()) {
        boolean answered = answer(agent, row.get(), item);
        ItemRow last = own.view().item(item).orElseThrow();
        agent.end();
        steps.add(decision(last, answered));
        steps.addAll(new TrialEffects(context, planted.item()).readBack(last, own.view()));
        remember(own.view(), item);
        steps.add(log(item));
        steps.add(journal(own.view(), last));
      }
    }
  }

  private static TrialStep fetched(TrialSource source, RunReport report) {
    return source.fetched()
        ? TrialStep.passed("source", "the source gave the message by itself")
        : TrialStep.failed(
            "source", "the source did not give the message" + because(report.cause()));
  }

  private static String because(String cause) {
    return cause.isEmpty() ? "" : ": " + cause;
  }

  /** A trial does not wait for a person: whoever started it has agreed to what it proposes. */
  private boolean answer(Agent agent, ItemRow row, String item) throws InterruptedException {
    if (row.state() != ItemState.WAITING || row.category() == null) {
      return false;
    }
    SqliteJournal.say(
        journal,
        InboxReader.VERDICT,
        item,
        InboxReader.APPROVE,
        "the trial",
        parts.clock().instant());
    if (agent.consumeInbox()) {
      agent.goOn();
    }
    return true;
  }

  private static TrialStep decision(ItemRow row, boolean answered) {
    if (row.category() == null) {
      return TrialStep.failed("decision", "there is none: " + row.why());
    }
    Long cost = row.costNanos();
    String detail =
        String.format(
            Locale.ROOT,
            "category %s, confidence %s, by %s, %d tokens, %s",
            row.category(),
            row.confidence() == null
                ? "unknown"
                : String.format(Locale.ROOT, "%.2f", row.confidence()),
            row.decidedBy(),
            row.tokens(),
            cost == null
                ? "cost unknown"
                : "USD "
                    + BigDecimal.valueOf(cost, NANO_DIGITS).stripTrailingZeros().toPlainString());
    return TrialStep.passed(
        "decision",
        detail + (answered ? "; a person would confirm it, and the trial did in their place" : ""));
  }

  /** What no cleaning takes back. */
  private void remember(JournalView view, String item) {
    for (EffectRow effect : view.effects(item)) {
      boolean there = effect.state() == EffectState.DONE || effect.state() == EffectState.AMBIGUOUS;
      if (there) {
        remains.add(
            effect.action()
                + (effect.effectClass() == EffectClass.D || effect.effectClass() == EffectClass.C
                    ? " was sent and cannot be taken back"
                    : " is done and stays where it was done, unless it went with the message")
                + (effect.receipt() == null ? "" : ": " + effect.receipt()));
      }
    }
  }

  private TrialStep log(String item) {
    LogSpec log = parts.loaded().spec().log();
    Path file = log.file();
    if (file == null) {
      return TrialStep.notDemonstrated("log", "log.file names no file that could be read back");
    }
    if (log.level() == LogSpec.Level.WARN || log.level() == LogSpec.Level.ERROR) {
      return TrialStep.notDemonstrated(
          "log", "log.level " + log.level() + " keeps an item that goes well out of the log");
    }
    try (var channel = Files.newByteChannel(file)) {
      channel.position(Math.max(0, channel.size() - TAIL));
      byte[] end = java.nio.channels.Channels.newInputStream(channel).readNBytes((int) TAIL);
      long lines =
          new String(end, StandardCharsets.UTF_8).lines().filter(l -> l.contains(item)).count();
      return lines > 0
          ? TrialStep.passed("log", lines + " lines with the item's id in " + file)
          : TrialStep.failed("log", file + " holds no line with the item's id");
    } catch (IOException e) {
      return TrialStep.failed("log", file + " cannot be read: " + e.getMessage());
    }
  }

  private static TrialStep journal(JournalView view, ItemRow row) {
    StringWriter out = new StringWriter();
    try {
      new JournalJson(view).write(row, out);
      JsonNode json = JSON.readTree(out.toString());
      boolean right =
          json.path("id").asText().equals(row.id())
              && json.path("category").asText().equals(String.valueOf(row.category()))
              && json.path("effects").size() == view.effects(row.id()).size();
      Optional<Long> broken = view.firstBrokenLink();
      if (broken.isPresent()) {
        return TrialStep.failed("journal", "the chain breaks at fact " + broken.get());
      }
      String state =
          json.path("outcome").isNull()
              ? json.path("state").asText()
              : json.path("outcome").asText();
      return right
          ? TrialStep.passed(
              "journal", "the item stands there as " + state + ", the chain is whole")
          : TrialStep.failed("journal", "the item was written otherwise than it happened");
    } catch (IOException e) {
      return TrialStep.failed("journal", "the item cannot be read back: " + e.getMessage());
    }
  }

  private void clean(Source.Planted planted) {
    if (keep) {
      remains.add("the message " + mail.mark() + " was kept, as you asked");
      return;
    }
    try {
      steps.add(TrialStep.passed("clean", planted.remove()));
    } catch (IOException e) {
      steps.add(TrialStep.failed("clean", "the message could not be removed: " + e.getMessage()));
      remains.add("the message " + mail.mark() + " is still at the source");
    }
  }
}
