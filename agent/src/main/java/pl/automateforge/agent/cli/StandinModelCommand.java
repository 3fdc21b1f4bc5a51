package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.standin.ModelOptions;
import pl.automateforge.agent.standin.ModelStandIn;

@Command(
    name = "model",
    description = {
      "Answers as the Messages API and as chat completions do, and refuses what the service refuses.",
      "Set ANTHROPIC_BASE_URL to its address, and any ANTHROPIC_API_KEY."
    },
    mixinStandardHelpOptions = true)
final class StandinModelCommand implements Callable<Integer> {
  private static final String WHAT = "the model stand-in";

  @Spec private CommandSpec command;
  @Mixin private FaultOptions faults;

  @Option(
      names = "--port",
      defaultValue = "18080",
      description = "${DEFAULT-VALUE} by default; 0 for any that is free")
  private int port;

  @Option(
      names = "--latency-ms",
      defaultValue = "0",
      paramLabel = "MS",
      description = "how long an answer takes; ${DEFAULT-VALUE} by default")
  private long latency;

  @Option(
      names = "--jitter-ms",
      defaultValue = "0",
      paramLabel = "MS",
      description = "up to so much more, by chance; ${DEFAULT-VALUE} by default")
  private long jitter;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "CSV or JSON lines of text and label: known texts get their label")
  private @Nullable Path labels;

  @Option(
      names = "--accuracy",
      defaultValue = "1",
      paramLabel = "SHARE",
      description =
          "the share of known texts that get their own label; ${DEFAULT-VALUE} by default")
  private double accuracy;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "of whatever looks like chance; ${DEFAULT-VALUE} by default")
  private long seed;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "the only API key it takes; any by default")
  private @Nullable String key;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      defaultValue = "10000000",
      description = "429 above it; ${DEFAULT-VALUE} by default")
  private long requestsPerMinute;

  @Option(
      names = "--markers",
      description = "heed marks such as [[standin:hang]] in a request's text")
  private boolean markers;

  @Override
  public Integer call() throws InterruptedException {
    try (ModelStandIn server = ModelStandIn.start(options(), Clock.systemUTC())) {
      return Serving.forever(server.address(), WHAT, Console.of(command));
    } catch (IOException | IllegalArgumentException e) {
      throw Serving.notStarted(WHAT, e);
    }
  }

  private ModelOptions options() {
    ModelOptions options =
        ModelOptions.DEFAULT
            .withPort(port)
            .withLatency(Duration.ofMillis(latency), Duration.ofMillis(jitter))
            .withSeed(seed)
            .withMarkers(markers)
            .withRequestsPerMinute(requestsPerMinute)
            .withFaults(faults.rules());
    ModelOptions labelled = labels == null ? options : options.withLabels(labels, accuracy);
    return key == null ? labelled : labelled.withKeys(Set.of(key));
  }
}
