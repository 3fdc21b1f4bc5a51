package pl.automateforge.agent.database;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a statement as its database would: what looks like a parameter within quotes, comments,
 * dollar quotes or casts is none.
 */
final class SqlLexer {
  private static final Pattern DOLLAR_TAG = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
  private static final Pattern PARAMETER = Pattern.compile(":([\\p{L}_][\\p{L}\\p{N}_]*+)");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_@#][\\p{L}\\p{N}_$@#]*+");
  private static final Pattern NUMBER =
      Pattern.compile("(?:\\d[\\d_]*+(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");

  private final String sql;
  private final Dialect dialect;
  private final List<Token> tokens = new ArrayList<>();
  private final StringBuilder jdbc = new StringBuilder();
  private int at;

  SqlLexer(String sql, Dialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
  }

  /** All of it, once. */
  List<Token> tokens() throws InvalidSqlException {
    while (at < sql.length()) {
      int start = at;
      boolean verbatim = step(sql.charAt(at));
      if (verbatim) {
        jdbc.append(sql, start, at);
      }
    }
    return List.copyOf(tokens);
  }

  /** The statement with a question mark for each parameter, once the tokens were read. */
  String jdbc() {
    return jdbc.toString();
  }

  /** Takes one piece; false where it wrote what JDBC shall see by itself. */
  private boolean step(char c) throws InvalidSqlException {
    switch (c) {
      case '\'' -> string();
      case '"' -> quoted('"', dialect == Dialect.MARIADB);
      case ':' -> {
        return colon();
      }
      case '?' -> {
        questionMark();
        return false;
      }
      default -> other(c);
    }
    return true;
  }

  private void other(char c) throws InvalidSqlException {
    if (isLineComment(c)) {
      int end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length() : end;
    } else if (sql.startsWith("/*", at)) {
      blockComment();
    } else if (c == '`' && dialect.hasBackticks()) {
      quoted('`', false);
    } else if (c == '[' && dialect.hasBrackets()) {
      quoted(']', false);
    } else if (!dollarQuoted(c) && !matched(NUMBER, Token.Kind.LITERAL) && !word()) {
      if (!Character.isWhitespace(c)) {
        tokens.add(new Token(Token.Kind.SIGN, String.valueOf(c), at));
      }
      at++;
    }
  }

  private boolean isLineComment(char c) {
    if (c == '#') {
      return dialect.hasHashComments();
    }
    if (!sql.startsWith("--", at)) {
      return false;
    }
    // To MySQL and MariaDB two dashes are a comment only before a space.
    return dialect != Dialect.MARIADB
        || at + 2 == sql.length()
        || Character.isWhitespace(sql.charAt(at + 2));
  }

  private void blockComment() throws InvalidSqlException {
    int start = at;
    if (dialect == Dialect.MARIADB
        && (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at) || sql.startsWith("/*+", at))) {
      throw new InvalidSqlException(sql, at, "a comment that is executed is not taken");
    }
    int depth = 0;
    do {
      if (sql.startsWith("/*", at) && (depth == 0 || dialect.nestsComments())) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
      if (at > sql.length() || (at == sql.length() && depth > 0)) {
        throw new InvalidSqlException(sql, start, "the comment is not closed");
      }
    } while (depth > 0);
  }

  private void string() throws InvalidSqlException {
    boolean escapes = dialect.hasBackslashes() || isEscapeString();
    int start = at;
    skipQuoted('\'', escapes);
    tokens.add(new Token(Token.Kind.LITERAL, sql.substring(start, at), start));
  }

  /** Whether a PostgreSQL string follows an E without a space. */
  private boolean isEscapeString() {
    return dialect == Dialect.POSTGRESQL
        && !tokens.isEmpty()
        && tokens.getLast().is("e")
        && tokens.getLast().offset() == at - 1;
  }

  private void quoted(char end, boolean isString) throws InvalidSqlException {
    int start = at;
    skipQuoted(end, isString);
    String doubled = String.valueOf(end).repeat(2);
    String inner = sql.substring(start + 1, at - 1).replace(doubled, String.valueOf(end));
    tokens.add(new Token(isString ? Token.Kind.LITERAL : Token.Kind.NAME, inner, start));
  }

  private void skipQuoted(char end, boolean escapes) throws InvalidSqlException {
    int start = at;
    at++;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (escapes && c == '\\') {
        at += 2;
      } else if (c != end) {
        at++;
      } else if (at + 1 < sql.length() && sql.charAt(at + 1) == end) {
        at += 2;
      } else {
        at++;
        return;
      }
    }
    throw new InvalidSqlException(sql, start, "the quote is not closed");
  }

  private boolean dollarQuoted(char c) throws InvalidSqlException {
    if (c != '$' || dialect != Dialect.POSTGRESQL) {
      return false;
    }
    Matcher tag = DOLLAR_TAG.matcher(sql).region(at, sql.length());
    if (!tag.lookingAt()) {
      return false;
    }
    int end = sql.indexOf(tag.group(), tag.end());
    if (end < 0) {
      throw new InvalidSqlException(sql, at, "the quote " + tag.group() + " is not closed");
    }
    tokens.add(new Token(Token.Kind.LITERAL, sql.substring(tag.end(), end), at));
    at = end + tag.group().length();
    return true;
  }

  private boolean word() {
    Matcher word = WORD.matcher(sql).region(at, sql.length());
    if (!word.lookingAt()) {
      return false;
    }
    tokens.add(Token.word(word.group(), at));
    at = word.end();
    return true;
  }

  private boolean matched(Pattern pattern, Token.Kind kind) {
    Matcher matcher = pattern.matcher(sql).region(at, sql.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    tokens.add(new Token(kind, matcher.group(), at));
    at = matcher.end();
    return true;
  }

  /** True where it is a cast, an assignment or a lone colon, which stay as they are. */
  private boolean colon() {
    Matcher name = PARAMETER.matcher(sql).region(at, sql.length());
    if (name.lookingAt()) {
      tokens.add(new Token(Token.Kind.PARAMETER, name.group(1), at));
      jdbc.append('?');
      at = name.end();
      return false;
    }
    boolean two = sql.startsWith("::", at) || sql.startsWith(":=", at);
    String sign = two ? sql.substring(at, at + 2) : ":";
    tokens.add(new Token(Token.Kind.SIGN, sign, at));
    at += sign.length();
    return true;
  }

  private void questionMark() throws InvalidSqlException {
    if (dialect != Dialect.POSTGRESQL) {
      throw new InvalidSqlException(sql, at, "parameters have names, such as :category, not ?");
    }
    // PostgreSQL has operators of this sign, and its driver wants them doubled.
    tokens.add(new Token(Token.Kind.SIGN, "?", at));
    jdbc.append("??");
    at++;
  }
}
