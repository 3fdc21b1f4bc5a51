package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import pl.automateforge.agent.cli.Office.Ended;

/** What holds for every command. */
class CommandLineTests {
  static Stream<Arguments> commands() {
    List<Arguments> commands = new ArrayList<>();
    collect(Main.commandLine(), List.of(), commands);
    return commands.stream();
  }

  private static void collect(CommandLine command, List<String> path, List<Arguments> into) {
    into.add(Arguments.of(String.join(" ", path), path));
    command
        .getSubcommands()
        .forEach((name, sub) -> {
          List<String> longer = new ArrayList<>(path);
          longer.add(name);
          collect(sub, longer, into);
        });
  }

  @Test
  void hasEveryCommandOfThisRelease() {
    assertThat(Main.commandLine().getSubcommands().keySet())
        .containsExactlyInAnyOrder(
            "demo",
            "new",
            "validate",
            "run",
            "journal",
            "review",
            "resolve",
            "erase",
            "mode",
            "check",
            "trial",
            "redact",
            "schema",
            "standin",
            "doctor");
  }

  @ParameterizedTest(name = "autoforge {0} --help")
  @MethodSource("commands")
  void saysHowItIsCalled(String name, List<String> path) {
    List<String> call = new ArrayList<>(path);
    call.add("--help");

    Ended ended = Office.call(call.toArray(String[]::new));

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).startsWith("Usage: autoforge").contains("--help");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void saysItsVersion() {
    Ended ended = Office.call("--version");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).startsWith("autoforge ").contains("Java " + Runtime.version());
  }

  @ParameterizedTest(name = "autoforge {0}: {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "'';a command is missing",
        "vaildate;Did you mean",
        "vaildate;validate",
        "run;Missing required parameter: 'SPEC'",
        "run a.yaml --onec;--once",
        "run a.yaml --mode live;expected one of",
        "standin;which stand-in?",
        "journal;whose journal?",
        "journal --state /nowhere/at/all;there is no journal in /nowhere/at/all",
        "review;Missing required option: '--state=DIR'",
        "resolve --state /nowhere abc perhaps;perhaps settles nothing: sent, not-sent or again was expected",
        "new;Missing required parameter: 'TYPE'",
        "new documents;documents: not yet available; available now: email-triage",
        "new mails;mails is no type of agent; expected one of email-triage, documents",
        "new email-triage x --timezone Mars/Phobos;--timezone Mars/Phobos is no time zone: a name such as Europe/Warsaw or UTC was expected",
        "new email-triage x --timezone +02:00;--timezone +02:00 is no time zone",
        "doctor --port 70000;--port 70000 is no port",
        "demo --port 70000;the demo's webhook target cannot start",
      })
  void refusesWrongCalls(String line, String words) {
    Ended ended = Office.call(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).startsWith("autoforge: ").contains(words);
  }
}
