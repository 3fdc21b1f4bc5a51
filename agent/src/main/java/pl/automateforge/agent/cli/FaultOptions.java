package pl.automateforge.agent.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import pl.automateforge.agent.standin.FaultRule;

/** What goes wrong in a stand-in from the start. */
final class FaultOptions {
  @Option(
      names = "--fault",
      paramLabel = "KIND[:next=N,after=N,probability=P,seed=N,retry-after=S]",
      description = {
        "a fault on demand; may be given often. KIND is 429, 500, 529, hang, slow, cut-off or no-answer,",
        "and of a model also refuse, max-tokens, html, broken-json, wrong-schema or foreign-category;",
        "as chat completions ignore-schema, cut-prompt, no-usage, no-max-tokens, no-json-schema,",
        "no-response-format, events or html-502 too"
      })
  private List<String> faults = new ArrayList<>();

  List<FaultRule> rules() {
    try {
      return faults.stream().map(FaultRule::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.INVALID, String.valueOf(e.getMessage()));
    }
  }
}
