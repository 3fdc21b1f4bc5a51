package pl.automateforge.agent.action.template;

import java.util.regex.Pattern;

/** Takes out of a text what Slack would make more of than text: markup, mentions and links. */
final class SlackText {
  private static final Pattern MENTION =
      Pattern.compile("(?i)@(?=channel|here|everyone|group|subteam)");
  private static final String WORD_JOINER = "\u2060";

  private SlackText() {}

  static String neutral(String value) {
    String text = Links.broken(PlainText.lines(value));
    text = MENTION.matcher(text).replaceAll("@" + WORD_JOINER);
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
