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
import pl.automateforge.agent.standin.demo.DemoAgent;

@Command(
    name = "demo",
    description = {
      "An agent at work on this machine: a mailbox with 200 mails of an invented office, the last of"
          + " them arriving while it listens, a model that learns on the spot, and a webhook target.",
      "Needs no key and no network; ends with a summary. With --mailbox it observes a real one."
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

  @Option(
      names = "--keep",
      description = "leaves mailbox, target and their pages running until Ctrl-C")
  private boolean keep;

  @Option(names = "--json", description = "one line of JSON instead of the summary")
  private boolean json;

  @Option(
      names = "--language",
      paramLabel = "en|pl",
      description = "of what it says; the shell's by default")
  private @Nullable Language language;

  @Option(
      names = "--mailbox",
      paramLabel = "URL",
      description = {
        "a real mailbox instead of the made-up one, imaps://USER@HOST[:PORT][/FOLDER]: it is only"
            + " read, and what the agent would do is shown",
        "the password comes from IMAP_PASSWORD in the environment, else it is asked for"
      })
  private @Nullable String mailbox;

  @Override
  public Integer call() throws Exception {
    Language spoken = language == null ? Language.of(System.getenv()) : language;
    Phrases phrases = new Phrases("demo", spoken);
    Console console = Console.of(command);
    DemoProgress progress = new DemoProgress(console, phrases, DemoProgress.personLooksOn());
    return mailbox == null
        ? office(spoken, phrases, progress, console)
        : observe(MailboxAddress.of(mailbox), spoken, phrases, progress, console);
  }

  private int office(Language spoken, Phrases phrases, DemoProgress progress, Console console)
      throws Exception {
    String secret = secret();
    try (TargetsStandIn target = target(secret);
        DemoMailbox box = mailbox()) {
      Path root = place();
      DemoFolder folder = new DemoFolder(root, DemoAgent.writeTo(root, box.server().imapPort()));
      DemoResult result = new DemoRun(folder, box, target, secret, progress, console).toTheEnd();
      DemoAddresses kept = keep ? DemoAddresses.of(box.server(), target) : null;
      if (json) {
        console.result(DemoJson.line(result));
      } else {
        new DemoText(result, kept, spoken, phrases, console).all();
      }
      if (keep) {
        console.say(phrases.of("page", target.address(), box.server().address()));
        new CountDownLatch(1).await();
      }
      return result.good() ? ExitCode.DONE : ExitCode.NO;
    }
  }

  private int observe(
      MailboxAddress address,
      Language spoken,
      Phrases phrases,
      DemoProgress progress,
      Console console)
      throws Exception {
    if (keep) {
      throw new CommandException(
          ExitCode.INVALID, "--keep is for the made-up mailbox: a real one stays by itself");
    }
    String password = MailboxPassword.find(phrases.of("observe.password", address.user()));
    Path root = place();
    DemoFolder folder = new DemoFolder(root, DemoAgent.writeTo(root, address.mailbox()));
    Observed result = new Observation(folder, address, progress, console).once(password);
    if (json) {
      console.result(DemoJson.line(result));
    } else {
      new ObservedText(result, spoken, phrases, console).all();
    }
    return result.report().good() ? ExitCode.DONE : ExitCode.NO;
  }

  private static DemoMailbox mailbox() {
    try {
      return DemoMailbox.start(Clock.systemUTC());
    } catch (IOException e) {
      throw Serving.notStarted("the demo's mailbox", e);
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
