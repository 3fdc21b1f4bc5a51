package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityTests {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"documents", "reporting", "customer-support", "custom"})
  void refusesATypeThatIsNotBuiltYet(String type) {
    assertThat(Specs.errors(folder, Specs.minimal("email-triage", type)))
        .containsExactly(
            "line 3, column 7: error: type: "
                + type
                + ": not yet available; available now: email-triage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bedrock", "vertex", "foundry", "cascade"})
  void refusesAProviderThatIsNotBuiltYet(String provider) {
    assertThat(Specs.errors(folder, Specs.minimal("provider: anthropic", "provider: " + provider)))
        .containsExactly(
            "line 4, column 19: error: model.provider: "
                + provider
                + ": not yet available; available now: anthropic, local");
  }

  @Test
  void refusesOnlyWhatIsNotBuiltYetInTheFixtures() {
    assertThat(SpecReader.read(Specs.fixture("every-key.yaml")).errors()).isEmpty();
    for (String fixture : List.of("http-source.yaml", "sql-source.yaml")) {
      assertThat(SpecReader.read(Specs.fixture(fixture)).errors())
          .hasSize(2)
          .allMatch(p -> p.message().contains(": not yet available; available now: "));
    }
  }

  @Test
  void warnsOfEveryPartThatDoesNotActYetWhereItIsWritten() {
    assertThat(SpecReader.read(Specs.fixture("every-key.yaml")).warnings())
        .allMatch(p -> p.message().equals("not applied yet"))
        .extracting(Problem::path)
        .containsExactly(
            "kpi",
            "output.format",
            "privacy.personalData",
            "privacy.redact",
            "privacy.keepTexts",
            "privacy.keepJournal",
            "privacy.key",
            "reports");
  }

  @Test
  void writesAWarningAsPeopleReadIt() {
    assertThat(Specs.warnings(folder, Specs.minimalAnd("privacy: {redact: [pesel]}")))
        .contains("line 11, column 11: warning: privacy.redact: not applied yet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "output: {format: json}",
        "privacy: {redact: []}",
        "privacy: {dataMayLeave: false, inside: [a.acme.example]}",
        "log: {level: DEBUG, file: a.log, maxSize: 1MB, keep: 1d}",
        "health: {port: 8090}",
        "limits: {itemsPerRun: 1}",
        "goal: Peace.",
        "language: pl"
      })
  void saysNothingOfWhatActs(String yaml) {
    assertThat(Specs.warnings(folder, Specs.minimalAnd(yaml)))
        .noneMatch(w -> w.contains("not applied yet"));
  }
}
