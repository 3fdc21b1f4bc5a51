package pl.automateforge.agent.run;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.privacy.Redacting;
import pl.automateforge.agent.privacy.Redactor;
import pl.automateforge.agent.privacy.Restored;
import pl.automateforge.agent.privacy.Tokens;

/**
 * An item as deciders and actions are shown it.
 *
 * @param content with tokens in the place of personal data
 * @param tokens what they stand for
 */
record Shown(Content content, Tokens tokens) {
  /** How much of the visible text is kept for the person who has to decide. */
  private static final int KEPT_TEXT = 8_000;

  static Shown of(Redactor redactor, Content content) {
    Redacting redacting = redactor.begin();
    Content redacted = redacting.redact(content);
    return new Shown(redacted, redacting.tokens());
  }

  /** What is wrong with the tokens that came back in an answer; empty where nothing is. */
  Optional<String> changed(Decision.Answer answer) {
    return Stream.concat(Stream.of(answer.reason()), answer.fields().values().stream())
        .flatMap(text ->
            tokens.restore(text) instanceof Restored.Changed changed
                ? Stream.of("what stands for personal data came back changed: " + changed.detail())
                : Stream.empty())
        .findFirst();
  }

  /** What the journal keeps of it, with what was answered. */
  ItemTexts texts(String reason, Map<String, String> fields) {
    return new ItemTexts(
        content.sender(),
        content.subject(),
        reason,
        fields,
        kept(content.text(Content.Part.Kind.BODY)),
        tokens.originals());
  }

  /** The text's beginning; a token on the edge is left out whole. */
  private static String kept(String text) {
    if (text.length() <= KEPT_TEXT) {
      return text;
    }
    String cut = text.substring(0, KEPT_TEXT);
    int open = cut.lastIndexOf(Tokens.OPEN);
    return open > cut.lastIndexOf(Tokens.CLOSE) ? cut.substring(0, open) : cut;
  }
}
