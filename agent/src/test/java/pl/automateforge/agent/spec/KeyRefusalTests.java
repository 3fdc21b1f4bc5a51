package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRefusalTests {
  @TempDir Path folder;

  private List<String> errors(String text) {
    return Specs.errors(folder, text);
  }

  @Test
  void refusesAnUnknownKeyAndNamesTheNearest() {
    assertThat(errors(Specs.minimalAnd("limits: {itemsPerRum: 5}")))
        .containsExactly(
            "line 11, column 10: error: limits.itemsPerRum: the key \"itemsPerRum\" is not known;"
                + " expected one of concurrency, connectTimeout, itemTimeout, itemsPerRun,"
                + " onOverlap, runTimeout; did you mean itemsPerRun?");
  }

  @Test
  void refusesAnUnknownKeyThatIsLikeNone() {
    assertThat(errors(Specs.minimalAnd("health: {zzz: 1}")))
        .containsExactly(
            "line 11, column 10: error: health.zzz: the key \"zzz\" is not known; expected one of"
                + " port");
  }

  @Test
  void refusesAKeyOfAnotherKind() {
    assertThat(errors(Specs.minimal("path: out.jsonl", "path: out.jsonl, url: x")))
        .containsExactly(
            "line 10, column 39: error: actions.note.url: the key \"url\" is not known; expected one"
                + " of path, type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "type", "model", "source"})
  void wantsTheRequiredKeys(String key) {
    String text = Specs.text("minimal.yaml").replaceAll("(?m)^" + key + ":.*\n", "");
    assertThat(errors(text))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("line 1, column 1: error: " + key + ": the key \"" + key + "\" is missing;");
  }

  @Test
  void wantsCategoriesAndActions() {
    assertThat(
            errors(
                "autoforge: 1\nname: a\ntype: email-triage\nmodel: {provider: anthropic}\nsource: {type: folder, path: m}\n"))
        .containsExactly(
            "line 1, column 1: error: actions: the key \"actions\" is missing; expected a mapping of"
                + " names to a mapping with type: one of file, webhook, review, imap-move,"
                + " imap-flag, imap-draft, reply, email, slack, teams, http, sql (What may be done"
                + " with an item, by name.)",
            "line 1, column 1: error: categories: the key \"categories\" is missing; expected a list:"
                + " a mapping with id, name, description, priority, risk, actions (The answers that"
                + " the model chooses among.)");
  }

  @Test
  void wantsAProvider() {
    assertThat(errors(Specs.minimal("{provider: anthropic}", "{name: sonnet}")))
        .containsExactly(
            "line 4, column 8: error: model.provider: the key \"provider\" is missing; expected one"
                + " of anthropic, bedrock, vertex, foundry, openai-compatible, local, cascade (Who"
                + " answers.)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "description: Invoices and reminders., ",
        ", priority: 1",
        ", actions: [note]",
        "id: invoice, "
      })
  void wantsIdDescriptionPriorityAndActionsOfACategory(String part) {
    String key = part.replaceAll("[ ,]*([a-z]+):.*", "$1");
    assertThat(errors(Specs.minimal(part, "")))
        .anyMatch(e ->
            e.startsWith(
                "line 6, column 5: error: categories[0]."
                    + key
                    + ": the key \""
                    + key
                    + "\" is missing; expected "));
  }

  @Test
  void wantsATypeOfEveryAction() {
    assertThat(errors(Specs.minimal("{type: file, path: out.jsonl}", "{path: out.jsonl}")))
        .containsExactly(
            "line 10, column 9: error: actions.note.type: the key \"type\" is missing; expected one of"
                + " file, webhook, review, imap-move, imap-flag, imap-draft, reply, email, slack,"
                + " teams, http, sql");
  }

  @Test
  void namesTheNearestKind() {
    assertThat(errors(Specs.minimal("type: file,", "type: fiel,")))
        .containsExactly(
            "line 10, column 16: error: actions.note.type: \"fiel\" is not known; expected one of"
                + " file, webhook, review, imap-move, imap-flag, imap-draft, reply, email, slack,"
                + " teams, http, sql; did you mean file?");
  }

  @Test
  void namesTheNearestWordOfAnEnum() {
    assertThat(errors(Specs.minimal("email-triage", "email_triage")))
        .containsExactly(
            "line 3, column 7: error: type: \"email_triage\" is not known; expected one of"
                + " email-triage, documents, reporting, customer-support, custom; did you mean"
                + " email-triage?");
    assertThat(errors(Specs.minimalAnd("log: {level: info}")))
        .containsExactly(
            "line 11, column 14: error: log.level: \"info\" is not known; expected one of ERROR,"
                + " WARN, INFO, DEBUG; did you mean INFO?");
  }

  @Test
  void refusesNothing() {
    assertThat(errors(Specs.minimalAnd("client:\ngoal: ~")))
        .containsExactly(
            "line 11, column 8: error: client: nothing stands here; remove the key, or give a text",
            "line 12, column 7: error: goal: nothing stands here; remove the key, or give a text");
  }

  @Test
  void refusesTheWrongShape() {
    assertThat(errors(Specs.minimalAnd("log: debug\nkpi: {metric: p95}\ngoal: [a]\nhealth: []")))
        .containsExactly(
            "line 11, column 6: error: log: \"debug\" stands here; expected a mapping with level,"
                + " file, maxSize, keep",
            "line 12, column 6: error: kpi: a mapping stands here; expected a list: a mapping with"
                + " metric, op, value",
            "line 13, column 7: error: goal: a list stands here; expected a text",
            "line 14, column 9: error: health: a list stands here; expected a mapping with port");
  }

  @Test
  void refusesAnEmptyListOfCategories() {
    String text =
        Specs.text("minimal.yaml")
            .replaceAll("(?s)categories:.*?source:", "categories: []\nsource:");
    assertThat(errors(text))
        .contains("line 5, column 13: error: categories: the list is empty; expected at least one");
  }

  @Test
  void refusesAnEmptyText() {
    assertThat(errors(Specs.minimal("path: mails", "path: \"\"")))
        .containsExactly(
            "line 8, column 30: error: source.path: an empty path; expected a path, relative to the"
                + " spec or absolute");
    assertThat(errors(Specs.minimal("Everything else.", "\" \"")))
        .containsExactly(
            "line 7, column 30: error: categories[1].description: an empty text; expected a text");
  }

  @Test
  void reportsEverythingAtOnceInTheOrderOfTheFile() {
    String text =
        Specs.minimal("name: acme-office", "name: Acme Office")
                .replace("priority: 1", "priority: first")
                .replace("actions: [note]", "actions: [notes]")
                .replace("path: mails", "path: mails, depth: 2")
            + "schedule: {every: soon}\nmodle: {}\n";
    assertThat(SpecReader.read(Specs.write(folder, text)).errors())
        .extracting(Problem::line, Problem::path)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2, "name"),
            org.assertj.core.groups.Tuple.tuple(6, "categories[0].priority"),
            org.assertj.core.groups.Tuple.tuple(6, "categories[0].actions[0]"),
            org.assertj.core.groups.Tuple.tuple(8, "source.depth"),
            org.assertj.core.groups.Tuple.tuple(10, "actions.note"),
            org.assertj.core.groups.Tuple.tuple(11, "schedule.every"),
            org.assertj.core.groups.Tuple.tuple(12, "modle"));
  }

  @Test
  void boundsAndEscapesWhatItShows() {
    assertThat(
            errors(Specs.minimal("name: acme-office", "name: \"" + "\\e[31mX".repeat(50) + "\"")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("line 2, column 7: error: name: \"\\u001b[31mX")
        .contains("…\"")
        .hasSizeLessThan(400);
  }
}
