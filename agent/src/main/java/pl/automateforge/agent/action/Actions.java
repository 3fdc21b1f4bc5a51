package pl.automateforge.agent.action;

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
import pl.automateforge.agent.action.mail.MailActions;
import pl.automateforge.agent.action.webhook.WebhookAction;
import pl.automateforge.agent.action.webhook.WebhookTarget;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.MailSockets;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Limits;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.Problem;
import pl.automateforge.agent.spec.Secret;

/** Makes a spec's actions. */
public final class Actions {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  private final LoadedSpec spec;
  private final Bindings bindings;
  private final HttpClients clients;
  private final Clock clock;
  private final List<Problem> problems = new ArrayList<>();
  private final MailActions mails;
  private boolean unsafe;

  private Actions(LoadedSpec spec, Bindings bindings, HttpClients clients, Clock clock, Post post) {
    this.spec = spec;
    this.bindings = bindings;
    this.clients = clients;
    this.clock = clock;
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
   * @return unmodifiable; the caller closes each
   * @throws UnfitBindingException with every address that cannot or must not be used
   */
  public static Map<String, Action> create(
      LoadedSpec spec, Bindings bindings, HttpClients clients, Clock clock, Post post)
      throws UnfitBindingException {
    return new Actions(spec, bindings, clients, clock, post).create();
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
    return switch (kind) {
      case ActionSpec.File file -> Optional.of(new FileAction(name, file.path(), spec.folder()));
      case ActionSpec.Webhook webhook -> webhook(name, webhook);
      case ActionSpec.Review review -> mails.review(name, review);
      case ActionSpec.ImapMove move -> Optional.of(mails.move(name, move));
      case ActionSpec.ImapFlag flag -> Optional.of(mails.flag(name, flag));
      case ActionSpec.ImapDraft draft -> mails.draft(name, draft);
      case ActionSpec.Reply reply -> mails.reply(name, reply);
      case ActionSpec.Email email -> mails.email(name, email);
      case ActionSpec.Slack _, ActionSpec.Teams _, ActionSpec.Http _, ActionSpec.Sql _ ->
          // The spec's reader refuses them: an agent that names one is never put together.
          throw new IllegalArgumentException(
              "actions." + name + ".type " + kind.type() + ": not yet available");
    };
  }

  private Optional<Action> webhook(String name, ActionSpec.Webhook webhook) {
    Optional<WebhookTarget> target = WebhookTarget.of(bindings.resolve(webhook.url()));
    if (target.isEmpty()) {
      // The bound value may hold a secret, so the written one is shown.
      problem(
          name,
          webhook.url().written() + " is bound to no http:// or https:// address with a host",
          false);
      return Optional.empty();
    }
    Optional<String> refusal = clients.egress().refusal(target.get().uri(), true);
    if (refusal.isPresent()) {
      problem(name, refusal.get(), true);
      return Optional.empty();
    }
    return Optional.of(
        new WebhookAction(
            name,
            target.get(),
            secret(webhook),
            webhook.idempotent() ? EffectClass.C : EffectClass.D,
            clients,
            timeouts(),
            clock));
  }

  private @Nullable Secret secret(ActionSpec.Webhook webhook) {
    return webhook.secret() == null ? null : bindings.secret(webhook.secret());
  }

  private WebhookAction.Timeouts timeouts() {
    Limits limits = spec.spec().limits();
    Duration call = limits.itemTimeout();
    return new WebhookAction.Timeouts(
        limits.connectTimeout(), call.compareTo(LONGEST_CALL) > 0 ? LONGEST_CALL : call);
  }

  private void problem(String action, String message, boolean refusedForSafety) {
    unsafe |= refusedForSafety;
    problems.add(new Problem(Problem.Severity.ERROR, 0, 0, "actions." + action + ".url", message));
  }
}
