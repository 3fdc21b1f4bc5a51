package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceRefusalTests {
  @TempDir Path folder;

  private List<String> errors(String text) {
    return Specs.errors(folder, text);
  }

  @Test
  void refusesAnActionThatNobodyDefinesAndNamesTheNearest() {
    assertThat(errors(Specs.minimal("actions: []", "actions: [noet]")))
        .containsExactly(
            "line 7, column 71: error: categories[1].actions[0]: \"noet\" is not an action of this"
                + " spec; expected one of note; did you mean note?");
  }

  @Test
  void refusesAnActionThatNobodyUses() {
    assertThat(errors(Specs.minimalAnd("  spare: {type: file, path: spare.jsonl}")))
        .containsExactly(
            "line 11, column 3: error: actions.spare: no category uses the action \"spare\", nor does"
                + " the fallback; expected it in a list of actions, or not at all");
  }

  @Test
  void countsTheFirstReviewAsUsedWhereTheFallbackNamesNoActions() {
    assertThat(errors(Specs.minimalAnd("  ask: {type: review}"))).isEmpty();
    assertThat(errors(Specs.minimalAnd("  ask: {type: review}\nfallback: {actions: []}")))
        .containsExactly(
            "line 11, column 3: error: actions.ask: no category uses the action \"ask\", nor does the"
                + " fallback; expected it in a list of actions, or not at all");
  }

  @Test
  void refusesTheSameActionTwiceInAList() {
    assertThat(errors(Specs.minimal("[note]", "[note, note]")))
        .containsExactly(
            "line 6, column 86: error: categories[0].actions[1]: the action \"note\" stands here"
                + " twice");
  }

  @Test
  void refusesTheSameCategoryTwice() {
    assertThat(errors(Specs.minimal("id: other", "id: invoice")))
        .containsExactly(
            "line 7, column 10: error: categories[1].id: the id \"invoice\" is taken by"
                + " categories[0]; expected another");
  }

  @Test
  void refusesAFallbackThatIsNoCategory() {
    assertThat(errors(Specs.minimalAnd("fallback: {category: othr}")))
        .containsExactly(
            "line 11, column 22: error: fallback.category: \"othr\" is not a category of this spec;"
                + " expected one of invoice, other; did you mean other?");
  }

  @Test
  void refusesAFallbackActionThatNobodyDefines() {
    assertThat(errors(Specs.minimalAnd("fallback: {actions: [ask]}")))
        .containsExactly(
            "line 11, column 22: error: fallback.actions[0]: \"ask\" is not an action of this spec;"
                + " expected one of note");
  }

  @Test
  void namesActionsOfASpecThatDefinesNone() {
    String text = Specs.text("minimal.yaml").replaceAll("(?s)actions:\n.*", "actions: {}\n");
    assertThat(errors(text))
        .containsExactly(
            "line 6, column 80: error: categories[0].actions[0]: \"note\" is not an action of this"
                + " spec; expected one that is defined");
  }
}
