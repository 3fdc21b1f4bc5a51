package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Disk full, writes that fail, a disk gone read-only, the clock an hour back and a day ahead, each
 * at another moment of a run: the agent stops before it acts, says so within a minute, resumes by
 * itself, and neither loses nor doubles anything.
 */
@Timeout(600)
class FaultTests {
  /** Another moment each; the short form, and the whole one that takes longer. */
  private static final int FEW = 5;

  private static final int ALL = 20;

  @TempDir Path folder;

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("the disk is full", Fault.DiskFull::new),
        fault("writes fail", Fault.WritesFail::new),
        fault("the disk is read-only", Fault.ReadOnly::new),
        fault("the clock is an hour back", () -> new Fault.ClockSet(Duration.ofHours(-1))),
        fault("the clock is a day ahead", () -> new Fault.ClockSet(Duration.ofDays(1))));
  }

  private static Arguments fault(String name, Supplier<Fault> made) {
    return Arguments.of(name, made);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void stopsBeforeItActsAndResumesAloneWhen(String name, Supplier<Fault> made)
      throws IOException, InterruptedException {
    for (int seed = 0; seed < FEW; seed++) {
      assertThat(run(made.get(), seed, false)).as("%s, seed %d", name, seed).isEmpty();
    }
  }

  @Tag("soak")
  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void stopsAndResumesAtEachMomentWhen(String name, Supplier<Fault> made)
      throws IOException, InterruptedException {
    for (int seed = 0; seed < ALL; seed++) {
      assertThat(run(made.get(), seed, false)).as("%s, seed %d", name, seed).isEmpty();
    }
  }

  @Test
  void noticesAnAgentThatActsBeforeItsIntentIsDurable() throws IOException, InterruptedException {
    List<String> noticed = new ArrayList<>();
    for (int seed = 0; seed < ALL && noticed.isEmpty(); seed++) {
      noticed.addAll(run(new Fault.WritesFail(), seed, true));
    }
    assertThat(noticed).anyMatch(fault -> fault.contains("without a durable intent"));
  }

  private List<String> run(Fault fault, int seed, boolean actsWithoutIntent)
      throws IOException, InterruptedException {
    Path place = fault.ready(folder.resolve("seed-" + seed));
    return new FaultCase(fault, place, seed, actsWithoutIntent).run();
  }
}
