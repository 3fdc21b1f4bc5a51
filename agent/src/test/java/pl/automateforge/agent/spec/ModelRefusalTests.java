package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRefusalTests {
  @TempDir Path folder;

  private List<String> messages(String model) {
    String text = Specs.minimal("{provider: anthropic}", model);
    return Specs.read(folder, text).errors().stream()
        .filter(p -> !p.message().contains("not yet available"))
        .map(p -> p.path() + ": " + p.message())
        .toList();
  }

  private List<String> warnings(String model) {
    return Specs.warnings(folder, Specs.minimal("{provider: anthropic}", model)).stream()
        .filter(w -> !w.contains(" fallback: "))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, sonnet, claude-sonnet-5-5",
    "anthropic, claude-haiku-4-5, claude-haiku-4-5",
    "bedrock, opus, claude-opus-5-5",
    "vertex, haiku, claude-haiku-5-5",
    "foundry, sonnet, claude-sonnet-5-5"
  })
  void refusesATemperatureForClaude(String provider, String name, String id) {
    assertThat(messages("{provider: " + provider + ", name: " + name + ", temperature: 0.0}"))
        .contains(
            "model.temperature: "
                + id
                + " takes no temperature: the Messages API refuses it since its version 2026-10-21;"
                + " remove the key");
  }

  @Test
  void refusesATemperatureForTheDefaultModel() {
    assertThat(messages("{provider: anthropic, temperature: 0.2}"))
        .first()
        .asString()
        .startsWith("model.temperature: claude-sonnet-5-5 takes no temperature");
  }

  @Test
  void refusesATemperatureForTheLocalModel() {
    assertThat(messages("{provider: local, temperature: 0.0}"))
        .contains(
            "model.temperature: the local model takes no temperature: it is deterministic; remove"
                + " the key");
  }

  @Test
  void refusesATemperatureOutOfRange() {
    String server =
        "{provider: openai-compatible, name: m, baseUrl: \"http://localhost\", temperature: ";
    assertThat(messages(server + "0.31}"))
        .containsExactly(
            "model.temperature: 0.31 is out of range; expected a number from 0.0 to 0.3");
    assertThat(messages(server + "-0.1}"))
        .containsExactly(
            "model.temperature: -0.1 is out of range; expected a number from 0.0 to 0.3");
    assertThat(messages(server + "0.3}")).isEmpty();
    assertThat(messages(server + "0}")).isEmpty();
  }

  @Test
  void saysBothWhereATemperatureIsOutOfRangeAndNotTaken() {
    assertThat(messages("{provider: anthropic, temperature: 0.7}"))
        .hasSize(2)
        .contains("model.temperature: 0.7 is out of range; expected a number from 0.0 to 0.3");
  }

  @Test
  void wantsNameAndAddressOfAnOpenAiCompatibleServer() {
    assertThat(messages("{provider: openai-compatible}"))
        .containsExactly(
            "model.baseUrl: openai-compatible needs baseUrl; expected the address of the server",
            "model.name: openai-compatible needs name; expected the id of a model that the server"
                + " has");
  }

  @Test
  void wantsKeyAndAddressOfVertex() {
    assertThat(messages("{provider: vertex}"))
        .containsExactly(
            "model.apiKey: vertex needs apiKey; expected the slot of a service account's key file or"
                + " of a token",
            "model.baseUrl: vertex needs baseUrl; expected an address of Vertex AI such as"
                + " https://europe-west1-aiplatform.googleapis.com/v1/projects/acme/locations/europe-west1");
  }

  @ParameterizedTest
  @CsvSource({
    "bedrock, https://bedrock-mantle.eu-central-1.api.aws",
    "bedrock, https://bedrock-runtime.eu-central-1.amazonaws.com/anthropic/",
    "bedrock, https://gateway.acme.example/bedrock",
    "vertex, https://aiplatform.googleapis.com/v1/projects/acme/locations/global",
    "foundry, https://acme.services.ai.azure.com/anthropic",
    "bedrock, 'https://bedrock-mantle.${REGION}.api.aws'"
  })
  void takesAnAddressOfItsCloud(String provider, String address) {
    assertThat(
            messages(
                "{provider: %s, apiKey: \"${K}\", baseUrl: \"%s\"}".formatted(provider, address)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bedrock, https://bedrock-mantle.eu-central-1.api.aws/anthropic/v1, an address of Bedrock",
    "bedrock, https://gateway.acme.example/v1/messages, an address of Bedrock",
    "bedrock, https://bedrock-mantle.eu-central-1.api.aws?a=b, an address of Bedrock",
    "vertex, https://europe-west1-aiplatform.googleapis.com, an address of Vertex AI",
    "vertex, https://a.example/v1/projects/acme/locations/, an address of Vertex AI",
    "foundry, https://acme.services.ai.azure.com/anthropic/v1, the address of a Foundry resource"
  })
  void refusesAnAddressThatIsNotItsClouds(String provider, String address, String expected) {
    assertThat(
            messages(
                "{provider: %s, apiKey: \"${K}\", baseUrl: \"%s\"}".formatted(provider, address)))
        .singleElement()
        .asString()
        .startsWith("model.baseUrl: \"" + address + "\" does not fit; expected " + expected);
  }

  @Test
  void refusesABudgetWithoutALimit() {
    assertThat(messages("{provider: anthropic, budget: {alertAt: 0.5}}"))
        .containsExactly("model.budget: no limit stands here; expected daily, monthly or both");
  }

  @Test
  void refusesADayThatMayCostMoreThanItsMonth() {
    assertThat(messages("{provider: anthropic, budget: {daily: 10, monthly: 5.50}}"))
        .containsExactly(
            "model.budget.daily: 10 a day is more than 5.50 a month; expected at most the month's");
  }

  @Test
  void warnsOfKeysThatTheLocalModelIgnores() {
    assertThat(warnings("{provider: local, name: sonnet, apiKey: \"${K}\"}"))
        .containsExactly(
            "line 4, column 26: warning: model.name: has no effect: the local model has none",
            "line 4, column 40: warning: model.apiKey: has no effect: the local model has none");
  }

  @Test
  void warnsOfATimeoutThatAnotherOneEnds() {
    assertThat(warnings("{provider: anthropic, timeout: 2m}"))
        .containsExactly(
            "line 4, column 30: warning: model.timeout: model.timeout of 2m is longer than"
                + " limits.itemTimeout of 1m, which ends it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EUR", "PLN"})
  void refusesALimitInAnotherCurrencyThanModelsArePaidIn(String currency) {
    assertThat(messages("{provider: anthropic, budget: {daily: 5, currency: " + currency + "}}"))
        .containsExactly(
            "model.budget.currency: "
                + currency
                + ": models are paid in US dollars, and a rate of this engine's would be a guess;"
                + " expected USD, and the limits in it");
  }

  @Test
  void refusesABudgetForAModelWithoutAPrice() {
    String cure =
        " has no price that this release knows, so model.budget cannot hold; expected sonnet,"
            + " haiku, opus or another priced model, or no budget";
    assertThat(messages("{provider: anthropic, name: claude-opus-9, budget: {daily: 5}}"))
        .containsExactly("model.name: claude-opus-9" + cure);
    assertThat(messages("{provider: anthropic, name: claude-opus-9}")).isEmpty();
    assertThat(messages("{provider: anthropic, name: claude-opus-4-8, budget: {daily: 5}}"))
        .isEmpty();
    assertThat(messages("{provider: anthropic, budget: {daily: 5}}")).isEmpty();
  }

  @Test
  void refusesABudgetWhereNobodyHasStatedThePrices() {
    assertThat(messages("{provider: foundry, name: claude-haiku-5-5, budget: {daily: 5}}"))
        .containsExactly(
            "model.budget: nobody has stated what foundry charges, so it cannot hold; expected"
                + " none");
    assertThat(messages("{provider: foundry, name: claude-haiku-5-5}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-compatible", "cascade"})
  void warnsThatABudgetIsNotAppliedWhereNobodyKnowsAPrice(String provider) {
    String model =
        "{provider: %s, name: m, baseUrl: \"http://localhost:1\", budget: {daily: 5}}"
            .formatted(provider);
    assertThat(warnings(model))
        .anyMatch(w ->
            w.endsWith(
                "model.budget: not applied: nobody knows the prices of an openai-compatible"
                    + " server"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claude-opus-5-5 | claude-sonnet-5-5, claude-haiku-5-5",
        "claude-sonnet-4-6 | claude-haiku-5-5",
        "claude-fable-5-1 | claude-opus-5-5, claude-sonnet-5-5, claude-haiku-5-5",
        "claude-haiku-5-5 | ''",
        "something | ''"
      })
  void knowsTheSmallerModelsOfTheProvider(String name, String smaller) {
    Path file =
        Specs.write(
            folder,
            Specs.minimal("{provider: anthropic}", "{provider: anthropic, name: " + name + "}"));
    ModelSpec model = SpecReader.read(file).loaded().orElseThrow().spec().model();

    assertThat(String.join(", ", SmallerModels.of(model))).isEqualTo(smaller);
  }
}
