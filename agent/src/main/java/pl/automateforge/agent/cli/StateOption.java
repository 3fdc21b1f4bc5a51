package pl.automateforge.agent.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which journal is meant: the one of a spec, or the one in a folder. */
final class StateOption {
  @Parameters(
      arity = "0..1",
      paramLabel = "SPEC",
      description =
          "the agent's YAML file; its journal lies beside it unless --state says otherwise")
  @Nullable Path spec;

  @Option(names = "--state", paramLabel = "DIR", description = "the folder that holds the journal")
  @Nullable Path state;

  Path folder(Console console) {
    if (state != null) {
      return state.toAbsolutePath();
    }
    if (spec == null) {
      throw new CommandException(
          ExitCode.INVALID, "whose journal? Name a spec, or a folder by --state DIR");
    }
    return SpecFiles.state(SpecFiles.load(spec, console), null);
  }
}
