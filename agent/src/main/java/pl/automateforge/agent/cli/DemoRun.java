package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import pl.automateforge.agent.action.UnfitBindingException;
import pl.automateforge.agent.health.Logging;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.run.Agent;
import pl.automateforge.agent.run.Assembly;
import pl.automateforge.agent.run.Observers;
import pl.automateforge.agent.run.StateLock;
import pl.automateforge.agent.run.StopSignal;
import pl.automateforge.agent.spec.EnvironmentBindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.standin.TargetsStandIn;
import pl.automateforge.agent.standin.demo.DemoAgent;
import pl.automateforge.agent.standin.demo.DemoMails;
import pl.automateforge.agent.standin.mail.MailOptions;

/** The demo's work, by the same parts as {@code run}: only mailbox and target are stand-ins. */
record DemoRun(
    DemoFolder folder,
    DemoMailbox mailbox,
    TargetsStandIn target,
    String secret,
    DemoProgress progress,
    Console console) {

  DemoResult toTheEnd() throws Exception {
    Clock clock = Clock.systemUTC();
    progress.say("intro", DemoMails.COUNT);
    progress.say("offline");
    console.say("");
    LoadedSpec loaded = folder.load();
    Map<String, String> values = values();
    EnvironmentBindings bindings = DemoStart.bind(loaded, folder, values, console);
    folder.bind(values);
    Path state = SpecFiles.state(loaded, null);
    progress.say("laid", loaded.examples().size(), folder.root());
    progress.say("mailbox", DemoMails.COUNT - DemoMailbox.LIVE, mailbox.server().address());
    progress.say("target", target.address());
    Logging.start(DemoStart.LOG, DemoStart.redaction(bindings)).ifPresent(console::say);
    try (StateLock _ = Locking.take(loaded, Mode.PRODUCTION, state, clock)) {
      return work(loaded, bindings, state, clock);
    } finally {
      Logging.stop();
    }
  }

  private Map<String, String> values() {
    MailOptions login = mailbox.server().options();
    Map<String, String> values = new TreeMap<>();
    values.put(DemoAgent.HOOK_URL, target.address().resolve("/hook/erp").toString());
    values.put(DemoAgent.HOOK_SECRET, secret);
    values.put(DemoAgent.IMAP_USER, login.user());
    values.put(DemoAgent.IMAP_PASSWORD, login.password());
    return values;
  }

  private DemoResult work(LoadedSpec loaded, EnvironmentBindings bindings, Path state, Clock clock)
      throws InterruptedException, UnfitBindingException {
    LiveWatch watch = new LiveWatch(clock);
    try (Assembly assembly =
        Assembly.open(
            loaded,
            bindings,
            state,
            Mode.PRODUCTION,
            clock,
            Observers.of(watch, progress),
            Release.number())) {
      DemoStart.learn(assembly, progress, clock, "learned");
      StopSignal stop = new StopSignal();
      try (Shutdown _ = new Shutdown(stop);
          JournalView view =
              SqliteView.open(state, Keyring.open(loaded.spec().privacy(), bindings, state))) {
        Agent agent = new Agent(assembly.context(), stop);
        Instant began = clock.instant();
        agent.run(began);
        DemoLive.Sooner live =
            new DemoLive(mailbox, agent, stop, watch, progress, clock).toTheEnd(view);
        agent.end();
        Duration took = Duration.between(began, clock.instant());
        return DemoResult.of(folder, loaded, mailbox, live, took, view, target);
      }
    }
  }
}
