package pl.automateforge.agent.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectValues;
import pl.automateforge.agent.action.Origin;
import pl.automateforge.agent.action.template.Target;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Category;

/**
 * Renders what every action would send, without sending it: for a sample item, and for values that
 * nobody writes in good faith. What comes out is the same twice, and bounded.
 */
final class TemplateRenders {
  private static final int LONGEST_DESCRIPTION = 1_000_000;

  private final AgentSpec spec;
  private final Map<String, Action> actions;

  TemplateRenders(AgentSpec spec, Map<String, Action> actions) {
    this.spec = spec;
    this.actions = actions;
  }

  private static SequencedValues extremes() {
    SequencedValues values = new SequencedValues();
    values.put("a sample", "Faktura 12/2026");
    values.put("nothing", "");
    values.put("100,000 characters", "ż".repeat(100_000));
    values.put("line ends", "a\r\nBcc: x@autoforge.invalid\r\n\r\nb\n\u2028\u2029\u0085");
    values.put("what narrows to line ends", "a\u760d\u760ab");
    values.put("control characters", "\0\u0007\u001b[2J\u009b");
    values.put("writing directions", "\u202egnp.exe\u2066");
    values.put("half a pair", "a\ud800b\udc00");
    values.put("a template", "{{subject}}{{{reason}}}{{#item}}x{{/item}}");
    values.put("JSON", "\"}],\"channel\":\"#other\",\\");
    values.put("calls of a chat", "<!channel><@U1> [a](https://autoforge.invalid) @here");
    values.put("a formula", "=cmd|' /C calc'!A0");
    return values;
  }

  private static final class SequencedValues extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1L;
  }

  Verdict prove() {
    if (actions.isEmpty()) {
      return Verdict.notDemonstrated("no action of this agent writes anything");
    }
    List<String> bad = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    extremes()
        .forEach((what, value) -> {
          actions.forEach((name, action) -> described(name, action, what, value, seen, bad));
          spec.actions().forEach((name, kind) -> rendered(name, kind, what, value, bad));
        });
    String evidence = String.join("\n", seen);
    return bad.isEmpty()
        ? Verdict.passed(
            actions.size() + " actions rendered with " + extremes().size() + " kinds of values",
            evidence)
        : Verdict.failed(String.join("; ", bad), evidence);
  }

  private void described(
      String name, Action action, String what, String value, List<String> seen, List<String> bad) {
    try {
      String once = action.describe(request(value));
      if (!once.equals(action.describe(request(value)))) {
        bad.add(name + " renders " + what + " differently each time");
      }
      if (once.length() > LONGEST_DESCRIPTION) {
        bad.add(name + " renders " + what + " to " + once.length() + " characters");
      }
      if (seen.size() < actions.size()) {
        seen.add(name + ": " + once.lines().findFirst().orElse(""));
      }
    } catch (RuntimeException e) {
      bad.add(name + " cannot render " + what + ": " + e);
    }
  }

  private void rendered(String name, ActionSpec kind, String what, String value, List<String> bad) {
    templates(kind)
        .forEach((text, target) -> {
          try {
            Template template = Template.compile(text, known(), target);
            Map<String, String> values = new LinkedHashMap<>();
            known().forEach(variable -> values.put(variable, value));
            int length = template.render(values).length();
            long most = text.length() + (long) occurrences(text) * 6 * target.longestValue();
            if (length > most) {
              bad.add(name + ": " + what + " becomes " + length + " characters, more than " + most);
            }
          } catch (RuntimeException e) {
            bad.add(name + ": " + what + " cannot be rendered: " + e.getMessage());
          }
        });
  }

  private static int occurrences(String text) {
    return text.split("\\{\\{", -1).length - 1;
  }

  /** The templates of an action, with where they go. */
  private static Map<String, Target> templates(ActionSpec kind) {
    return switch (kind) {
      case ActionSpec.ImapDraft draft -> Map.of(draft.text(), Target.PLAIN_TEXT);
      case ActionSpec.Reply reply -> Map.of(reply.text(), Target.PLAIN_TEXT);
      case ActionSpec.Email email -> {
        Map<String, Target> both = new LinkedHashMap<>();
        both.put(email.text(), Target.PLAIN_TEXT);
        both.put(email.subject(), Target.MAIL_HEADER);
        yield both;
      }
      case ActionSpec.Slack slack -> Map.of(slack.text(), Target.PLAIN_TEXT);
      case ActionSpec.Teams teams -> Map.of(teams.text(), Target.PLAIN_TEXT);
      case ActionSpec.Http http -> Map.of(http.body(), Target.JSON_STRING);
      case ActionSpec.File _,
          ActionSpec.Webhook _,
          ActionSpec.Review _,
          ActionSpec.ImapMove _,
          ActionSpec.ImapFlag _,
          ActionSpec.Sql _ ->
          Map.of();
    };
  }

  private Set<String> known() {
    return EffectValues.names(spec.output());
  }

  private EffectRequest request(String value) {
    Map<String, String> fields = new LinkedHashMap<>();
    spec.output().fields().forEach(field -> fields.put(field.name(), value));
    ItemIdentity identity = new ItemIdentity("exercise", "0", "0".repeat(64));
    Category category = spec.categories().getFirst();
    return new EffectRequest(
        "0".repeat(32),
        spec.name(),
        identity.id(spec.name()),
        category.id(),
        1,
        value,
        value,
        value,
        fields,
        new Origin(
            identity,
            0,
            limit -> {
              throw new IOException("a sample has no original");
            }));
  }
}
