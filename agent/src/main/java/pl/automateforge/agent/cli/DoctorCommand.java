package pl.automateforge.agent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.check.Doctor;
import pl.automateforge.agent.check.Finding;
import pl.automateforge.agent.check.Machine;

@Command(
    name = "doctor",
    description = {
      "Says what on this machine would keep AutoForge from working, and what to do about it.",
      "Exit code 1 where something fails; a warning is none."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "where agents will keep their state; the working folder by default")
  private Path folder;

  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "the health port an agent will want; ${DEFAULT-VALUE} by default")
  private int port;

  @Option(names = "--json", description = "one JSON object, for programs")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Console console = Console.of(command);
    if (port < 0 || port > 65_535) {
      throw new CommandException(
          ExitCode.INVALID, "--port " + port + " is no port: 0 to 65535 was expected");
    }
    List<Finding> findings = new Doctor(Machine.here(port)).examine(folder);
    if (json) {
      console.result(JSON.writeValueAsString(object(findings)));
    } else {
      findings.forEach(finding -> words(finding, console));
      console.say(verdict(findings));
    }
    return count(findings, Finding.State.FAIL) > 0 ? ExitCode.NO : ExitCode.DONE;
  }

  private static void words(Finding finding, Console console) {
    console.result(
        String.format(
            Locale.ROOT, "%-4s  %s: %s", finding.state(), finding.what(), finding.found()));
    if (!finding.cure().isEmpty()) {
      console.result("      " + finding.cure());
    }
  }

  private static String verdict(List<Finding> findings) {
    long failing = count(findings, Finding.State.FAIL);
    long warning = count(findings, Finding.State.WARN);
    return failing > 0
        ? failing + " of " + findings.size() + " checks fail: AutoForge will not work here as it is"
        : "AutoForge can work here" + (warning > 0 ? "; warnings: " + warning : "");
  }

  private static long count(List<Finding> findings, Finding.State state) {
    return findings.stream().filter(finding -> finding.state() == state).count();
  }

  private static ObjectNode object(List<Finding> findings) {
    ObjectNode node = JSON.createObjectNode();
    node.put("works", count(findings, Finding.State.FAIL) == 0);
    ArrayNode all = node.putArray("findings");
    for (Finding finding : findings) {
      all.addObject()
          .put("state", finding.state().name().toLowerCase(Locale.ROOT))
          .put("what", finding.what())
          .put("found", finding.found())
          .put("cure", finding.cure());
    }
    return node;
  }
}
