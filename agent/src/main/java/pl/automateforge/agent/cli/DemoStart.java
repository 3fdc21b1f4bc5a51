package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import pl.automateforge.agent.health.Redaction;
import pl.automateforge.agent.run.Assembly;
import pl.automateforge.agent.spec.Environment;
import pl.automateforge.agent.spec.EnvironmentBindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.LogSpec;

/** What both forms of the demo do before the work. */
final class DemoStart {
  /** The demo's own lines say what happens; of the log only what goes wrong is shown. */
  static final LogSpec LOG = new LogSpec(LogSpec.Level.WARN, null, 10_000_000, Duration.ofDays(30));

  private DemoStart() {}

  /** From these values alone, so that the demo is the same on every machine. */
  static EnvironmentBindings bind(
      LoadedSpec loaded, DemoFolder folder, Map<String, String> values, Console console)
      throws IOException {
    Path nowhere = folder.root().resolve("nowhere");
    return Prepared.bind(loaded, new Environment(values, nowhere, nowhere), console);
  }

  static Redaction redaction(EnvironmentBindings bindings) {
    Redaction redaction = new Redaction();
    bindings.secrets().forEach(redaction::add);
    return redaction;
  }

  /**
   * Lets the model learn.
   *
   * @param learned the phrase of what begins then
   */
  static void learn(Assembly assembly, DemoProgress progress, Clock clock, String learned)
      throws InterruptedException {
    LoadedSpec loaded = assembly.context().loaded();
    progress.say("learning", loaded.examples().size());
    Instant began = clock.instant();
    assembly.context().decider().prepare();
    progress.say(
        learned,
        progress.figure(seconds(Duration.between(began, clock.instant()))),
        loaded.version().shortForm());
  }

  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
  }
}
