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
import pl.automateforge.agent.action.sql.SqlAction;
import pl.automateforge.agent.action.webhook.WebhookAction;
import pl.automateforge.agent.action.webhook.WebhookTarget;
import pl.automateforge.agent.database.InvalidSqlException;
import pl.automateforge.agent.database.UnfitDatabaseException;
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
  private boolean unsafe;

  private Actions(LoadedSpec spec, Bindings bindings, HttpClients clients, Clock clock) {
    this.spec = spec;
    this.bindings = bindings;
    this.clients = clients;
    this.clock = clock;
  }

  /**
   * Makes the actions, by name in the spec's order. {@code review} is none: a person acts there.
   * Touches no network but for resolving the names of hosts.
   *
   * @return unmodifiable; the caller closes each
   * @throws UnfitBindingException with every address that cannot or must not be used
   */
  public static Map<String, Action> create(
      LoadedSpec spec, Bindings bindings, HttpClients clients, Clock clock)
      throws UnfitBindingException {
    return new Actions(spec, bindings, clients, clock).create();
  }

  private Map<String, Action> create() throws UnfitBindingException {
    Map<String, Action> actions = new LinkedHashMap<>();
    spec.spec()
        .actions()
        .forEach((name, kind) -> make(name, kind).ifPresent(made -> actions.put(name, made)));
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
      case ActionSpec.Sql sql -> sql(name, sql);
      case ActionSpec.Review _ -> Optional.empty();
      case ActionSpec.ImapMove _,
          ActionSpec.ImapFlag _,
          ActionSpec.ImapDraft _,
          ActionSpec.Reply _,
          ActionSpec.Email _,
          ActionSpec.Slack _,
          ActionSpec.Teams _,
          ActionSpec.Http _ ->
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
          name + ".url",
          webhook.url().written() + " is bound to no http:// or https:// address with a host",
          false);
      return Optional.empty();
    }
    Optional<String> refusal = clients.egress().refusal(target.get().uri(), true);
    if (refusal.isPresent()) {
      problem(name + ".url", refusal.get(), true);
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

  private @Nullable Secret secret(ActionSpec.Webhook webhook) {
    return webhook.secret() == null ? null : bindings.secret(webhook.secret());
  }

  private WebhookAction.Timeouts timeouts() {
    Limits limits = spec.spec().limits();
    Duration call = limits.itemTimeout();
    return new WebhookAction.Timeouts(
        limits.connectTimeout(), call.compareTo(LONGEST_CALL) > 0 ? LONGEST_CALL : call);
  }

  private void problem(String place, String message, boolean refusedForSafety) {
    unsafe |= refusedForSafety;
    problems.add(new Problem(Problem.Severity.ERROR, 0, 0, "actions." + place, message));
  }
}
