package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.SpecReader;

/** Which journal is meant: the one of a spec, or the one in a folder. */
final class StateOption {
  /** Written so, where an offset would be a Z. */
  static final ZoneId UTC = ZoneId.of("UTC");

  @Parameters(
      arity = "0..1",
      paramLabel = "SPEC",
      description =
          "the agent's YAML file; its journal lies beside it unless --state says otherwise")
  @Nullable Path spec;

  @Option(names = "--state", paramLabel = "DIR", description = "the folder that holds the journal")
  @Nullable Path state;

  /**
   * Where the journal lies.
   *
   * @param zone the agent's own where a spec names it, else UTC
   */
  record Place(Path folder, ZoneId zone) {}

  /**
   * A folder that is named is found whatever the spec says; a spec that cannot be read then tells
   * nothing of the time zone.
   */
  Place place(Console console) {
    if (state != null) {
      ZoneId zone =
          Optional.ofNullable(spec)
              .flatMap(file -> SpecReader.read(file).loaded())
              .map(loaded -> loaded.spec().timezone())
              .orElse(UTC);
      return new Place(state.toAbsolutePath(), zone);
    }
    if (spec == null) {
      throw new CommandException(
          ExitCode.INVALID, "whose journal? Name a spec, or a folder by --state DIR");
    }
    LoadedSpec loaded = SpecFiles.load(spec, console);
    return new Place(SpecFiles.state(loaded, null), loaded.spec().timezone());
  }
}
