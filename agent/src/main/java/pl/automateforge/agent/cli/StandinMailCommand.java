package pl.automateforge.agent.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.standin.mail.MailOptions;
import pl.automateforge.agent.standin.mail.MailStandIn;

@Command(
    name = "mail",
    description = {
      "A mailbox by IMAP and SMTP, in plain text and in memory, with made-up Polish and English mails.",
      "What is sent goes nowhere; a page shows what lies where. Set tls: none in the spec."
    },
    mixinStandardHelpOptions = true)
final class StandinMailCommand implements Callable<Integer> {
  private static final String WHAT = "the mail stand-in";
  private static final String THIS_MACHINE = "127.0.0.1";
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(ms|s|m|h)");

  @Spec private CommandSpec command;

  @Option(
      names = "--imap-port",
      defaultValue = "3143",
      description = "${DEFAULT-VALUE} by default; 0 for any that is free")
  private int imapPort;

  @Option(
      names = "--smtp-port",
      defaultValue = "3025",
      description = "${DEFAULT-VALUE} by default; 0 for any that is free")
  private int smtpPort;

  @Option(
      names = "--port",
      defaultValue = "18082",
      description = "of the page; ${DEFAULT-VALUE} by default; 0 for any that is free")
  private int port;

  @Option(
      names = "--user",
      defaultValue = "biuro@acme.example",
      description = "the login and the mailbox's address; ${DEFAULT-VALUE} by default")
  private String user;

  @Option(names = "--password", description = "of the mailbox; standin by default")
  private @Nullable String password;

  @Option(
      names = "--mails",
      paramLabel = "N",
      defaultValue = "200",
      description = "how many lie there from the start; ${DEFAULT-VALUE} by default")
  private int mails;

  @Option(
      names = "--seed",
      defaultValue = "2026",
      description = "the same seed makes the same mails; ${DEFAULT-VALUE} by default")
  private long seed;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      description = "one more mail each time this has passed, such as 5s or 2m; none by default")
  private @Nullable String every;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = THIS_MACHINE,
      description =
          "where IMAP and SMTP listen; another one than ${DEFAULT-VALUE} wants a --password")
  private String bind;

  @Override
  public Integer call() throws InterruptedException {
    if (!bind.equals(THIS_MACHINE) && password == null) {
      throw new CommandException(
          ExitCode.INVALID, "others could reach the mailbox at " + bind + ": give it a --password");
    }
    try (MailStandIn server = MailStandIn.start(options(), Clock.systemUTC())) {
      List<URI> addresses =
          List.of(
              server.address(),
              URI.create("imap://" + bind + ":" + server.imapPort()),
              URI.create("smtp://" + bind + ":" + server.smtpPort()));
      return Serving.forever(addresses, WHAT, Console.of(command));
    } catch (IOException | IllegalArgumentException e) {
      throw Serving.notStarted(WHAT, e);
    }
  }

  private MailOptions options() {
    return new MailOptions(
        imapPort,
        smtpPort,
        port,
        bind,
        user,
        password == null ? MailOptions.DEFAULT.password() : password,
        mails,
        seed,
        every == null ? null : duration(every));
  }

  private static Duration duration(String written) {
    Matcher duration = DURATION.matcher(written.toLowerCase(Locale.ROOT));
    if (!duration.matches()) {
      throw new IllegalArgumentException(
          "--every is a number with ms, s, m or h, such as 5s, not " + written);
    }
    long number = Long.parseLong(duration.group(1));
    return switch (duration.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
