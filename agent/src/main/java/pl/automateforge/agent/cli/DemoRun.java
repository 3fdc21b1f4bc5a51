package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import pl.automateforge.agent.action.UnfitBindingException;
import pl.automateforge.agent.health.Logging;
import pl.automateforge.agent.health.Redaction;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.run.Agent;
import pl.automateforge.agent.run.Assembly;
import pl.automateforge.agent.run.RunReport;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.run.StopSignal;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.Environment;
import pl.automateforge.agent.spec.EnvironmentBindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.LogSpec;
import pl.automateforge.agent.spec.SpecReader;
import pl.automateforge.agent.standin.TargetsStandIn;
import pl.automateforge.agent.standin.demo.DemoAgent;

/** The demo's one run, by the same parts as {@code run}: only the target is a stand-in. */
record DemoRun(
    DemoFolder folder,
    TargetsStandIn target,
    String secret,
    DemoProgress progress,
    Console console) {
  /** The demo's own lines say what happens; of the log only what goes wrong is shown. */
  private static final LogSpec LOG =
      new LogSpec(LogSpec.Level.WARN, null, 10_000_000, Duration.ofDays(30));

  DemoResult toTheEnd() throws Exception {
    Clock clock = Clock.systemUTC();
    progress.say("intro", folder.labels().size());
    progress.say("offline");
    console.say("");
    LoadedSpec loaded =
        SpecReader.read(folder.spec())
            .loaded()
            .orElseThrow(() -> new IllegalStateException("the demo's spec is not valid"));
    makeFolders(loaded);
    EnvironmentBindings bindings = bind(loaded);
    Path state = SpecFiles.state(loaded, null);
    progress.say("laid", folder.labels().size(), loaded.examples().size(), folder.root());
    progress.say("target", target.address());
    Logging.start(LOG, redaction(bindings)).ifPresent(console::say);
    try (StateLock _ = Locking.take(loaded, Mode.PRODUCTION, state, clock)) {
      return work(loaded, bindings, state, clock);
    } finally {
      Logging.stop();
    }
  }

  private static void makeFolders(LoadedSpec loaded) throws IOException {
    for (ActionSpec action : loaded.spec().actions().values()) {
      if (action instanceof ActionSpec.File file && file.path().getParent() != null) {
        Files.createDirectories(file.path().getParent());
      }
    }
  }

  /** From these values alone, so that the demo is the same on every machine. */
  private EnvironmentBindings bind(LoadedSpec loaded) throws IOException {
    Map<String, String> values = new TreeMap<>();
    values.put(DemoAgent.HOOK_URL, target.address().resolve("/hook/erp").toString());
    values.put(DemoAgent.HOOK_SECRET, secret);
    Path nowhere = folder.root().resolve("nowhere");
    EnvironmentBindings bindings =
        Prepared.bind(loaded, new Environment(values, nowhere, nowhere), console);
    folder.bind(values);
    return bindings;
  }

  private static Redaction redaction(EnvironmentBindings bindings) {
    Redaction redaction = new Redaction();
    bindings.secrets().forEach(redaction::add);
    return redaction;
  }

  private DemoResult work(LoadedSpec loaded, EnvironmentBindings bindings, Path state, Clock clock)
      throws InterruptedException, UnfitBindingException {
    try (Assembly assembly =
        Assembly.open(
            loaded, bindings, state, Mode.PRODUCTION, clock, progress, Release.number())) {
      progress.say("learning", loaded.examples().size());
      Instant began = clock.instant();
      assembly.context().decider().prepare();
      progress.say(
          "learned",
          progress.figure(seconds(Duration.between(began, clock.instant()))),
          loaded.version().shortForm());
      return run(assembly, loaded, state, clock);
    }
  }

  private DemoResult run(Assembly assembly, LoadedSpec loaded, Path state, Clock clock)
      throws InterruptedException {
    StopSignal stop = new StopSignal();
    try (Shutdown _ = new Shutdown(stop);
        JournalView view = SqliteView.open(state)) {
      Agent agent = new Agent(assembly.context(), stop);
      Instant began = clock.instant();
      RunReport report = agent.run(began);
      agent.end();
      Duration took = Duration.between(began, clock.instant());
      return DemoResult.of(folder, loaded, report, took, view, target);
    }
  }

  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
  }
}
