package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
import pl.automateforge.agent.decision.budget.Purse;
import pl.automateforge.agent.health.AgentMetrics;
import pl.automateforge.agent.health.HealthServer;
import pl.automateforge.agent.health.JsonLog;
import pl.automateforge.agent.health.LogObserver;
import pl.automateforge.agent.health.Logging;
import pl.automateforge.agent.health.MetricsObserver;
import pl.automateforge.agent.health.Redaction;
import pl.automateforge.agent.health.Vitals;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalException;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.run.Agent;
import pl.automateforge.agent.run.AgentContext;
import pl.automateforge.agent.run.AgentLoop;
import pl.automateforge.agent.run.Assembly;
import pl.automateforge.agent.run.Observers;
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

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "SPEC", description = "the agent's YAML file")
  private Path file;

  @Option(
      names = "--once",
      description =
          "one run now, then end; exit code 1 where it had failures, 3 where the budget paused items")
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
      names = "--log-json",
      description = "the log as JSON lines, one an event, for programs that collect logs")
  private boolean logJson;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where the journal lies; .autoforge/NAME beside the spec by default")
  private @Nullable Path state;

  @Override
  public Integer call() throws Exception {
    Console console = Console.of(command);
    if (scheduled && !once) {
      throw new CommandException(
          ExitCode.INVALID, "--scheduled goes with --once: a daemon keeps the schedule by itself");
    }
    LoadedSpec loaded = SpecFiles.load(file, console);
    EnvironmentBindings bindings = Prepared.bind(loaded, console);
    Path folder = SpecFiles.state(loaded, state);
    Clock clock = Clock.systemUTC();
    Redaction redaction = new Redaction();
    bindings.secrets().forEach(redaction::add);
    JsonLog json = logJson ? new JsonLog(loaded.spec().name(), loaded.version().value()) : null;
    Logging.start(loaded.spec().log(), redaction, json, loaded.spec().timezone())
        .ifPresent(console::say);
    try (StateLock lock = Locking.take(loaded, mode, folder, clock)) {
      return work(loaded, bindings, folder, lock, clock, console);
    } finally {
      Logging.stop();
    }
  }

  private int work(
      LoadedSpec loaded,
      EnvironmentBindings bindings,
      Path folder,
      StateLock lock,
      Clock clock,
      Console console)
      throws InterruptedException {
    AgentMetrics metrics = new AgentMetrics(Release.number(), loaded.version().value());
    metrics.watch(folder);
    AtomicReference<@Nullable Assembly> opened = new AtomicReference<>();
    RunObserver observer =
        Observers.of(
            new MetricsObserver(metrics, clock, () -> states(opened.get())), new LogObserver());
    try (Assembly assembly =
        Assembly.open(loaded, bindings, folder, mode, clock, observer, Release.number())) {
      opened.set(assembly);
      AgentContext context = assembly.context();
      metrics.mode(() -> context.mode() == Mode.PRODUCTION);
      Purse purse = context.purse();
      if (purse != null) {
        metrics.budget(purse::standings);
      }
      metrics.starts(() -> context.journal().view().starts());
      StopSignal stop = new StopSignal();
      Agent agent = new Agent(assembly.context(), stop);
      bindings.slots().stream()
          .filter(slot -> !slot.byDefault())
          .forEach(slot -> LOG.info("slot {} is bound from {}", slot.name(), slot.origin()));
      LOG.info(
          "agent {} works with version {} in mode {}",
          loaded.spec().name(),
          loaded.version().shortForm(),
          mode.name().toLowerCase(Locale.ROOT));
      return once
          ? runOnce(agent, assembly, stop, clock, console)
          : keepSchedule(loaded, agent, lock, stop, metrics, clock);
    } catch (UnfitBindingException e) {
      throw Prepared.unfit(e, console);
    }
  }

  private static Map<ItemState, Long> states(@Nullable Assembly assembly) {
    return assembly == null ? Map.of() : assembly.context().journal().view().states();
  }

  private int runOnce(
      Agent agent, Assembly assembled, StopSignal stop, Clock clock, Console console)
      throws InterruptedException {
    try (Shutdown _ = new Shutdown(stop)) {
      AgentLoop loop = new AgentLoop(agent, stop, Optional::empty);
      agent.letGo();
      RunReport report = agent.run(scheduled ? loop.dueNow() : clock.instant());
      agent.end();
      console.result(words(report) + earlier(assembled, report));
      if (report.onlyPaused()) {
        return ExitCode.REFUSED;
      }
      return report.good() ? ExitCode.DONE : ExitCode.NO;
    } catch (JournalException e) {
      throw new CommandException(
          ExitCode.NO,
          e.getMessage() + "; once that is mended, run again: it goes on where it stood");
    }
  }

  /** A run that had nothing to do is not all well while items of others wait for money. */
  private static String earlier(Assembly assembled, RunReport report) {
    long paused = states(assembled).getOrDefault(ItemState.PAUSED, 0L) - report.paused();
    return paused > 0 ? "; " + paused + " of earlier runs still paused by the budget" : "";
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
        + (report.paused() > 0 ? ", " + report.paused() + " of them paused by the budget" : "")
        + (report.backlog() > 0 ? "; " + report.backlog() + " more wait at the source" : "")
        + (report.cause().isEmpty() ? "" : "; " + JournalText.plain(report.cause()));
  }

  private int keepSchedule(
      LoadedSpec loaded,
      Agent agent,
      StateLock lock,
      StopSignal stop,
      AgentMetrics metrics,
      Clock clock)
      throws InterruptedException {
    AgentLoop loop = new AgentLoop(agent, stop, lock::broken);
    Vitals vitals = vitals(loaded, agent, loop, clock.instant());
    try (Shutdown _ = new Shutdown(stop);
        Health _ = health(loaded.spec().health(), vitals, metrics)) {
      Optional<String> forbidden = loop.run();
      if (forbidden.isPresent()) {
        throw new CommandException(ExitCode.REFUSED, forbidden.get());
      }
      agent.end();
      LOG.info("agent {} ended in good order", loaded.spec().name());
      return ExitCode.DONE;
    }
  }

  private static Vitals vitals(LoadedSpec loaded, Agent agent, AgentLoop loop, Instant since) {
    return new Vitals() {
      @Override
      public Identity identity() {
        return new Identity(
            loaded.spec().name(),
            loaded.version().value(),
            agent.mode().name().toLowerCase(Locale.ROOT),
            since);
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
}
