package pl.automateforge.agent.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything an action may know about the item and its decision. All texts are hostile.
 *
 * @param effect the effect's id: a hash of agent, identity, content and action
 * @param agent the agent's name
 * @param item the item's id
 * @param confidence 0 to 1
 * @param fields the answer's fields by name
 * @param origin where it came from
 */
public record EffectRequest(
    String effect,
    String agent,
    String item,
    String category,
    double confidence,
    String sender,
    String subject,
    String reason,
    Map<String, String> fields,
    Origin origin) {
  public EffectRequest {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
