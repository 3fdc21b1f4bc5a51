package pl.automateforge.agent.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.decision.AnswerValidator;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.privacy.Redactor;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.run.Agent;
import pl.automateforge.agent.run.AgentContext;
import pl.automateforge.agent.run.ModeSwitch;
import pl.automateforge.agent.run.RunObserver;
import pl.automateforge.agent.run.RunReport;
import pl.automateforge.agent.run.StopSignal;
import pl.automateforge.agent.spec.Category;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.SpecReader;

/**
 * A model whose every answer somebody else wrote, in front of the real engine; what the actions are
 * told is recorded where they act. Each of these was put in once and was caught here: the category
 * taken by its beginning; an unknown key skipped instead of refused; the last of two equal keys
 * taken; links left whole; the check for what destroys left out; a silent fallback for what is no
 * answer; a low confidence taken for sure.
 */
@Timeout(600)
class EvilEngineTests {
  private static final String SPEC =
      """
      autoforge: 1
      name: evil
      type: email-triage
      model: {provider: local}
      prompt: {examples: examples.csv, instructions: Pisz na biuro@acme.example.}
      output:
        fields:
          - {name: summary, type: text, maxLength: 300}
          - {name: reply, type: text, maxLength: 2000}
          - {name: deadline, type: date}
          - {name: amount, type: number}
          - {name: paid, type: boolean}
      categories:
        - {id: invoice, description: one, priority: 2, actions: [write, post]}
        - {id: question, description: two, priority: 2, actions: [post]}
        - {id: tax, description: three, priority: 1, risk: high, actions: [write]}
        - {id: delete, description: four, priority: 3, actions: [wipe]}
        - {id: clear, description: five, priority: 3, actions: [write, rows]}
        - {id: other, description: six, priority: 4, actions: []}
      fallback: {category: other, below: 0.7, actions: []}
      source: {type: folder, path: mails}
      limits: {itemsPerRun: 100000, runTimeout: 1h}
      actions:
        write: {type: file, path: a.jsonl}
        post: {type: webhook, url: "http://127.0.0.1:9/"}
        wipe: {type: http, url: "http://127.0.0.1:9/", method: DELETE}
        rows: {type: sql, url: "jdbc:sqlite:x.db", statement: "delete from x where a = :category"}
      """;

  @TempDir private Path folder;

  /** What one action was told, for one item. */
  private record Told(String action, EffectRequest request) {}

  private final Map<String, List<Told>> told = new ConcurrentHashMap<>();

  @Test
  void doesOnlyWhatTheChosenCategorySays() throws Exception {
    prove(4_000);
  }

  @Test
  @Tag("soak")
  void doesOnlyWhatTheChosenCategorySaysAHundredThousandTimes() throws Exception {
    prove(100_000);
  }

  private void prove(int count) throws Exception {
    LoadedSpec spec = spec();
    List<EvilAnswer> answers = answers(spec, count);
    AnswerValidator validator = new AnswerValidator(spec.spec());
    Map<String, Action> actions = new HashMap<>();
    spec.spec().actions().keySet().forEach(name -> actions.put(name, new Recorder(name)));
    Path state = folder.resolve("state");
    try (SqliteJournal journal =
        SqliteJournal.open(state, "evil", Keyring.ofFolder(state), Clock.systemUTC())) {
      Agent agent =
          new Agent(
              new AgentContext(
                  spec,
                  new NumberedSource(count),
                  (raw, cut) -> new Reading.Text(content(raw)),
                  Redactor.of(List.of()),
                  new EvilDecider(validator, answers),
                  actions,
                  journal,
                  new ModeSwitch(Mode.PRODUCTION),
                  Clock.systemUTC(),
                  RunObserver.NONE,
                  "test"),
              new StopSignal());

      RunReport report = agent.run(Clock.systemUTC().instant());

      assertThat(report.good()).as(report.toString()).isTrue();
      assertThat(report.sums().taken()).isEqualTo(count);
      assertThat(report.sums().failed()).isZero();
      for (int number = 0; number < count; number++) {
        judge(spec, journal.view(), number, answers.get(number));
      }
    }
  }

