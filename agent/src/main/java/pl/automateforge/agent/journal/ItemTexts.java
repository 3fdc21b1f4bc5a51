package pl.automateforge.agent.journal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import pl.automateforge.agent.privacy.Restored;
import pl.automateforge.agent.privacy.Tokens;

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

  /**
   * With what stood in the place of each token, for the person who decides and for an answer to the
   * sender. A text in which a token was changed stays as it is.
   */
  public ItemTexts restored() {
    if (tokens.isEmpty()) {
      return this;
    }
    Tokens known = new Tokens(tokens);
    Map<String, String> values = new LinkedHashMap<>();
    fields.forEach((name, value) -> values.put(name, restored(known, value)));
    return new ItemTexts(
        restored(known, sender),
        restored(known, subject),
        restored(known, reason),
        values,
        restored(known, text),
        Map.of());
  }

  private static String restored(Tokens tokens, String text) {
    return switch (tokens.restore(text)) {
      case Restored.Whole whole -> whole.text();
      case Restored.Changed _ -> text;
    };
  }

  public ItemTexts {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
  }
}
