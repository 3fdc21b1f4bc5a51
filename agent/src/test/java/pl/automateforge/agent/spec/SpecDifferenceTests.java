package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecDifferenceTests {
  @TempDir Path folder;

  private SpecDifference between(String before, String after) {
    return SpecDifference.between(loaded(before), loaded(after));
  }

  private LoadedSpec loaded(String text) {
    return Specs.loaded(Specs.read(folder, text));
  }

  private static SpecDifference.Entry entry(
      String path, String before, String after, ChangeMark mark) {
    return new SpecDifference.Entry(path, before, after, mark);
  }

  @Test
  void isEmptyBetweenTheSameVersions() {
    String text = Specs.text("minimal.yaml");
    SpecDifference difference = between(text, "# a comment\n" + text);
    assertThat(difference.changes()).isEmpty();
    assertThat(difference.strongest()).isEmpty();
  }

  @Test
  void saysWhatChangedAndHowMuchItWeighs() {
    SpecDifference difference =
        between(
            Specs.minimalAnd("log: {level: INFO}\nfallback: {below: 0.7}"),
            Specs.minimalAnd("log: {level: WARN}\nfallback: {below: 0.75}\nhealth: {port: 9000}"));
    assertThat(difference.changes())
        .containsExactly(
            entry("fallback.below", "0.7", "0.75", ChangeMark.MINOR),
            new SpecDifference.Entry("health.port", null, "9000", ChangeMark.OPERATIONAL),
            entry("log.level", "\"INFO\"", "\"WARN\"", ChangeMark.OPERATIONAL));
    assertThat(difference.strongest()).isEqualTo(Optional.of(ChangeMark.MINOR));
  }

  @Test
  void weighsWordingAsMinor() {
    SpecDifference difference =
        between(
            Specs.minimalAnd("prompt: {instructions: A., rules: [one]}"),
            Specs.minimalAnd("prompt: {instructions: B., rules: [one, two]}"));
    assertThat(difference.changes())
        .containsExactly(
            entry("prompt.instructions", "\"A.\"", "\"B.\"", ChangeMark.MINOR),
            entry("prompt.rules", "[\"one\"]", "[\"one\",\"two\"]", ChangeMark.MINOR));
  }

  @Test
  void weighsANewPromptByItsParts() {
    assertThat(
            between(Specs.text("minimal.yaml"), Specs.minimalAnd("prompt: {rules: [a]}"))
                .strongest())
        .isEqualTo(Optional.of(ChangeMark.MINOR));
    assertThat(
            between(Specs.text("minimal.yaml"), Specs.minimalAnd("log: {file: a.log}")).strongest())
        .isEqualTo(Optional.of(ChangeMark.MATERIAL));
  }

  @Test
  void weighsCategoriesActionsModelSourceAndPrivacyAsMaterial() {
    String text = Specs.text("minimal.yaml");
    assertThat(
            List.of(
                text.replace("Everything else.", "The rest."),
                text.replace("out.jsonl", "other.jsonl"),
                text.replace("{provider: anthropic}", "{provider: anthropic, name: opus}"),
                text.replace("path: mails", "path: letters"),
                text + "privacy: {dataMayLeave: false}\n",
                text + "goal: Peace.\n",
                text + "schedule: {every: 1h}\n"))
        .allMatch(
            other -> between(text, other).strongest().equals(Optional.of(ChangeMark.MATERIAL)));
  }

  @Test
  void tellsCategoriesApartByTheirId() {
    String text = Specs.text("minimal.yaml");
    String first = "  - {id: urgent, description: U., priority: 1, actions: []}\n";
    SpecDifference difference =
        between(
            text,
            text.replace("categories:\n", "categories:\n" + first)
                .replace("priority: 2", "priority: 3"));
    assertThat(difference.changes())
        .containsExactly(
            entry("categories[other].priority", "2", "3", ChangeMark.MATERIAL),
            new SpecDifference.Entry(
                "categories[urgent]",
                null,
                "{\"actions\":[],\"description\":\"U.\",\"id\":\"urgent\",\"priority\":1}",
                ChangeMark.MATERIAL));
  }

  @Test
  void saysThatOnlyTheOrderChanged() {
    String one =
        "  - {id: invoice, description: Invoices and reminders., priority: 1, actions: [note]}\n";
    String other = "  - {id: other, description: Everything else., priority: 2, actions: []}\n";
    String text = Specs.text("minimal.yaml");
    assertThat(between(text, text.replace(one + other, other + one)).changes())
        .containsExactly(
            entry(
                "categories",
                "order [invoice, other]",
                "order [other, invoice]",
                ChangeMark.MATERIAL));
  }

  @Test
  void comparesKindsOfActionsByTheirName() {
    String text = Specs.text("minimal.yaml");
    SpecDifference difference =
        between(
            text,
            text.replace(
                "{type: file, path: out.jsonl}", "{type: webhook, url: \"https://a.example\"}"));
    assertThat(difference.changes())
        .containsExactly(
            new SpecDifference.Entry(
                "actions.note.path", "\"out.jsonl\"", null, ChangeMark.MATERIAL),
            entry("actions.note.type", "\"file\"", "\"webhook\"", ChangeMark.MATERIAL),
            new SpecDifference.Entry(
                "actions.note.url", null, "\"https://a.example\"", ChangeMark.MATERIAL));
  }

  @Test
  void neverSeesADifferenceWhereTheVersionsAreTheSameNorTheReverse() {
    String text = Specs.text("minimal.yaml");
    for (String more :
        List.of("health: {}", "prompt: {}", "log: {}", "output: {fields: []}", "kpi: []")) {
      assertThat(between(text, text + more + "\n").changes()).as(more).hasSize(1);
    }
  }
}