  private void judge(LoadedSpec spec, JournalView view, int number, EvilAnswer answer) {
    String id = NumberedSource.identity(number).id("evil");
    ItemRow item = view.item(id).orElseThrow();
    List<Told> effects = told.getOrDefault(id, List.of());
    String what = number + " " + answer.made() + ": " + head(answer.text());
    String chosen = answer.category();
    if (chosen == null || answer.rejected()) {
      assertThat(effects).as(what).isEmpty();
      assertThat(item.state()).as(what).isEqualTo(ItemState.WAITING);
      return;
    }
    Category category = spec.spec().category(chosen).orElseThrow();
    boolean sure = answer.confidence() >= 0.7;
    boolean held = List.of("tax", "delete", "clear").contains(chosen);
    assertThat(effects)
        .as(what)
        .extracting(Told::action)
        .isEqualTo(sure && !held ? category.actions() : List.of());
    assertThat(item.state())
        .as(what)
        .isEqualTo(sure && held ? ItemState.WAITING : ItemState.COMPLETED);
    effects.forEach(effect -> harmless(what, effect.request()));
  }

  private static void harmless(String what, EffectRequest request) {
    assertThat(Clickable.in(request.reason())).as(what).isEmpty();
    request.fields().values().forEach(field -> assertThat(Clickable.in(field)).as(what).isEmpty());
    assertThat(request.fields().getOrDefault("summary", "")).hasSizeLessThanOrEqualTo(600);
  }

  private static String head(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  private static List<EvilAnswer> answers(LoadedSpec spec, int count) {
    List<String> ids = spec.spec().categories().stream().map(Category::id).toList();
    EvilAnswers evil = new EvilAnswers(ids, 20261122, 9);
    List<EvilAnswer> answers = new ArrayList<>();
    JqwikSession.run(() -> {
      Random random = new Random(7);
      RandomGenerator<String> texts = anyText(ids).generator(1_000, true);
      while (answers.size() < count) {
        answers.add(answers.size() % 3 == 0 ? evil.of(texts.next(random).value()) : evil.next());
      }
    });
    return answers;
  }

  /** Texts, and pieces of answers in any order. */
  private static Arbitrary<String> anyText(List<String> ids) {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\"category\"",
            "\"confidence\"",
            "\"reason\"",
            "0.9",
            "1e400",
            "null",
            "NaN",
            "\\u0000",
            "\\",
            " ",
            "\n",
            "\"" + ids.getFirst() + "\"",
            "\"actions\"",
            "\"wipe\"",
            "true");
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(60)),
        net.jqwik.api.Tuple.of(2, pieces.list().ofMaxSize(30).map(all -> String.join("", all))));
  }

  private static Content content(byte[] raw) {
    return Content.ofText(
        new String(raw, java.nio.charset.StandardCharsets.UTF_8), Content.TextLanguage.PL);
  }

  private LoadedSpec spec() throws Exception {
    Files.writeString(folder.resolve("examples.csv"), "text,label\none,invoice\ntwo,other\n");
    Path file = Files.writeString(folder.resolve("agent.yaml"), SPEC);
    return SpecReader.read(file)
        .loaded()
        .orElseThrow(() -> new AssertionError(SpecReader.read(file).problems()));
  }

  /** Answers as the deciders do that ask a model: what is read is held against the spec. */
  private record EvilDecider(AnswerValidator validator, List<EvilAnswer> answers)
      implements Decider {
    @Override
    public String name() {
      return "evil";
    }

    @Override
    public String revision() {
      return "1";
    }

    @Override
    public Decision decide(Content content) {
      int number = Integer.parseInt(content.text(Content.Part.Kind.BODY));
      return switch (validator.validate(answers.get(number).text())) {
        case AnswerValidator.Verdict.Valid valid ->
            new Decision.Answer(
                valid.category(),
                valid.confidence(),
                false,
                valid.reason(),
                valid.fields(),
                Decision.Usage.NONE);
        case AnswerValidator.Verdict.Invalid invalid ->
            new Decision.NoAnswer(
                Decision.NoAnswer.Kind.NOT_AN_ANSWER, invalid.detail(), Decision.Usage.NONE);
      };
    }

    @Override
    public CheckResult check() {
      return new CheckResult.Fine("evil");
    }

    @Override
    public void close() {}
  }

  /** An action that only remembers. */
  private final class Recorder implements Action {
    private final String name;

    Recorder(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public EffectClass effectClass() {
      return EffectClass.A;
    }

    @Override
    public String describe(EffectRequest request) {
      return name;
    }

    @Override
    public EffectResult perform(EffectRequest request, boolean repeated) {
      told.computeIfAbsent(request.item(), item -> new CopyOnWriteArrayList<>())
          .add(new Told(name, request));
      return new EffectResult.Done("ok");
    }

    @Override
    public CheckResult check() {
      return new CheckResult.Fine(name);
    }

    @Override
    public void close() {}
  }
}
