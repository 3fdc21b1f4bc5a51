package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateRefusalTests {
  private static final String KNOWN =
      "sender, subject, category, confidence, reason, item, agent, summary";

  @TempDir Path folder;

  private List<String> errors(String template) {
    String text =
        Specs.minimal(
                "{type: file, path: out.jsonl}",
                "{type: teams, webhook: \"${HOOK}\", text: \"" + template + "\"}")
            + "output: {fields: [{name: summary}]}\n";
    return Specs.read(folder, text).errors().stream()
        .filter(p -> p.path().equals("actions.note.text"))
        .map(Problem::message)
        .toList();
  }

  @Test
  void refusesAVariableThatDoesNotExistAndListsThoseThatDo() {
    assertThat(errors("{{subjct}} of {{sender}}"))
        .containsExactly(
            "the variable \"subjct\" is not known; expected one of "
                + KNOWN
                + "; did you mean subject?");
    assertThat(errors("{{zzzzzz}}"))
        .containsExactly(
            "the variable \"zzzzzz\" is not known; expected one of "
                + KNOWN
                + "; a field of the answer is declared under output.fields");
  }

  @Test
  void knowsWhatEveryTemplateKnowsAndTheOutputFields() {
    assertThat(
            errors(
                "{{sender}} {{ subject }} {{{category}}} {{confidence}} {{reason}} {{item}} {{agent}}"
                    + " {{summary}}"))
        .isEmpty();
    assertThat(errors("no variable at all, { } only")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#summary", "^summary", "/summary", "> part", "=<% %>=", "! note", "& summary"})
  void refusesLogic(String tag) {
    assertThat(errors("{{" + tag + "}}"))
        .containsExactly(
            "{{" + tag + "}} is logic, and templates have none; expected {{name}} with a variable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{summary", "summary}}", "{{summary} }"})
  void refusesBracesThatDoNotClose(String template) {
    assertThat(errors(template))
        .containsExactly("a variable's braces are not closed; expected {{name}}");
  }

  @Test
  void looksAtSubjectTextAndBodyOfEveryKind() {
    String text = Specs.text("every-key.yaml").replaceAll("\\{\\{[a-z]+\\}\\}", "{{nothing}}");
    Specs.write(folder, "desk.csv", Specs.text("desk.csv"));
    assertThat(Specs.read(folder, text).errors())
        .filteredOn(p -> p.message().startsWith("the variable \"nothing\""))
        .extracting(Problem::path)
        .containsExactly(
            "actions.tell-team.text",
            "actions.tell-room.text",
            "actions.post.text",
            "actions.tell-boss.subject",
            "actions.tell-boss.text",
            "actions.answer.text",
            "actions.draft.text",
            "actions.ticket.body");
  }
}
