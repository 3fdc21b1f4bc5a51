package pl.automateforge.agent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.spec.SpecSchema;

@Command(
    name = "schema",
    description =
        "Prints the spec's JSON Schema, for editors that complete and check as one types.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    Console.of(command).result(SpecSchema.json());
    return ExitCode.DONE;
  }
}
