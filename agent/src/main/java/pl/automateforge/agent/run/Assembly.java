package pl.automateforge.agent.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.Actions;
import pl.automateforge.agent.action.UnfitBindingException;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.check.Component;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Deciders;
import pl.automateforge.agent.decision.Prices;
import pl.automateforge.agent.decision.ProviderGates;
import pl.automateforge.agent.decision.budget.Purse;
import pl.automateforge.agent.decision.budget.Spending;
import pl.automateforge.agent.decision.local.LocalDecider;
import pl.automateforge.agent.journal.Journal;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.SqliteJournal;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpUse;
import pl.automateforge.agent.privacy.PersonalData;
import pl.automateforge.agent.privacy.Redactor;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.ModelSpec;
import pl.automateforge.agent.spec.Privacy;
import pl.automateforge.agent.spec.Problem;

/**
 * An agent's real parts, made from its spec and its environment. Reaches nothing until they are
 * used. Whoever opens one holds the state folder's lock.
 */
public final class Assembly implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

  private final HttpClients clients;
  private final MailConnections mails;
  private final AgentContext context;

  private Assembly(HttpClients clients, MailConnections mails, AgentContext context) {
    this.clients = clients;
    this.mails = mails;
    this.context = context;
  }

  /**
   * Puts the parts together.
   *
   * @param state the agent's state folder
   * @throws UnfitBindingException where what the environment binds does not fit the spec
   * @throws pl.automateforge.agent.privacy.sealing.KeyException where the journal's texts lie under
   *     a key that is not at hand
   */
  public static Assembly open(
      LoadedSpec loaded,
      Bindings bindings,
      Path state,
      Mode mode,
      Clock clock,
      RunObserver observer,
      String engine)
      throws UnfitBindingException {
    return assemble(
        loaded,
        bindings,
        state,
        mode,
        clock,
        observer,
        engine,
        () ->
            SqliteJournal.open(
                state,
                loaded.spec().name(),
                Keyring.open(loaded.spec().privacy(), bindings, state),
                clock));
  }

  /**
   * Puts all parts but the journal together, for looking at them: nothing can be committed, and
   * whoever does this needs no lock.
   *
   * @throws UnfitBindingException where what the environment binds does not fit the spec
   */
  public static Assembly parts(
      LoadedSpec loaded, Bindings bindings, Path state, Clock clock, String engine)
      throws UnfitBindingException {
    return assemble(
        loaded, bindings, state, Mode.OBSERVE, clock, RunObserver.NONE, engine, NoJournal::new);
  }

  private static Assembly assemble(
      LoadedSpec loaded,
      Bindings bindings,
      Path state,
      Mode mode,
      Clock clock,
      RunObserver observer,
      String engine,
      Supplier<Journal> journal)
      throws UnfitBindingException {
    Optional<Problem> key = Keyring.problem(loaded.spec().privacy(), bindings);
    if (key.isPresent()) {
      throw new UnfitBindingException(List.of(key.get()), false);
    }
    HttpClients clients = new HttpClients(Egress.of(loaded.spec().privacy()), engine);
    Map<String, Action> actions = Map.of();
    MailConnections mails = MailConnections.NONE;
    Journal opened = null;
    try {
      mails = MailConnections.of(loaded, bindings, clients, clock, state);
      actions = Actions.create(loaded, bindings, clients, clock, mails.post(), state);
      ModelSpec model = loaded.spec().model();
      Redactor redactor = redactor(loaded.spec().privacy());
      opened = journal.get();
      Spending spending =
          opened instanceof NoJournal ? Spending.UNRECORDED : new JournalSpending(opened, clock);
      Purse purse = Purse.of(loaded.spec(), clock, spending).orElse(null);
      Decider decider =
          new Deciders(
                  clients.client(
                      new HttpUse(
                          true,
                          HttpUse.Sending.ONCE,
                          loaded.spec().limits().connectTimeout(),
                          model.timeout())),
                  new ProviderGates(clock, RandomGenerator.getDefault()),
                  Prices.bundled(),
                  clock,
                  spec -> LocalDecider.of(spec, state),
                  redactor::masked,
                  purse)
              .create(loaded, bindings);
      ContentReader reader = new ContentReader(ContentLimits.DEFAULT);
      return new Assembly(
          clients,
          mails,
          new AgentContext(
              loaded,
              new Sources(loaded, bindings, clients, mails, clock, state).create(),
              reader::read,
              redactor,
              decider,
              actions,
              opened,
              new ModeSwitch(mode),
              clock,
              observer,
              engine,
              purse));
    } catch (UnfitBindingException | RuntimeException e) {
      if (opened != null) {
        opened.close();
      }
      actions.values().forEach(Action::close);
      mails.close();
      clients.close();
      throw e;
    }
  }

  private static Redactor redactor(Privacy privacy) {
    return Redactor.of(
        privacy.personalData() ? PersonalData.of(privacy.redact()) : List.<PersonalData>of());
  }

  /** The parts. */
  public AgentContext context() {
    return context;
  }

  /** What reaches outside, by what a person calls it, in order: source, model, actions. */
  public SequencedMap<String, Component> connections() {
    SequencedMap<String, Component> all = new LinkedHashMap<>();
    all.put("source", context.source());
    all.put("model", context.decider());
    for (String name : context.loaded().spec().actions().keySet()) {
      Action action = context.actions().get(name);
      if (action != null) {
        all.put("action " + name, action);
      }
    }
    return all;
  }

  /**
   * Creates the mailbox's folders that the spec names and that are missing.
   *
   * @return the full names of what was created; empty where the source is no mailbox
   * @throws IOException where the mailbox fails it
   */
  public List<String> createFolders() throws IOException {
    return mails.mailbox() == null
        ? List.of()
        : MailFoldersOfSpec.create(context.loaded().spec(), mails.mailbox());
  }

  /** Checks each connection by a cheap call, in order: source, model, actions. */
  public Map<String, CheckResult> check() {
    Map<String, CheckResult> results = new LinkedHashMap<>();
    connections().forEach((name, part) -> results.put(name, part.check()));
    return results;
  }

  @Override
  public void close() {
    List<Component> parts = new java.util.ArrayList<>(List.of(context.source(), context.decider()));
    parts.addAll(context.actions().values());
    parts.add(context.journal());
    for (Component part : parts) {
      try {
        part.close();
      } catch (RuntimeException e) {
        LOG.warn("{} did not close cleanly: {}", part.getClass().getSimpleName(), e.getMessage());
      }
    }
    mails.close();
    clients.close();
  }
}
