package pl.automateforge.agent.action.mail;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.OutputSpec;

/** What templates of mails may name. */
final class MailValues {
  private static final List<String> ALWAYS =
      List.of("sender", "subject", "category", "confidence", "reason", "item", "agent");

  private MailValues() {}

  /** The variables of a spec. */
  static Set<String> known(AgentSpec spec) {
    Set<String> known = new LinkedHashSet<>(ALWAYS);
    spec.output().fields().stream().map(OutputSpec.Field::name).forEach(known::add);
    return known;
  }

  /** Those whose values are a model's own words; ids and numbers it only chose are not. */
  static Set<String> ofModel(AgentSpec spec) {
    Set<String> written = new LinkedHashSet<>(List.of("reason"));
    spec.output().fields().stream()
        .filter(field -> field.type() == OutputSpec.Field.Type.TEXT)
        .map(OutputSpec.Field::name)
        .forEach(written::add);
    return written;
  }

  /** Their values; a field of the answer never hides one that is always there. */
  static Map<String, String> of(EffectRequest request) {
    Map<String, String> values = new HashMap<>(request.fields());
    values.put("sender", request.sender());
    values.put("subject", request.subject());
    values.put("category", request.category());
    values.put("confidence", String.format(Locale.ROOT, "%.2f", request.confidence()));
    values.put("reason", request.reason());
    values.put("item", request.item());
    values.put("agent", request.agent());
    return values;
  }
}
