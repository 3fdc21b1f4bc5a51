package pl.automateforge.agent.action;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pl.automateforge.agent.spec.OutputSpec;

/** What the templates of a spec may name: the values of an effect by the names of the spec. */
public final class EffectValues {
  private static final List<String> ALWAYS =
      List.of("sender", "subject", "category", "confidence", "reason", "item", "agent");

  private EffectValues() {}

  /** The names there are: what every answer has, and the spec's own output fields. */
  public static Set<String> names(OutputSpec output) {
    Set<String> names = new LinkedHashSet<>(ALWAYS);
    output.fields().forEach(field -> names.add(field.name()));
    return names;
  }

  /** The values; a field that the answer left out has none. */
  public static Map<String, String> of(EffectRequest request) {
    Map<String, String> values = new LinkedHashMap<>(request.fields());
    values.put("sender", request.sender());
    values.put("subject", request.subject());
    values.put("category", request.category());
    values.put("confidence", BigDecimal.valueOf(request.confidence()).toPlainString());
    values.put("reason", request.reason());
    values.put("item", request.item());
    values.put("agent", request.agent());
    return values;
  }
}
