package pl.automateforge.agent.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.proof.BoxResult.Result;
import pl.automateforge.agent.proof.Connections.Checked;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Budget;
import pl.automateforge.agent.spec.ModelSpec;
import pl.automateforge.agent.spec.SourceSpec;

/** What the checks of the connections say about boxes. */
final class ConnectionBoxes {
  private static final String ACTION = "action ";

  private final AgentSpec spec;
  private final Map<String, Checked> checked = new LinkedHashMap<>();
  private final Counterparts counterparts;

  ConnectionBoxes(AgentSpec spec, List<Checked> all, Counterparts counterparts) {
    this.spec = spec;
    this.counterparts = counterparts;
    all.forEach(one -> checked.put(one.what(), one));
  }

  Map<Box, Verdict.Prover> provers() {
    Map<Box, Verdict.Prover> provers = new LinkedHashMap<>();
    provers.put(Box.MODEL_KEY, this::modelKey);
    provers.put(Box.SOURCE_SECRET, this::sourceSecret);
    provers.put(Box.TARGET_SECRET, this::targetSecret);
    provers.put(Box.MODEL, this::model);
    provers.put(Box.SOURCE, this::source);
    provers.put(Box.TARGET, this::target);
    provers.put(Box.SOURCE_CONNECTION, () -> configured(source(), "source"));
    provers.put(Box.TARGET_CONNECTION, () -> configured(target(), "target"));
    return provers;
  }

  private Verdict modelKey() {
    if (spec.model().provider() == ModelSpec.Provider.LOCAL) {
      return Verdict.notDemonstrated("the local model needs no key");
    }
    Verdict asked = of("model");
    Budget budget = spec.model().budget();
    if (asked.result() == Result.FAILED) {
      return asked;
    }
    return budget == null || budget.daily() == null || budget.monthly() == null
        ? Verdict.notDemonstrated(
            "the key is accepted, but model.budget sets no daily and monthly limit")
        : asked;
  }

  private Verdict sourceSecret() {
    boolean login =
        switch (spec.source()) {
          case SourceSpec.Folder _ -> false;
          case SourceSpec.Imap _, SourceSpec.Sql _ -> true;
          case SourceSpec.Http http -> http.auth() != null;
        };
    return login ? of("source") : Verdict.notDemonstrated("this source needs no credentials");
  }

  /** Only a target that lets somebody log in without an effect shows that it takes the secret. */
  private Verdict targetSecret() {
    List<Checked> logins = targets().stream().filter(one -> logsIn(kind(one))).toList();
    boolean others =
        targets().stream()
            .anyMatch(one -> !logsIn(kind(one)) && !(kind(one) instanceof ActionSpec.File));
    if (logins.isEmpty()) {
      return Verdict.notDemonstrated(
          others
              ? "nothing short of an effect shows that the targets accept the agent: autoforge"
                  + " trial does"
              : "no target needs credentials");
    }
    return together(logins, others);
  }

  private Verdict model() {
    Verdict asked = of("model");
    return spec.model().provider() == ModelSpec.Provider.LOCAL
        ? asked
        : new Verdict(
            asked.result(),
            asked.detail() + "; asking about a model costs nothing",
            asked.evidence(),
            asked.counterpart());
  }

  private Verdict source() {
    return of("source");
  }

  private Verdict target() {
    List<Checked> called = targets().stream().filter(one -> called(kind(one))).toList();
    boolean others = called.size() < targets().size();
    if (targets().isEmpty()) {
      return Verdict.notDemonstrated("no action of this agent has a target");
    }
    List<Checked> failed =
        targets().stream().filter(one -> one.result() instanceof CheckResult.Failed).toList();
    return failed.isEmpty()
        ? together(called.isEmpty() ? targets() : called, others)
        : together(failed, false);
  }

  private static Verdict configured(Verdict check, String what) {
    return switch (check.result()) {
      case PASSED, WARNING ->
          new Verdict(
              check.result(),
              "the spec is valid, and its " + what + " was reached with it: " + check.detail(),
              check.evidence(),
              check.counterpart());
      case FAILED, NOT_DEMONSTRATED -> check;
    };
  }

  private Verdict together(List<Checked> all, boolean othersOnlyReached) {
    List<Counterpart> against = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Result worst = othersOnlyReached ? Result.NOT_DEMONSTRATED : Result.PASSED;
    for (Checked one : all) {
      Verdict each = of(one.what());
      against.add(each.counterpart());
      lines.add(one.what() + ": " + each.evidence());
      worst = each.result().compareTo(worst) > 0 ? each.result() : worst;
    }
    String names = all.stream().map(Checked::what).collect(Collectors.joining(", "));
    String detail =
        switch (worst) {
          case PASSED -> names + ": checked without an effect";
          case WARNING -> names + ": checked, with warnings";
          case FAILED ->
              all.stream()
                  .filter(one -> one.result() instanceof CheckResult.Failed)
                  .map(one -> one.what() + ": " + words(one.result()))
                  .collect(Collectors.joining("; "));
          case NOT_DEMONSTRATED ->
              "some targets were reached, but have no call without an effect: autoforge trial"
                  + " shows that they accept one";
        };
    return new Verdict(worst, detail, String.join("\n", lines), Counterpart.weakest(against));
  }

  private List<Checked> targets() {
    return checked.values().stream().filter(one -> one.what().startsWith(ACTION)).toList();
  }

  private @Nullable ActionSpec kind(Checked action) {
    return spec.actions().get(action.what().substring(ACTION.length()));
  }

  /** Whether the check of such an action is a call that only the right secret passes. */
  private static boolean logsIn(@Nullable ActionSpec kind) {
    return switch (kind) {
      case ActionSpec.ImapMove _,
          ActionSpec.ImapFlag _,
          ActionSpec.ImapDraft _,
          ActionSpec.Reply _,
          ActionSpec.Email _,
          ActionSpec.Sql _ ->
          true;
      case ActionSpec.Slack slack -> slack.token() != null;
      case ActionSpec.File _,
          ActionSpec.Webhook _,
          ActionSpec.Teams _,
          ActionSpec.Http _,
          ActionSpec.Review _ ->
          false;
      case null -> false;
    };
  }

  /** Whether the check of such an action is a call, and not only a connection. */
  private static boolean called(@Nullable ActionSpec kind) {
    return kind instanceof ActionSpec.File || logsIn(kind);
  }

  private Verdict of(String what) {
    Checked one = checked.get(what);
    if (one == null) {
      return Verdict.notDemonstrated("there is no " + what);
    }
    return new Verdict(
        Verdict.result(one.result()),
        words(one.result()),
        String.format(Locale.ROOT, "%s, %d ms", one.result().detail(), one.took().toMillis()),
        counterparts.of(what));
  }

  private static String words(CheckResult result) {
    return switch (result) {
      case CheckResult.Fine fine -> fine.detail();
      case CheckResult.Warning warning -> warning.detail() + "; " + warning.cure();
      case CheckResult.Failed failed -> failed.detail() + "; " + failed.cure();
    };
  }
}
