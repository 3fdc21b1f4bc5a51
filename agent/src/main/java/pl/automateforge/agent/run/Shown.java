package pl.automateforge.agent.run;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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

  private static final int TITLE = 80;
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{C}]+");

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
        subject(),
        reason,
        fields,
        kept(content.text(Content.Part.Kind.BODY)),
        tokens.originals());
  }

  /** What has neither sender nor subject, as a row has none, goes by the beginning of its text. */
  private String subject() {
    return content.sender().isBlank() && content.subject().isBlank()
        ? cut(
            Words.bounded(
                SPACE.matcher(kept(content.text(Content.Part.Kind.BODY))).replaceAll(" ")),
            TITLE)
        : content.subject();
  }

  private static String kept(String text) {
    return cut(text, KEPT_TEXT);
  }

  /** The text's beginning; a token or a character on the edge is left out whole. */
  private static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    String cut = text.substring(0, end);
    int open = cut.lastIndexOf(Tokens.OPEN);
    return open > cut.lastIndexOf(Tokens.CLOSE) ? cut.substring(0, open) : cut;
  }
}
