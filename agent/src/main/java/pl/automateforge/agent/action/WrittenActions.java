package pl.automateforge.agent.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pl.automateforge.agent.action.http.HttpAction;
import pl.automateforge.agent.action.sql.SqlAction;
import pl.automateforge.agent.action.template.TextTemplate;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.OutputSpec;
import pl.automateforge.agent.spec.Problem;

/** What shows that an action cannot be made before anything is bound: its texts alone. */
public final class WrittenActions {
  private WrittenActions() {}

  /** Every statement and every body that cannot be used, in the spec's order. */
  public static List<Problem> problems(AgentSpec spec) {
    List<Problem> problems = new ArrayList<>();
    spec.actions()
        .forEach((name, action) ->
            problem("actions." + name, action, spec.output()).ifPresent(problems::add));
    return problems;
  }

  private static Optional<Problem> problem(String path, ActionSpec action, OutputSpec output) {
    return switch (action) {
      case ActionSpec.Http http ->
          HttpAction.unusable(new TextTemplate(http.body(), EffectValues.names(output)), output)
              .map(why -> error(path + ".body", why));
      case ActionSpec.Sql sql ->
          SqlAction.unusable(
                  sql.url().written(),
                  sql.statement(),
                  output.fields().stream().map(OutputSpec.Field::name).toList())
              .map(why -> error(path + ".statement", why));
      case ActionSpec.File _,
          ActionSpec.Webhook _,
          ActionSpec.Slack _,
          ActionSpec.Teams _,
          ActionSpec.Review _,
          ActionSpec.ImapMove _,
          ActionSpec.ImapFlag _,
          ActionSpec.ImapDraft _,
          ActionSpec.Reply _,
          ActionSpec.Email _ ->
          Optional.empty();
    };
  }

  private static Problem error(String path, String message) {
    return new Problem(Problem.Severity.ERROR, 0, 0, path, message);
  }
}
