package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.standin.TargetsOptions;
import pl.automateforge.agent.standin.TargetsStandIn;

@Command(
    name = "demo",
    description = {
      "An agent at work on this machine: 200 mails of an invented office, a model that learns on the"
          + " spot, and a webhook target.",
      "Needs no key and no network; ends with a summary."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final String TARGET = "the demo's webhook target";

  @Spec private CommandSpec command;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "where the webhook target listens; any free port by default")
  private int port;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "where the demo lies; a new folder among the system's temporary ones by default")
  private @Nullable Path dir;

  @Option(names = "--keep", description = "leaves the target and its page running until Ctrl-C")
  private boolean keep;

  @Option(names = "--json", description = "one line of JSON instead of the summary")
  private boolean json;

  @Option(
      names = "--language",
      paramLabel = "en|pl",
      description = "of what it says; the shell's by default")
  private @Nullable Language language;

  @Override
  public Integer call() throws Exception {
    Console console = Console.of(command);
    Language spoken = language == null ? Language.of(System.getenv()) : language;
    Phrases phrases = new Phrases("demo", spoken);
    String secret = secret();
    try (TargetsStandIn target = target(secret)) {
      DemoProgress progress = new DemoProgress(console, phrases, DemoProgress.personLooksOn());
      DemoFolder folder = DemoFolder.lay(place());
      DemoResult result = new DemoRun(folder, target, secret, progress, console).toTheEnd();
      if (json) {
        console.result(DemoJson.line(result));
      } else {
        new DemoText(result, spoken, phrases, console).all();
      }
      if (keep) {
        console.say(phrases.of("page", target.address()));
        new CountDownLatch(1).await();
      }
      return result.report().good() ? ExitCode.DONE : ExitCode.NO;
    }
  }

  /** A key of its own for each demo. */
  private static String secret() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private TargetsStandIn target(String secret) {
    TargetsOptions options =
        TargetsOptions.DEFAULT.withPort(port).withSecret(secret).honouringKeys();
    try {
      return TargetsStandIn.start(options, Clock.systemUTC());
    } catch (IOException | IllegalArgumentException e) {
      throw Serving.notStarted(TARGET, e);
    }
  }

  private Path place() throws IOException {
    if (dir == null) {
      return Files.createTempDirectory("autoforge-demo-").toRealPath();
    }
    if (!DemoFolder.isFree(dir)) {
      throw new CommandException(
          ExitCode.INVALID, dir + " is not empty: a new or an empty folder was expected");
    }
    return Files.createDirectories(dir).toRealPath();
  }
}
