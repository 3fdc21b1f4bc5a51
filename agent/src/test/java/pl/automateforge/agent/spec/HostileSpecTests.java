package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever a file holds is a problem of the file, never an exception. */
class HostileSpecTests {

  @Property(tries = 300)
  void saysSomethingOfAnyTextPutAnywhere(
      @ForAll @IntRange(max = 4) int fixture,
      @ForAll @IntRange(max = 4000) int at,
      @ForAll @IntRange(max = 40) int cut,
      @ForAll @StringLength(max = 12) String put) {
    String name = Specs.FIXTURES.get(fixture);
    String text = Specs.text(name);
    int from = Math.min(at, text.length());
    String changed =
        text.substring(0, from) + put + text.substring(Math.min(from + cut, text.length()));
    Draft draft = new Draft();
    boolean read = SpecReader.draught(changed, Specs.fixture(name), draft).isPresent();
    assertThat(read || draft.hasErrors()).isTrue();
    assertThat(draft.problems())
        .allMatch(p -> p.line() >= 0 && p.line() <= changed.length() + 1)
        .allMatch(p -> !p.message().isEmpty() && p.message().length() < 3000);
  }

  @Property(tries = 200)
  void saysSomethingOfAnyText(@ForAll @StringLength(max = 60) String text) {
    Draft draft = new Draft();
    SpecReader.draught(text, Path.of("agent.yaml"), draft);
    assertThat(draft.hasErrors()).isTrue();
  }
}
