package pl.automateforge.agent.decision.local;

import pl.automateforge.agent.content.Content;

/** The one text of a message that is judged: subject and visible body, then a little context. */
final class JudgedText {
  private static final int BODY = 20_000;
  private static final int QUOTED = 2_000;
  private static final int SIGNATURE = 500;

  private JudgedText() {}

  /**
   * Subject, body, the beginning of what is quoted and of the signature, each on lines of its own.
   * A text without headers is judged as it stands. Hidden text does not count: whoever reads the
   * message does not see it either.
   */
  static String of(Content content) {
    StringBuilder text = new StringBuilder();
    append(text, content.subject(), BODY);
    append(text, content.text(Content.Part.Kind.BODY), BODY);
    append(text, content.text(Content.Part.Kind.QUOTED), QUOTED);
    append(text, content.text(Content.Part.Kind.SIGNATURE), SIGNATURE);
    return text.toString();
  }

  private static void append(StringBuilder text, String part, int limit) {
    if (part.isEmpty()) {
      return;
    }
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(part, 0, Math.min(part.length(), limit));
  }
}
