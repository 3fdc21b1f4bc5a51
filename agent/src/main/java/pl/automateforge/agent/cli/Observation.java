package pl.automateforge.agent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import pl.automateforge.agent.action.UnfitBindingException;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.health.Logging;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.run.Agent;
import pl.automateforge.agent.run.AgentContext;
import pl.automateforge.agent.run.Assembly;
import pl.automateforge.agent.run.RunReport;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.run.StopSignal;
import pl.automateforge.agent.spec.EnvironmentBindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.standin.demo.DemoAgent;

/** One run over a real mailbox, which is read and nothing else. */
record Observation(
    DemoFolder folder, MailboxAddress address, DemoProgress progress, Console console) {

  /**
   * Observes.
   *
   * @throws CommandException where the mailbox cannot be read
   */
  Observed once(String password) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    progress.say("observe.intro", address.shown());
    progress.say("observe.promise");
    console.say("");
    LoadedSpec loaded = folder.load();
    EnvironmentBindings bindings =
        DemoStart.bind(
            loaded,
            folder,
            Map.of(DemoAgent.IMAP_USER, address.user(), DemoAgent.IMAP_PASSWORD, password),
            console);
    folder.bind(Map.of(DemoAgent.IMAP_USER, address.user()));
    Path state = SpecFiles.state(loaded, null);
    Logging.start(DemoStart.LOG, DemoStart.redaction(bindings)).ifPresent(console::say);
    try (StateLock _ = Locking.take(loaded, Mode.OBSERVE, state, clock);
        Assembly assembly =
            Assembly.open(
                loaded, bindings, state, Mode.OBSERVE, clock, progress, Release.number())) {
      reach(assembly);
      progress.say("observe.laid", loaded.examples().size(), folder.root());
      DemoStart.learn(assembly, progress, clock, "observe.learned");
      return observe(
          assembly.context(), state, Keyring.open(loaded.spec().privacy(), bindings, state));
    } catch (UnfitBindingException e) {
      throw Prepared.unfit(e, console);
    } finally {
      Logging.stop();
    }
  }

  /** Before the model learns: a wrong password is said at once. */
  private void reach(Assembly assembly) {
    switch (assembly.context().source().check()) {
      case CheckResult.Fine _ -> progress.say("observe.reached");
      case CheckResult.Warning warning -> {
        progress.say("observe.reached");
        progress.say("observe.warning", JournalText.plain(warning.detail()), warning.cure());
      }
      case CheckResult.Failed failed ->
          throw new CommandException(
              ExitCode.NO, JournalText.plain(failed.detail()) + "; " + failed.cure());
    }
  }

  private Observed observe(AgentContext context, Path state, Keyring keys)
      throws InterruptedException {
    StopSignal stop = new StopSignal();
    try (Shutdown _ = new Shutdown(stop);
        JournalView view = SqliteView.open(state, keys)) {
      Agent agent = new Agent(context, stop);
      Instant began = context.clock().instant();
      RunReport report = agent.run(began);
      agent.end();
      Duration took = Duration.between(began, context.clock().instant());
      return Observed.of(folder.spec(), state, context.loaded(), report, took, view);
    }
  }
}
