package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.action.UnfitBindingException;
import pl.automateforge.agent.health.AgentMetrics;
import pl.automateforge.agent.health.HealthServer;
import pl.automateforge.agent.health.Logging;
import pl.automateforge.agent.health.MetricsObserver;
import pl.automateforge.agent.health.Redaction;
import pl.automateforge.agent.health.Vitals;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.run.Agent;
import pl.automateforge.agent.run.AgentLoop;
import pl.automateforge.agent.run.Assembly;
import pl.automateforge.agent.run.RunObserver;
import pl.automateforge.agent.run.RunReport;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.run.StopSignal;
import pl.automateforge.agent.spec.EnvironmentBindings;
import pl.automateforge.agent.spec.HealthSpec;
import pl.automateforge.agent.spec.LoadedSpec;

@Command(
    name = "run",
    description = {
      "The agent at work: it keeps its schedule until it is stopped, or runs once.",
      "It observes unless told otherwise: everything but effects, and what it would do is shown."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  /** A stop waits so long for items in flight; service managers commonly kill after 90 s. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "SPEC", description = "the agent's YAML file")
  private Path file;

  @Option(
      names = "--once",
      description = "one run now, then end; exit code 1 where it had failures")
  private boolean once;

  @Option(
      names = "--scheduled",
      description =
          "with --once: this run is one of the schedule's, started by cron or a systemd timer; due"
              + " runs that did not begin are recorded as missed")
  private boolean scheduled;

  @Option(
      names = "--mode",
      defaultValue = "observe",
      paramLabel = "observe|production",
      description = "whether effects happen; ${DEFAULT-VALUE} by default")
  private Mode mode;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where the journal lies; .autoforge/NAME beside the spec by default")
  private @Nullable Path state;

  @Override
  public Integer call() throws Exception {
    Console console = Console.of(command);
    LoadedSpec loaded = SpecFiles.load(file, console);
    EnvironmentBindings bindings = Prepared.bind(loaded, console);
    Path folder = SpecFiles.state(loaded, state);
    Clock clock = Clock.systemUTC();
    Redaction redaction = new Redaction();
    bindings.secrets().forEach(redaction::add);
    Logging.start(loaded.spec().log(), redaction).ifPresent(console::say);
    try (StateLock _ = lock(loaded, folder, clock)) {
      return work(loaded, bindings, folder, clock, console);
    } finally {
      Logging.stop();
    }
  }

  private StateLock lock(LoadedSpec loaded, Path folder, Clock clock) throws IOException {
    Files.createDirectories(folder);
    String doing =
        "run "
            + loaded.spec().name()
            + ", mode "
            + mode.name().toLowerCase(Locale.ROOT)
            + ", version "
            + loaded.version().shortForm();
    return switch (StateLock.acquire(folder, doing, clock)) {
      case StateLock.Attempt.Acquired acquired -> acquired.lock();
      case StateLock.Attempt.Held held ->
          throw new CommandException(ExitCode.REFUSED, held.detail());
      case StateLock.Attempt.Unusable unusable ->
          throw new CommandException(ExitCode.INVALID, unusable.detail() + "; " + unusable.cure());
    };
  }

  private int work(
      LoadedSpec loaded, EnvironmentBindings bindings, Path folder, Clock clock, Console console)
      throws InterruptedException {
    AgentMetrics metrics = new AgentMetrics(Release.number(), loaded.version().value());
    metrics.production(mode == Mode.PRODUCTION);
    AtomicReference<@Nullable Assembly> opened = new AtomicReference<>();
    RunObserver observer = new MetricsObserver(metrics, clock, () -> states(opened.get()));
    try (Assembly assembly =
        Assembly.open(loaded, bindings, folder, mode, clock, observer, Release.number())) {
      opened.set(assembly);
      assembly.context().decider().prepare();
      StopSignal stop = new StopSignal();
      Agent agent = new Agent(assembly.context(), stop);
      LOG.info(
          "agent {} works with version {} in mode {}",
          loaded.spec().name(),
          loaded.version().shortForm(),
          mode.name().toLowerCase(Locale.ROOT));
      return once
          ? runOnce(agent, stop, clock, console)
          : keepSchedule(loaded, agent, stop, metrics, clock);
    } catch (UnfitBindingException e) {
      e.problems().forEach(p -> console.say("error: " + p.path() + ": " + p.message()));
      throw new CommandException(
          e.unsafe() ? ExitCode.REFUSED : ExitCode.INVALID,
          "what the environment binds does not fit the spec");
    }
  }

  private static Map<ItemState, Long> states(@Nullable Assembly assembly) {
    return assembly == null ? Map.of() : assembly.context().journal().view().states();
  }

  private int runOnce(Agent agent, StopSignal stop, Clock clock, Console console)
      throws InterruptedException {
    try (Shutdown _ = new Shutdown(stop)) {
      Instant due = scheduled ? new AgentLoop(agent, stop).dueNow() : clock.instant();
      RunReport report = agent.run(due);
      agent.end();
      console.result(words(report));
      return report.good() ? ExitCode.DONE : ExitCode.NO;
    }
  }

  private String words(RunReport report) {
    return "run "
        + report.run()
        + " "
        + report.state().name().toLowerCase(Locale.ROOT)
        + " ("
        + mode.name().toLowerCase(Locale.ROOT)
        + "): "
        + report.sums()
        + (report.backlog() > 0 ? "; " + report.backlog() + " more wait at the source" : "")
        + (report.cause().isEmpty() ? "" : "; " + report.cause());
  }

  private int keepSchedule(
      LoadedSpec loaded, Agent agent, StopSignal stop, AgentMetrics metrics, Clock clock)
      throws InterruptedException {
    AgentLoop loop = new AgentLoop(agent, stop);
    Vitals vitals = vitals(loaded, loop, clock.instant());
    try (Shutdown _ = new Shutdown(stop);
        Health _ = health(loaded.spec().health(), vitals, metrics)) {
      loop.run();
      agent.end();
      LOG.info("agent {} ended in good order", loaded.spec().name());
      return ExitCode.DONE;
    }
  }

  private Vitals vitals(LoadedSpec loaded, AgentLoop loop, Instant since) {
    Vitals.Identity identity =
        new Vitals.Identity(
            loaded.spec().name(),
            loaded.version().value(),
            mode.name().toLowerCase(Locale.ROOT),
            since);
    return new Vitals() {
      @Override
      public Identity identity() {
        return identity;
      }

      @Override
      public List<String> notReady() {
        return loop.unready().map(List::of).orElse(List.of());
      }
    };
  }

  /** The health port while it is open; nothing where it is off or taken. */
  private record Health(@Nullable HealthServer server) implements AutoCloseable {
    @Override
    public void close() {
      if (server != null) {
        server.close();
      }
    }
  }

  private static Health health(@Nullable HealthSpec spec, Vitals vitals, AgentMetrics metrics) {
    if (spec == null) {
      return new Health(null);
    }
    return switch (HealthServer.start(spec, vitals, metrics)) {
      case HealthServer.Start.Listening listening -> new Health(listening.server());
      case HealthServer.Start.NotStarted _ -> new Health(null);
    };
  }

  /**
   * Turns the system's wish to end into a stop in good order, and keeps the process alive until the
   * work is through.
   */
  private static final class Shutdown implements AutoCloseable {
    private final CountDownLatch through = new CountDownLatch(1);
    private final Thread hook;

    Shutdown(StopSignal stop) {
      hook =
          new Thread(
              () -> {
                stop.stop();
                try {
                  if (!through.await(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    LOG.warn("items are still in flight; the next start goes on with them");
                  }
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              },
              "stop");
      Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
      through.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException _) {
        // The process ends already: the hook has done its part.
      }
    }
  }
}
