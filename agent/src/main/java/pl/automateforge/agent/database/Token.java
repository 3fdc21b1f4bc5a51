package pl.automateforge.agent.database;

import java.util.Locale;

/**
 * A piece of a statement; comments and spaces are none.
 *
 * @param text lower case for words, the name for parameters and quoted names, as written otherwise
 * @param offset in the statement
 */
public record Token(Kind kind, String text, int offset) {

  /** What a piece is. */
  public enum Kind {
    /** A keyword or an unquoted name. */
    WORD,
    /** A quoted name. */
    NAME,
    /** A named parameter. */
    PARAMETER,
    /** A string or a number. */
    LITERAL,
    /** One sign. */
    SIGN
  }

  static Token word(String written, int offset) {
    return new Token(Kind.WORD, written.toLowerCase(Locale.ROOT), offset);
  }

  /** Whether it is this keyword or this sign. */
  public boolean is(String expected) {
    return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(expected);
  }

  /** Whether it names a column or a table. */
  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.NAME;
  }
}
