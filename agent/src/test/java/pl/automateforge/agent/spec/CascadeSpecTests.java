package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CascadeSpecTests {
  @TempDir Path folder;

  @Test
  void asksClaudeByDefaultAsAnthropicDoes() {
    ModelSpec model = loaded("{provider: cascade}", 80, "").spec().model();
    assertThat(model.name()).isEqualTo("claude-sonnet-5-5");
    assertThat(model.apiKey()).isEqualTo(new SecretSlot("${ANTHROPIC_API_KEY}"));
    assertThat(model.baseUrl()).isEqualTo(new Endpoint("${ANTHROPIC_BASE_URL:-}"));
    assertThat(model.behind()).isEqualTo(ModelSpec.Provider.ANTHROPIC);
    assertThat(model.precision()).isEqualTo(0.95);
    assertThat(loaded("{provider: cascade, name: haiku}", 80, "").spec().model().name())
        .isEqualTo("claude-haiku-5-5");
  }

  /** Whoever reads the text must not be misled about where it goes. */
  @Test
  void sendsTextsWhereClaudeAnswers() {
    LoadedSpec loaded = loaded("{provider: cascade}", 80, "");
    assertThat(Endpoints.implied(loaded.spec(), List.of(), slot -> ""))
        .containsExactly(new BoundEndpoint("model.baseUrl", "https://api.anthropic.com", true));
  }

  @Test
  void isTheSameVersionByAliasAndByFullId() {
    assertThat(loaded("{provider: cascade, name: opus}", 80, "").version())
        .isEqualTo(loaded("{provider: cascade, name: claude-opus-5-5}", 80, "").version());
    assertThat(loaded("{provider: cascade, precision: 0.97}", 80, "").version())
        .isNotEqualTo(loaded("{provider: cascade, precision: 0.96}", 80, "").version());
  }

  @Test
  void wantsExamples() {
    assertThat(Specs.errors(folder, Specs.minimal("provider: anthropic", "provider: cascade")))
        .containsExactly(
            "line 4, column 19: error: prompt.examples: the local model learns from examples, and none"
                + " are named; expected a CSV file with the columns text and label");
  }

  @Test
  void refusesAModelThatNobodyServes() {
    assertThat(errors("{provider: cascade, name: llama3}"))
        .containsExactly(
            "line 4, column 34: error: model.name: \"llama3\" is not a model of Claude, and no"
                + " model.baseUrl names a server that has it; expected sonnet, haiku, opus, a full id"
                + " such as claude-sonnet-5-5, or model.baseUrl");
    assertThat(errors("{provider: cascade, name: llama3, baseUrl: \"http://localhost:1\"}"))
        .isEmpty();
  }

  @Test
  void refusesABudgetForAModelBehindItWithoutAPrice() {
    assertThat(errors("{provider: cascade, name: claude-opus-9, budget: {daily: 5}}"))
        .singleElement()
        .asString()
        .contains("claude-opus-9 has no price that this release knows");
    assertThat(errors("{provider: cascade, name: opus, budget: {daily: 5}}")).isEmpty();
    assertThat(
            warnings(
                loaded(
                    "{provider: cascade, name: llama3, baseUrl: \"http://localhost:1\","
                        + " budget: {daily: 5}}",
                    80,
                    "")))
        .singleElement()
        .asString()
        .contains("model.budget: not applied");
  }

  @Test
  void refusesATemperatureForClaudeBehindIt() {
    assertThat(errors("{provider: cascade, name: haiku, temperature: 0.1}"))
        .containsExactly(
            "line 4, column 54: error: model.temperature: claude-haiku-5-5 takes no temperature: the"
                + " Messages API refuses it since its version 2026-10-21; remove the key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.49", "1", "0.9991"})
  void refusesAPrecisionThatNothingCanBe(String precision) {
    assertThat(errors("{provider: cascade, precision: " + precision + "}"))
        .containsExactly(
            "line 4, column 39: error: model.precision: "
                + precision
                + " is out of range; expected a number from 0.5 to 0.999");
  }

  @Test
  void warnsOfAPrecisionThatNobodyAsksFor() {
    assertThat(
            Specs.warnings(
                folder,
                Specs.minimal("{provider: anthropic}", "{provider: anthropic, precision: 0.9}")))
        .contains(
            "line 4, column 30: warning: model.precision: has no effect: it is for cascade alone");
  }

  @ParameterizedTest
  @CsvSource({"0.95, 72, 73", "0.999, 3836, 3838", "0.5, 3, 4"})
  void warnsOfExamplesTooFewToDemonstrateThePrecision(String precision, int few, int fewest) {
    String model = "{provider: cascade, precision: " + precision + "}";
    assertThat(warnings(loaded(model, few, "")))
        .containsExactly(
            "line 4, column 9: warning: model.provider: the local model decides nothing by itself: "
                + few
                + " examples cannot demonstrate a precision of "
                + precision
                + "; it takes "
                + fewest
                + " that are all right");
    assertThat(warnings(loaded(model, fewest, ""))).isEmpty();
  }

  @Test
  void warnsWhereOnlyTheModelCanDecide() {
    String more =
        """
        output: {fields: [{name: summary}]}
        fallback: {actions: [note]}
        """;
    LoadedSpec loaded =
        Specs.loaded(
            read(text("{provider: cascade}").replace("actions: []", "actions: [note]") + more, 80));
    assertThat(warnings(loaded))
        .containsExactly(
            "line 4, column 9: warning: model.provider: the local model decides nothing by itself: the"
                + " actions of every category name the reason or a field of the answer, or pass the"
                + " fields on, which only the model writes");
  }

  private List<String> errors(String model) {
    return read(text(model), 80).errors().stream().map(Problem::toString).toList();
  }

  private static List<String> warnings(LoadedSpec loaded) {
    return loaded.warnings().stream()
        .map(Problem::toString)
        .filter(w -> !w.contains(" fallback: "))
        .toList();
  }

  private LoadedSpec loaded(String model, int examples, String more) {
    return Specs.loaded(read(text(model) + more, examples));
  }

  private static String text(String model) {
    return Specs.minimalAnd("prompt: {examples: texts.csv}")
        .replace("{provider: anthropic}", model);
  }

  private SpecReading read(String text, int examples) {
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int i = 0; i < examples; i++) {
      csv.append("text ").append(i).append(i % 2 == 0 ? ",invoice\n" : ",other\n");
    }
    Specs.write(folder, "texts.csv", csv.toString());
    return Specs.read(folder, text);
  }
}
