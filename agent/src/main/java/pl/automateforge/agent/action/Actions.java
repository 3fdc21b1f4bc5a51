package pl.automateforge.agent.action;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.file.FileAction;
import pl.automateforge.agent.action.http.HttpAction;
import pl.automateforge.agent.action.http.Timeouts;
import pl.automateforge.agent.action.mail.MailActions;
import pl.automateforge.agent.action.slack.SlackAction;
import pl.automateforge.agent.action.slack.SlackBot;
import pl.automateforge.agent.action.slack.SlackPaces;
import pl.automateforge.agent.action.sql.SqlAction;
import pl.automateforge.agent.action.teams.TeamsAction;
import pl.automateforge.agent.action.template.TextTemplate;
import pl.automateforge.agent.action.webhook.WebhookAction;
import pl.automateforge.agent.database.InvalidSqlException;
import pl.automateforge.agent.database.UnfitDatabaseException;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.MailSockets;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpLogin;
import pl.automateforge.agent.net.UnfitAddressException;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Limits;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.Problem;

/** Makes a spec's actions. */
public final class Actions {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  private final LoadedSpec spec;
  private final Bindings bindings;
  private final HttpClients clients;
  private final Clock clock;
  private final List<Problem> problems = new ArrayList<>();
  private final SlackPaces slackPaces;
  private final @Nullable Path state;
  private final MailActions mails;
  private boolean unsafe;

  private Actions(
      LoadedSpec spec,
      Bindings bindings,
      HttpClients clients,
      Clock clock,
      Post post,
      @Nullable Path state) {
    this.spec = spec;
    this.bindings = bindings;
    this.clients = clients;
    this.clock = clock;
    this.slackPaces = new SlackPaces(clock);
    this.state = state;
    this.mails =
        new MailActions(
            spec.spec(), clients.egress(), clock, post.mailbox(), post.sockets(), post.smtp());
  }

  /**
   * What mail actions work with.
   *
   * @param mailbox the source's own; null where the source is none
   * @param sockets for the server that sends; outlive the actions
   * @param smtp null where the spec sends no mail
   */
  public record Post(
      @Nullable Mailbox mailbox, @Nullable MailSockets sockets, @Nullable MailServer smtp) {
    /** No mailbox, and no server that sends. */
    public static final Post NONE = new Post(null, null, null);
  }

  /**
   * Makes the actions, by name in the spec's order. {@code review} is one only where it has a
   * folder: a {@link ReviewDesk}. Touches no network but for resolving the names of hosts.
   *
   * @param state the agent's state folder, where renewed refresh tokens are kept; null for none
   * @return unmodifiable; the caller closes each
   * @throws UnfitBindingException with every address that cannot or must not be used
   */
  public static Map<String, Action> create(
      LoadedSpec spec,
      Bindings bindings,
      HttpClients clients,
      Clock clock,
      Post post,
      @Nullable Path state)
      throws UnfitBindingException {
    return new Actions(spec, bindings, clients, clock, post, state).create();
  }

  private Map<String, Action> create() throws UnfitBindingException {
    Map<String, Action> actions = new LinkedHashMap<>();
    spec.spec()
        .actions()
        .forEach((name, kind) -> make(name, kind).ifPresent(made -> actions.put(name, made)));
    problems.addAll(mails.problems());
    unsafe |= mails.unsafe();
    if (!problems.isEmpty()) {
      actions.values().forEach(Action::close);
      throw new UnfitBindingException(problems, unsafe);
    }
    return Collections.unmodifiableMap(actions);
  }

  private Optional<Action> make(String name, ActionSpec kind) {
    try {
      return made(name, kind);
    } catch (UnfitAddressException e) {
      problem(name, e);
      return Optional.empty();
    }
  }

