package pl.automateforge.agent.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which categories' actions need what only a model writes: the reason, and the fields of the
 * answer. A decider that writes nothing can decide the others.
 */
public final class ModelTexts {
  private static final String REASON = "reason";

  /** A variable, or the beginning or end of a section. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\{\\{[{&#^/\\s]*+(?<name>[^{}\\s]++)\\s*+\\}\\}");

  /** More than are parameters: what stands in quotes or comments counts as well. */
  private static final Pattern PARAMETER = Pattern.compile(":\\s*+(?<name>[\\p{L}\\p{N}_-]++)");

  private final boolean hasFields;
  private final Set<String> written;

  private ModelTexts(OutputSpec output) {
    this.hasFields = !output.fields().isEmpty();
    this.written = new HashSet<>(output.fields().stream().map(OutputSpec.Field::name).toList());
    written.add(REASON);
  }

  /** The ids of the categories whose actions need nothing that only a model writes, sorted. */
  public static Set<String> withoutThem(AgentSpec spec) {
    ModelTexts texts = new ModelTexts(spec.output());
    Set<String> ids = new TreeSet<>();
    for (Category category : spec.categories()) {
      List<ActionSpec> actions =
          category.actions().stream()
              .map(name -> spec.actions().get(name))
              .filter(Objects::nonNull)
              .toList();
      if (actions.stream().noneMatch(texts::need)) {
        ids.add(category.id());
      }
    }
    return ids;
  }

  private boolean need(ActionSpec action) {
    return switch (action) {
      case ActionSpec.File _, ActionSpec.Webhook _ -> hasFields;
      case ActionSpec.Review _, ActionSpec.ImapMove _, ActionSpec.ImapFlag _ -> false;
      case ActionSpec.ImapDraft draft -> names(VARIABLE, draft.text());
      case ActionSpec.Reply reply -> names(VARIABLE, reply.text());
      case ActionSpec.Email email ->
          names(VARIABLE, email.subject()) || names(VARIABLE, email.text());
      case ActionSpec.Slack slack -> names(VARIABLE, slack.text());
      case ActionSpec.Teams teams -> names(VARIABLE, teams.text());
      case ActionSpec.Http http -> names(VARIABLE, http.body());
      case ActionSpec.Sql sql -> names(PARAMETER, sql.statement());
    };
  }

  private boolean names(Pattern pattern, String text) {
    Matcher name = pattern.matcher(text);
    while (name.find()) {
      if (written.contains(name.group("name"))) {
        return true;
      }
    }
    return false;
  }
}
