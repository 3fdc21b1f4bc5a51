package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.SqliteJournal;

/** What never happens on a model's word alone. */
class ConfirmationTests {
  @TempDir private Path folder;

  private static String silent(String yaml) {
    return yaml.replace("actions: [ask]", "actions: []").replace("  ask: {type: review}\n", "");
  }

  private static String deleting(String yaml) {
    return yaml.replace(
        "a: {type: file, path: a.jsonl}",
        "a: {type: http, url: \"http://127.0.0.1:9/\", method: DELETE}");
  }

  private ItemRow after(Lab lab, String text) throws InterruptedException {
    lab.source.add(text);
    try (Lab.Life life = lab.new Life()) {
      life.run();
      return life.view().item(MemorySource.identity(text).id("lab")).orElseThrow();
    }
  }

  private static Lab answering(Lab lab, Decision decision) {
    lab.decider = new ScriptedDecider(content -> decision);
    return lab;
  }

  @Test
  void putsBeforeAPersonWhatIsNoAnswerEvenWhereTheFallbackIsSilent() throws InterruptedException {
    Lab lab =
        answering(
            new Lab(folder, ConfirmationTests::silent),
            new Decision.NoAnswer(Kind.NOT_AN_ANSWER, "no JSON", Decision.Usage.NONE));

    ItemRow item = after(lab, "a one");

    assertThat(item.state()).isEqualTo(ItemState.WAITING);
    assertThat(item.why()).isEqualTo("what the model said is no answer: a person decides");
  }

  @Test
  void putsACategoryThatIsNotTheSpecsBeforeAPerson() throws InterruptedException {
    Lab lab =
        answering(new Lab(folder, ConfirmationTests::silent), ScriptedDecider.answer("al", 1.0));

    assertThat(after(lab, "a one").state()).isEqualTo(ItemState.WAITING);
    assertThat(lab.target.all()).isEmpty();
  }

  @Test
  void takesAConfidenceThatIsNoNumberForUnsure() throws InterruptedException {
    Lab lab = answering(new Lab(folder), ScriptedDecider.answer("all", Double.NaN));

    assertThat(after(lab, "a one").state()).isEqualTo(ItemState.WAITING);
    assertThat(lab.target.all()).isEmpty();
  }

  /** The spec's author said what becomes of these; no one else dictated that there be no answer. */
  @ParameterizedTest
  @EnumSource(names = "NOT_AN_ANSWER", mode = EnumSource.Mode.EXCLUDE)
  void endsOtherwiseAsTheFallbackSays(Kind kind) throws InterruptedException {
    Lab lab =
        answering(
            new Lab(folder, ConfirmationTests::silent),
            new Decision.NoAnswer(kind, "no", Decision.Usage.NONE));

    assertThat(after(lab, "a one").state()).isEqualTo(ItemState.COMPLETED);
  }

  @Test
  void waitsForAPersonBeforeItDestroys() throws InterruptedException {
    Lab lab = new Lab(folder, ConfirmationTests::deleting);

    ItemRow item = after(lab, "a one");

    assertThat(item.state()).isEqualTo(ItemState.WAITING);
    assertThat(item.why()).isEqualTo("a is destructive (it sends DELETE): a person confirms first");
    assertThat(lab.target.all()).isEmpty();

    try (Lab.Life life = lab.new Life()) {
      SqliteJournal.say(lab.state, InboxReader.VERDICT, item.id(), "approve", "anna", Lab.START);
      life.agent.consumeInbox();
      life.agent.goOn();
    }
    assertThat(lab.target.all()).hasSize(1);
  }

  @Test
  void destroysNothingInTheFallbackEither() throws InterruptedException {
    Lab lab =
        new Lab(folder, yaml -> deleting(yaml).replace("actions: [ask]", "actions: [a, ask]"));

    assertThat(after(lab, "unsure one").state()).isEqualTo(ItemState.WAITING);
    assertThat(after(lab, "broken two").state()).isEqualTo(ItemState.WAITING);
    assertThat(lab.target.all()).isEmpty();
  }

  @Test
  void hearsOfWhatOnlyTheTargetKnows() throws InterruptedException {
    Lab lab = new Lab(folder);
    lab.wrapAction = action -> action.name().equals("b") ? new Hiding(action) : action;

    ItemRow item = after(lab, "b one");

    assertThat(item.why()).isEqualTo("b hides it: a person confirms first");
    assertThat(lab.target.all()).isEmpty();
  }

  /** What an older release decided without asking is held back when it comes to acting. */
  @Test
  void holdsBackAPlanThatWasMadeWithoutAsking() throws InterruptedException {
    Lab lab = new Lab(folder);
    AtomicInteger asked = new AtomicInteger();
    lab.wrapAction =
        action ->
            new Hiding(action) {
              @Override
              public Optional<String> destroys() {
                return asked.getAndIncrement() == 0 ? Optional.empty() : super.destroys();
              }
            };

    ItemRow item = after(lab, "b one");

    assertThat(item.state()).isEqualTo(ItemState.WAITING);
    assertThat(lab.target.all()).isEmpty();
  }

  private static class Hiding extends PassingAction {
    Hiding(Action inner) {
      super(inner);
    }

    @Override
    public Optional<String> destroys() {
      return Optional.of("hides it");
    }
  }
}
