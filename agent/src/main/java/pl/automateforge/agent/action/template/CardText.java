package pl.automateforge.agent.action.template;

import java.util.regex.Pattern;

/**
 * Takes out of a text what an Adaptive Card would make more of than text: its Markdown, the
 * mentions of Teams, and what its clients turn into links by themselves.
 */
final class CardText {
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]()#!|~>]");
  private static final Pattern LIST = Pattern.compile("(?m)^([ \\t]*)([-+]|\\d{1,9}(?=[.)]))");
  private static final Pattern MENTION = Pattern.compile("(?i)<(?=/?at\\b)");
  private static final String WORD_JOINER = "\u2060";

  private CardText() {}

  static String neutral(String value) {
    String text = PlainText.lines(value);
    text = MARKUP.matcher(text).replaceAll("\\\\$0");
    text = LIST.matcher(text).replaceAll("$1" + WORD_JOINER + "$2");
    text = MENTION.matcher(text).replaceAll("<" + WORD_JOINER);
    // Last, as what it puts in is no link in Markdown: no bracket follows it.
    return Links.broken(text);
  }
}
