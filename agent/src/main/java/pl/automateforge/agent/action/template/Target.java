package pl.automateforge.agent.action.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import pl.automateforge.agent.action.Texts;

/** Where a rendered text goes, and so what its values may hold. */
public enum Target {
  /**
   * Text of several lines for people. Every line end becomes LF; other control characters but TAB,
   * and those that turn the writing direction, are removed.
   */
  PLAIN_TEXT(20_000) {
    @Override
    String encoded(String value) {
      return PlainText.lines(value);
    }
  },

  /** The inside of a JSON string: the template bears the quotes around it. */
  JSON_STRING(20_000) {
    @Override
    String encoded(String value) {
      return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }
  },

  /**
   * One line of a mail's header. Line ends and control characters are removed, and U+760D and
   * U+760A with them: narrowed to bytes they become CR and LF.
   */
  MAIL_HEADER(500) {
    @Override
    String encoded(String value) {
      return PlainText.oneLine(value);
    }
  },

  /**
   * A message in Slack. Markup and mentions are taken for text, addresses are broken visibly, so
   * that nothing can be clicked.
   */
  SLACK(8_000) {
    @Override
    String encoded(String value) {
      return SlackText.neutral(value);
    }
  },

  /** The text of an Adaptive Card. Markdown is taken for text, addresses are broken visibly. */
  CARD(8_000) {
    @Override
    String encoded(String value) {
      return CardText.neutral(value);
    }
  };

  private final int longest;

  Target(int longest) {
    this.longest = longest;
  }

  /** How many characters of a value are used. */
  public int longestValue() {
    return longest;
  }

  /** The value cut, well-formed, and without anything that means something to the target. */
  public String safe(String value) {
    return encoded(Texts.wellFormed(Texts.cut(value, longest)));
  }

  abstract String encoded(String value);
}
