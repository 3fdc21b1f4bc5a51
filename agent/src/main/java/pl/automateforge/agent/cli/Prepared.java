package pl.automateforge.agent.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pl.automateforge.agent.action.UnfitBindingException;
import pl.automateforge.agent.action.WrittenActions;
import pl.automateforge.agent.action.teams.TeamsAction;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.UnfitAddressException;
import pl.automateforge.agent.source.sql.SqlSource;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.Binder;
import pl.automateforge.agent.spec.Binding;
import pl.automateforge.agent.spec.BoundEndpoint;
import pl.automateforge.agent.spec.Environment;
import pl.automateforge.agent.spec.EnvironmentBindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.Problem;
import pl.automateforge.agent.spec.SourceSpec;

/** Binds a spec's slots for a command, and refuses where data would leave that may not. */
final class Prepared {
  private Prepared() {}

  static EnvironmentBindings bind(LoadedSpec loaded, Console console) {
    return bind(loaded, Environment.of(loaded), console);
  }

  static EnvironmentBindings bind(LoadedSpec loaded, Environment environment, Console console) {
    Binding binding = Binder.bind(loaded, environment);
    binding.problems().forEach(problem -> console.say(words(problem)));
    binding.missing().forEach(slot -> console.say("error: " + slot));
    EnvironmentBindings bindings =
        binding
            .bindings()
            .orElseThrow(() ->
                new CommandException(
                    ExitCode.INVALID, "the environment does not bind what the spec names"));
    refuseRetired(loaded, bindings);
    refuseForbidden(loaded, binding.endpoints());
    return bindings;
  }

  /** Where an address is of no use to anybody, whether it may be reached is not the question. */
  private static void refuseRetired(LoadedSpec loaded, EnvironmentBindings bindings) {
    loaded
        .spec()
        .actions()
        .forEach((name, action) -> {
          if (action instanceof ActionSpec.Teams teams) {
            try {
              TeamsAction.refuseRetired(bindings.secret(teams.webhook()).value());
            } catch (UnfitAddressException e) {
              throw new CommandException(
                  ExitCode.INVALID, "actions." + name + "." + e.key() + ": " + e.sentence());
            }
          }
        });
  }

  /** Where {@link #bind} would refuse these addresses, as far as that shows without the network. */
  static List<Problem> refusals(LoadedSpec loaded, List<BoundEndpoint> endpoints) {
    Egress egress = egress(loaded);
    List<Problem> refusals = new ArrayList<>();
    for (BoundEndpoint endpoint : endpoints) {
      uri(endpoint)
          .flatMap(uri -> egress.refusalUnresolved(uri, endpoint.receivesContent()))
          .ifPresent(refusal ->
              refusals.add(new Problem(Problem.Severity.ERROR, 0, 0, endpoint.path(), refusal)));
    }
    return refusals;
  }

  /** What cannot be used whatever the environment binds, though each key by itself is right. */
  static List<Problem> unusable(LoadedSpec loaded) {
    List<Problem> problems = new ArrayList<>();
    if (loaded.spec().source() instanceof SourceSpec.Sql sql) {
      SqlSource.unusable(sql)
          .ifPresent(
              why -> problems.add(new Problem(Problem.Severity.ERROR, 0, 0, "source.query", why)));
    }
    problems.addAll(WrittenActions.problems(loaded.spec()));
    return problems;
  }

  /** Says every problem of bindings that do not fit; what to end the command with. */
  static CommandException unfit(UnfitBindingException e, Console console) {
    e.problems().forEach(p -> console.say("error: " + p.path() + ": " + p.message()));
    return new CommandException(
        e.unsafe() ? ExitCode.REFUSED : ExitCode.INVALID,
        "what the environment binds does not fit the spec");
  }

  private static String words(Problem problem) {
    String kind = problem.severity() == Problem.Severity.ERROR ? "error" : "warning";
    return kind + ": " + problem.path() + ": " + problem.message();
  }

  private static void refuseForbidden(LoadedSpec loaded, List<BoundEndpoint> endpoints) {
    Egress egress = egress(loaded);
    List<String> refusals = new ArrayList<>();
    for (BoundEndpoint endpoint : endpoints) {
      uri(endpoint)
          .flatMap(uri -> egress.refusal(uri, endpoint.receivesContent()))
          .ifPresent(refusal -> refusals.add(endpoint.path() + ": " + refusal));
    }
    if (!refusals.isEmpty()) {
      throw new CommandException(ExitCode.REFUSED, "refused: " + String.join("; ", refusals));
    }
  }

  private static Egress egress(LoadedSpec loaded) {
    try {
      return Egress.of(loaded.spec().privacy());
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.INVALID, "privacy.inside: " + e.getMessage());
    }
  }

  /**
   * Only addresses that are URIs are meant here; a bare host has a port and a protection of its own
   * kind.
   */
  private static Optional<URI> uri(BoundEndpoint endpoint) {
    try {
      URI uri = URI.create(endpoint.value());
      return uri.getScheme() == null || uri.getHost() == null ? Optional.empty() : Optional.of(uri);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
