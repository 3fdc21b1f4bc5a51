package pl.automateforge.agent.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.ManualClock;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.budget.BudgetedDecider;
import pl.automateforge.agent.decision.budget.Purse;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.privacy.Redactor;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.SpecReader;

/**
 * A world for the engine: a source and a target that outlive it, a clock, a real journal in a
 * folder, a real spec.
 */
final class Lab {
  static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  final MemorySource source = new MemorySource();
  final Target target = new Target();
  final ManualClock clock = new ManualClock(START);
  ScriptedDecider decider = new ScriptedDecider(Lab::byFirstWord);
  Path state;
  Mode mode = Mode.PRODUCTION;
  RunObserver observer = RunObserver.NONE;
  UnaryOperator<Action> wrapAction = UnaryOperator.identity();
  Function<Journal, Journal> wrapJournal = Function.identity();
  UnaryOperator<Source> wrapSource = UnaryOperator.identity();
  Redactor redactor = Redactor.of(List.of());
  UnaryOperator<Decider> wrapDecider = UnaryOperator.identity();

  /** What the clock was set by, which a counter of nanoseconds does not see. */
  Duration clockSet = Duration.ZERO;

  Function<byte[], Reading> reader = Lab::read;

  /** Whose money the decider spends; the spec's budget counts for it. */
  boolean paid;

  private LoadedSpec spec;

  Lab(Path folder) {
    this(folder, "");
  }

  /**
   * @param more lines that go at the end of the spec
   */
  Lab(Path folder, String more) {
    this(folder, yaml -> yaml + more);
  }

  /**
   * @param edit of the spec's text
   */
  Lab(Path folder, UnaryOperator<String> edit) {
    state = folder.resolve("state");
    spec = spec(folder, edit);
  }

  /** The agent goes on with another version: with another model, or another budget. */
  void version(Path folder, String model, String more) {
    spec = spec(folder, yaml -> yaml.replace("{provider: local}", model) + more);
  }

  LoadedSpec loaded() {
    return spec;
  }

  /** The text's first word is its category; `unsure` answers below the threshold. */
  private static Decision byFirstWord(Content content) {
    String word = content.text(Content.Part.Kind.BODY).split(" ", 2)[0];
    return word.equals("unsure")
        ? ScriptedDecider.answer("a", 0.4)
        : ScriptedDecider.answer(word, 0.95);
  }

  private static LoadedSpec spec(Path folder, UnaryOperator<String> edit) {
    String yaml =
        """
        autoforge: 1
        name: lab
        type: email-triage
        model: {provider: local}
        prompt: {examples: examples.csv}
        categories:
          - {id: a, name: A, description: class A, priority: 2, actions: [a]}
          - {id: b, name: B, description: class B, priority: 2, actions: [b]}
          - {id: c, name: C, description: class C, priority: 2, actions: [c]}
          - {id: d, name: D, description: class D, priority: 1, actions: [d]}
          - {id: all, name: All, description: all of them, priority: 3, actions: [a, b, c, d]}
          - {id: risky, name: Risky, description: dangerous, priority: 1, risk: high, actions: [a]}
          - {id: none, name: None, description: nothing, priority: 4, actions: []}
        fallback: {category: none, below: 0.7, actions: [ask]}
        source: {type: folder, path: mails}
        actions:
          a: {type: file, path: a.jsonl}
          b: {type: file, path: b.jsonl}
          c: {type: file, path: c.jsonl}
          d: {type: file, path: d.jsonl}
          ask: {type: review}
        """;
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("examples.csv"), "text,label\none,a\ntwo,b\n");
      Path file = folder.resolve("agent.yaml");
      Files.writeString(file, edit.apply(yaml));
      return SpecReader.read(file)
          .loaded()
          .orElseThrow(
              () -> new IllegalStateException(SpecReader.read(file).problems().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One life of the agent's process. */
  final class Life implements AutoCloseable {
    final SqliteJournal real = SqliteJournal.open(state, "lab", Keyring.ofFolder(state), clock);
    final StopSignal stop = new StopSignal();
    final Agent agent;
    final @Nullable Purse purse;

    Life() {
      Journal journal = wrapJournal.apply(real);
      purse =
          Purse.of(spec.spec(), clock, new JournalSpending(journal, clock))
              .filter(_ -> paid)
              .orElse(null);
      Decider asked = wrapDecider.apply(decider);
      Map<String, Action> actions = new LinkedHashMap<>();
      for (EffectClass c : EffectClass.values()) {
        String name = c.name().toLowerCase(java.util.Locale.ROOT);
        actions.put(name, wrapAction.apply(new TargetAction(name, c, target)));
      }
      agent =
          new Agent(
              new AgentContext(
                  spec,
                  wrapSource.apply(source),
                  (raw, _) -> reader.apply(raw),
                  redactor,
                  purse == null ? asked : new BudgetedDecider(asked, purse),
                  actions,
                  journal,
                  new ModeSwitch(mode),
                  clock,
                  observer,
                  "test",
                  purse),
              stop,
              Lab.this::nanos);
    }

    RunReport run() throws InterruptedException {
      return agent.run(clock.instant());
    }

    JournalView view() {
      return real.view();
    }

    @Override
    public void close() {
      real.close();
    }
  }

  /** Sets the machine's clock, as an operator or a broken one does. */
  void setClock(Duration by) {
    clockSet = clockSet.plus(by);
    clock.advance(by);
  }

  private long nanos() {
    return Duration.between(START, clock.instant()).minus(clockSet).toNanos();
  }

  private static Reading read(byte[] raw) {
    String text = new String(raw, StandardCharsets.UTF_8);
    Content content = Content.ofText(text, Content.TextLanguage.EN);
    return text.startsWith("broken")
        ? new Reading.Unreadable("it is broken", content)
        : new Reading.Text(content);
  }

  JournalView look() {
    return SqliteView.open(state, Keyring.ofFolder(state));
  }
}
