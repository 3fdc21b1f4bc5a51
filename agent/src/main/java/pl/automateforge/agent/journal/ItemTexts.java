package pl.automateforge.agent.journal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an item says and who said it: personal data, kept sealed beside the facts and never in them.
 *
 * @param reason the decider's reason
 * @param fields the answer's fields by name
 * @param text the visible text, bounded
 * @param tokens what stood in the place of each token that replaces personal data
 */
public record ItemTexts(
    String sender,
    String subject,
    String reason,
    Map<String, String> fields,
    String text,
    Map<String, String> tokens) {
  /** Nothing is known, or everything was erased. */
  public static final ItemTexts NONE = new ItemTexts("", "", "", Map.of(), "");

  /** The texts of an item in which nothing was replaced. */
  public ItemTexts(
      String sender, String subject, String reason, Map<String, String> fields, String text) {
    this(sender, subject, reason, fields, text, Map.of());
  }

  /** The same without the text itself, which is large and seldom needed. */
  public ItemTexts withoutText() {
    return new ItemTexts(sender, subject, reason, fields, "", tokens);
  }

  public ItemTexts {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
  }
}
