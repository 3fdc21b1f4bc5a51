package pl.automateforge.agent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTests {
  private static final String AGENT = "pl.automateforge.agent";
  private static final String VIOLATIONS = "pl.automateforge.violations";
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(AGENT);
  private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(VIOLATIONS);

  static Stream<String> names() {
    return Rules.of(AGENT).keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void holds(String name) {
    Rules.named(name, AGENT).check(MAIN);
  }

  @ParameterizedTest
  @CsvSource({
    "layers, spec.KnowsNet",
    "layers, decision.KnowsAction",
    "layers, journal.KnowsRun",
    "layers, nowhere.HasNoLayer",
    "cycles, sync.Here",
    "null-marked, nowhere.HasNoLayer",
    "stand-ins, health.KnowsStandin",
    "spring, run.UsesSpring",
    "sql, run.UsesSql",
    "sql, action.SpeaksSql",
    "claude, run.AsksClaude",
    "picocli, run.IsACommand",
    "jul, run.LogsElsewhere",
    "logback, run.KnowsLogback",
    "http, run.OtherHttpClient",
    "url-connection, run.OpensUrl",
    "clock, run.ReadsTheTime",
    "sleep, run.Sleeps",
    "exit, run.Exits",
    "deserialization, run.Deserializes",
    "console, run.Prints",
    "date, run.UsesDate",
  })
  void seesWhereItIsBroken(String name, String where) {
    EvaluationResult result = Rules.named(name, VIOLATIONS).evaluate(BROKEN);

    assertThat(result.getFailureReport().getDetails())
        .as("what '%s' finds", name)
        .anyMatch(detail -> detail.contains(where));
  }

  @ParameterizedTest
  @MethodSource("names")
  void isBrokenSomewhere(String name) {
    assertThat(Rules.named(name, VIOLATIONS).evaluate(BROKEN).hasViolation()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("names")
  void leavesTheRestInPeace(String name) {
    assertThat(Rules.named(name, VIOLATIONS).evaluate(BROKEN).getFailureReport().getDetails())
        .noneMatch(detail -> detail.contains("run.Innocent"));
  }
}
