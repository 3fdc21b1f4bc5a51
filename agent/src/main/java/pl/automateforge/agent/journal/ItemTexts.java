package pl.automateforge.agent.journal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an item says and who said it: personal data, kept beside the facts and never in them.
 *
 * @param reason the decider's reason
 * @param fields the answer's fields by name
 * @param text the visible text, bounded
 */
public record ItemTexts(
    String sender, String subject, String reason, Map<String, String> fields, String text) {
  /** Nothing is known, or everything was erased. */
  public static final ItemTexts NONE = new ItemTexts("", "", "", Map.of(), "");

  /** The same without the text itself, which is large and seldom needed. */
  public ItemTexts withoutText() {
    return new ItemTexts(sender, subject, reason, fields, "");
  }

  public ItemTexts {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
