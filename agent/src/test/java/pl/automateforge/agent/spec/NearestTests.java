package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTests {
  private static final List<String> WORDS =
      List.of("itemsPerRun", "itemTimeout", "runTimeout", "run-once", "skip", "pl", "en");

  @ParameterizedTest
  @CsvSource({
    "itemsPerRum, itemsPerRun",
    "items_per_run, itemsPerRun",
    "ITEMTIMEOUT, itemTimeout",
    "runTimeuot, runTimeout",
    "runonce, run-once",
    "skp, skip",
    "sikp, skip",
    "skips, skip"
  })
  void findsTheWordThatIsMeant(String written, String meant) {
    assertThat(Nearest.to(written, WORDS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"concurrency", "jump", "de", "x", "''", "-"})
  void findsNothingWhereNothingIsNear(String written) {
    assertThat(Nearest.to(written, WORDS)).isEmpty();
  }

  @Test
  void doesNotLookAtEndlessWords() {
    assertThat(Nearest.to("s".repeat(100_000), List.of("s".repeat(100_000)))).isEmpty();
  }
}
