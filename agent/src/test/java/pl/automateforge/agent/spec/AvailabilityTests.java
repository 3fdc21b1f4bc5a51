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

  @Test
  void refusesOnlyWhatIsNotBuiltYetInTheFixtures() {
    assertThat(SpecReader.read(Specs.fixture("every-key.yaml")).errors()).isEmpty();
    for (String fixture : List.of("http-source.yaml", "sql-source.yaml")) {
      assertThat(SpecReader.read(Specs.fixture(fixture)).errors())
          .extracting(Problem::path)
          .containsExactly("type");
    }
  }

  @Test
  void warnsOfEveryPartThatDoesNotActYetWhereItIsWritten() {
    assertThat(SpecReader.read(Specs.fixture("every-key.yaml")).warnings())
        .allMatch(p -> p.message().equals("not applied yet"))
        .extracting(Problem::path)
        .containsExactly("kpi", "output.format", "reports");
  }

  @Test
  void writesAWarningAsPeopleReadIt() {
    assertThat(Specs.warnings(folder, Specs.minimalAnd("reports: {daily: \"08:00\"}")))
        .contains("line 11, column 1: warning: reports: not applied yet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "output: {format: json}",
        "privacy: {redact: [pesel]}",
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
