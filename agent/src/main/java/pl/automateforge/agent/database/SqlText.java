package pl.automateforge.agent.database;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One statement of a spec with its named parameters. Immutable.
 *
 * @param written as the spec has it
 * @param dialect whose rules of quoting apply
 * @param jdbc the same with a question mark for each parameter
 * @param tokens without comments, and without a semicolon at the end
 */
public record SqlText(String written, Dialect dialect, String jdbc, List<Token> tokens) {
  private static final int MOST_CHARACTERS = 100_000;

  public SqlText {
    tokens = List.copyOf(tokens);
  }

  /**
   * Reads a statement.
   *
   * @throws InvalidSqlException where it is empty, too long, more than one, or not closed
   */
  public static SqlText of(String written, Dialect dialect) throws InvalidSqlException {
    if (written.length() > MOST_CHARACTERS) {
      throw new InvalidSqlException(
          "the statement has %d characters, at most %d are taken"
              .formatted(written.length(), MOST_CHARACTERS));
    }
    SqlLexer lexer = new SqlLexer(written, dialect);
    List<Token> all = lexer.tokens();
    int end = all.size();
    while (end > 0 && all.get(end - 1).is(";")) {
      end--;
    }
    List<Token> tokens = all.subList(0, end);
    for (Token token : tokens) {
      if (token.is(";")) {
        throw new InvalidSqlException(
            written, token.offset(), "one statement was expected, and another one follows");
      }
    }
    if (tokens.isEmpty()) {
      throw new InvalidSqlException("a statement was expected, and there is none");
    }
    return new SqlText(written, dialect, lexer.jdbc(), tokens);
  }

  /** The parameters in the order of the question marks. */
  public List<String> parameters() {
    return tokens.stream()
        .filter(token -> token.kind() == Token.Kind.PARAMETER)
        .map(Token::text)
        .toList();
  }

  /** Whether this keyword stands in it, outside of quotes and comments. */
  public boolean has(String keyword) {
    return tokens.stream().anyMatch(token -> token.is(keyword));
  }

  /**
   * Refuses a parameter that nothing fills.
   *
   * @throws InvalidSqlException naming the first one and its place
   */
  public void checkParameters(Collection<String> known) throws InvalidSqlException {
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.PARAMETER && !known.contains(token.text())) {
        String names = known.stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        throw new InvalidSqlException(
            written,
            token.offset(),
            "the parameter :" + token.text() + " is not known; expected one of " + names);
      }
    }
  }

  /** The statement before its last semicolon, for JDBC. */
  String withoutSemicolon() {
    String text = jdbc.stripTrailing();
    return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
  }
}
