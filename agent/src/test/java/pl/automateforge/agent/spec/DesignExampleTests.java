package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the design, where this machine has it. */
class DesignExampleTests {
  @TempDir Path folder;

  @Test
  void isReadWithoutAnError() throws IOException {
    Optional<Path> example = DesignExample.file();
    Assumptions.assumeTrue(example.isPresent(), "the design's example is not on this machine");
    Specs.write(folder, "examples.csv", "text,label\nFaktura,invoice\nPytanie,question\n");
    SpecReading reading = Specs.read(folder, Files.readString(example.get()));
    assertThat(reading.errors()).isEmpty();
    assertThat(reading.warnings()).allMatch(p -> p.message().equals("not applied yet"));
  }
}