  private Optional<Action> made(String name, ActionSpec kind) throws UnfitAddressException {
    return switch (kind) {
      case ActionSpec.File file -> Optional.of(new FileAction(name, file.path(), spec.folder()));
      case ActionSpec.Webhook webhook -> Optional.of(webhook(name, webhook));
      case ActionSpec.Http http -> Optional.of(http(name, http));
      case ActionSpec.Slack slack -> Optional.of(slack(name, slack));
      case ActionSpec.Teams teams -> Optional.of(teams(name, teams));
      case ActionSpec.Sql sql -> sql(name, sql);
      case ActionSpec.Review review -> mails.review(name, review);
      case ActionSpec.ImapMove move -> Optional.of(mails.move(name, move));
      case ActionSpec.ImapFlag flag -> Optional.of(mails.flag(name, flag));
      case ActionSpec.ImapDraft draft -> mails.draft(name, draft);
      case ActionSpec.Reply reply -> mails.reply(name, reply);
      case ActionSpec.Email email -> mails.email(name, email);
    };
  }

  private Optional<Action> sql(String name, ActionSpec.Sql sql) {
    List<String> fields =
        spec.spec().output().fields().stream().map(field -> field.name()).toList();
    try {
      return Optional.of(
          SqlAction.of(
              name, sql, fields, bindings, clients.egress(), spec.spec().limits(), spec.folder()));
    } catch (InvalidSqlException e) {
      problem(name + ".statement", e.sentence(), false);
    } catch (UnfitDatabaseException e) {
      problem(name + ".url", e.sentence(), e.unsafe());
    }
    return Optional.empty();
  }

  private Action webhook(String name, ActionSpec.Webhook webhook) throws UnfitAddressException {
    return new WebhookAction(
        name,
        address("url", webhook.url().written(), bindings.resolve(webhook.url())),
        webhook.secret() == null ? null : bindings.secret(webhook.secret()),
        webhook.idempotent() ? EffectClass.C : EffectClass.D,
        clients,
        timeouts(),
        clock);
  }

  private Action http(String name, ActionSpec.Http http) throws UnfitAddressException {
    return new HttpAction(
        name,
        http.method(),
        address("url", http.url().written(), bindings.resolve(http.url())),
        HttpLogin.of(http.auth(), bindings, clients, clock, state),
        text(http.body()),
        spec.spec().output(),
        clients,
        timeouts(),
        clock);
  }

  private Action slack(String name, ActionSpec.Slack slack) throws UnfitAddressException {
    TextTemplate text = text(slack.text());
    if (slack.webhook() != null) {
      HttpAddress address =
          address("webhook", slack.webhook().written(), bindings.secret(slack.webhook()).value());
      return SlackAction.byWebhook(name, address, text, slackPaces, clients, timeouts(), clock);
    }
    if (slack.token() == null || slack.channel() == null) {
      throw new IllegalStateException("the spec's reader wants webhook, or token and channel");
    }
    return SlackAction.byBot(
        name,
        SlackBot.of(bindings.secret(slack.token()), slack.channel(), clients.egress()),
        text,
        slackPaces,
        clients,
        timeouts(),
        clock);
  }

  private Action teams(String name, ActionSpec.Teams teams) throws UnfitAddressException {
    String webhook = bindings.secret(teams.webhook()).value();
    TeamsAction.refuseRetired(webhook);
    return new TeamsAction(
        name,
        address("webhook", teams.webhook().written(), webhook),
        text(teams.text()),
        clients,
        timeouts(),
        clock);
  }

  private TextTemplate text(String written) {
    return new TextTemplate(written, EffectValues.names(spec.spec().output()));
  }

  private HttpAddress address(String key, String written, String bound)
      throws UnfitAddressException {
    return HttpAddress.allowed(key, written, bound.strip(), clients.egress(), true);
  }

  private Timeouts timeouts() {
    Limits limits = spec.spec().limits();
    Duration call = limits.itemTimeout();
    return new Timeouts(
        limits.connectTimeout(), call.compareTo(LONGEST_CALL) > 0 ? LONGEST_CALL : call);
  }

  private void problem(String action, UnfitAddressException unfit) {
    problem(action + "." + unfit.key(), unfit.sentence(), unfit.unsafe());
  }

  private void problem(String place, String message, boolean refusedForSafety) {
    unsafe |= refusedForSafety;
    problems.add(new Problem(Problem.Severity.ERROR, 0, 0, "actions." + place, message));
  }
}
