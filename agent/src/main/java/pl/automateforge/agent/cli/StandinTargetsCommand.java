package pl.automateforge.agent.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.standin.TargetsOptions;
import pl.automateforge.agent.standin.TargetsStandIn;

@Command(
    name = "targets",
    description =
        "Takes whatever webhooks post to /hook/NAME, tells effects from duplicates, and shows them on a page.",
    mixinStandardHelpOptions = true)
final class StandinTargetsCommand implements Callable<Integer> {
  private static final String WHAT = "the targets stand-in";

  @Spec private CommandSpec command;
  @Mixin private FaultOptions faults;

  @Option(
      names = "--port",
      defaultValue = "18081",
      description = "${DEFAULT-VALUE} by default; 0 for any that is free")
  private int port;

  @Option(names = "--secret", paramLabel = "KEY", description = "checks signatures with this key")
  private @Nullable String secret;

  @Option(
      names = "--honour-keys",
      description = "a request with a known Idempotency-Key has no second effect")
  private boolean honourKeys;

  @Option(
      names = "--latency-ms",
      defaultValue = "0",
      paramLabel = "MS",
      description = "how long an answer takes; ${DEFAULT-VALUE} by default")
  private long latency;

  @Override
  public Integer call() throws InterruptedException {
    try (TargetsStandIn server = TargetsStandIn.start(options(), Clock.systemUTC())) {
      return Serving.forever(server.address(), WHAT, Console.of(command));
    } catch (IOException | IllegalArgumentException e) {
      throw Serving.notStarted(WHAT, e);
    }
  }

  private TargetsOptions options() {
    TargetsOptions options =
        TargetsOptions.DEFAULT
            .withPort(port)
            .withLatency(Duration.ofMillis(latency))
            .withFaults(faults.rules());
    TargetsOptions keyed = honourKeys ? options.honouringKeys() : options;
    return secret == null ? keyed : keyed.withSecret(secret);
  }
}
