package pl.automateforge.agent.decision.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.decision.Prices;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.SpecReader;

class BudgetPlanTests {
  @TempDir Path folder;

  private BudgetPlan plan(String model, String more) throws IOException {
    Files.writeString(folder.resolve("examples.csv"), "text,label\none,a\ntwo,b\n");
    Path file = folder.resolve("agent.yaml");
    Files.writeString(
        file,
        """
        autoforge: 1
        name: plan
        type: email-triage
        model: %s
        %s
        categories:
          - {id: a, name: A, description: class A, priority: 1, actions: []}
          - {id: b, name: B, description: class B, priority: 2, actions: []}
        source: {type: folder, path: mails}
        actions: {ask: {type: review}}
        """
            .formatted(model, more));
    LoadedSpec loaded =
        SpecReader.read(file)
            .loaded()
            .orElseThrow(() -> new AssertionError(SpecReader.read(file).problems()));
    return BudgetPlan.of(loaded, Prices.bundled(), LocalDate.of(2026, 11, 22)).orElseThrow();
  }

  @Test
  void saysTheLimitsWhatACallMayCostAndWhatHappensAtALimit() throws IOException {
    List<String> words =
        plan("{provider: anthropic, name: haiku, budget: {daily: 5, monthly: 100}}", "").words();

    assertThat(words.getFirst())
        .isEqualTo("5.00 USD a day, 100.00 USD a month in Europe/Warsaw; an alert at 80 %");
    assertThat(words.get(1))
        .matches(
            "claude-haiku-5-5, a call of which costs at most 0\\.00[0-9]+ USD for an empty item and"
                + " 0\\.[0-9]+ USD for the longest");
    assertThat(words.get(2)).isEqualTo("at a limit items wait for a new budget");
  }

  @Test
  void goesDownTheSameLadderBehindALocalModel() throws IOException {
    assertThat(
            plan(
                    "{provider: cascade, name: opus, budget: {daily: 5, onExceeded: degrade}}",
                    "prompt: {examples: examples.csv}")
                .words())
        .extracting(line -> line.split(",", 2)[0])
        .contains("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5");
  }

  @Test
  void saysTheLadderRungByRung() throws IOException {
    List<String> words =
        plan(
                "{provider: anthropic, name: opus, budget: {daily: 5, onExceeded: degrade}}",
                "prompt: {examples: examples.csv}")
            .words();

    assertThat(words.subList(1, words.size()))
        .extracting(line -> line.split(",")[0])
        .containsExactly(
            "claude-opus-5-5",
            "claude-sonnet-5-5",
            "claude-haiku-5-5",
            "the local model of prompt.examples",
            "a person");
  }

  @Test
  void warnsOfALimitThatNoCallFitsInto() throws IOException {
    assertThat(plan("{provider: anthropic, name: opus, budget: {daily: 0.01}}", "").warning())
        .hasValueSatisfying(line ->
            assertThat(line)
                .startsWith("a call of claude-opus-5-5 may cost 0.0")
                .endsWith(
                    "even about an empty item, and the limit is 0.01 USD: the model is never asked"));
    assertThat(plan("{provider: anthropic, name: opus, budget: {daily: 0.10}}", "").warning())
        .hasValueSatisfying(line -> assertThat(line).endsWith("such items go to a person"));
    assertThat(plan("{provider: anthropic, name: opus, budget: {daily: 10}}", "").warning())
        .isEmpty();
  }
}
