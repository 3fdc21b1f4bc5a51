package pl.automateforge.agent.source.sql;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.database.Database;
import pl.automateforge.agent.database.DatabaseException;
import pl.automateforge.agent.database.Dialect;
import pl.automateforge.agent.database.InvalidSqlException;
import pl.automateforge.agent.database.SqlText;
import pl.automateforge.agent.database.Token;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.spec.SourceSpec;

/**
 * The query of a spec with the columns that make an item.
 *
 * @param id the column of the id
 * @param text the column of the text
 */
record ItemQuery(SqlText sql, String id, String text) {
  private static final String CURSOR = "cursor";
  private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge");
  private static final Set<String> WHEN_NULL = Set.of("coalesce", "ifnull", "isnull", "nvl");

  static ItemQuery of(SourceSpec.Sql spec, Dialect dialect) throws InvalidSqlException {
    SqlText sql = SqlText.of(spec.query(), dialect);
    boolean reads = sql.tokens().getFirst().is("select") || sql.tokens().getFirst().is("with");
    if (!reads) {
      throw new InvalidSqlException(
          "a query that begins with select or with was expected, not "
              + sql.tokens().getFirst().text());
    }
    refuseWriting(sql);
    sql.checkParameters(List.of(CURSOR));
    var query = new ItemQuery(sql, spec.id(), spec.text());
    query.checkCursor();
    return query;
  }

  /** A part of a query may write too; the database would refuse it only when it is run. */
  private static void refuseWriting(SqlText sql) throws InvalidSqlException {
    List<Token> tokens = sql.tokens();
    for (int i = 1; i + 1 < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean begins = tokens.get(i - 1).is("(") && !tokens.get(i + 1).is("(");
      if (token.is("into") || (begins && WRITING.stream().anyMatch(token::is))) {
        throw new InvalidSqlException(
            "a query that only reads was expected, and this one has a part that writes: "
                + token.text());
      }
    }
  }

  /** Before the first run there is no cursor: a comparison with null would never find a row. */
  private void checkCursor() throws InvalidSqlException {
    if (!hasCursor()) {
      return;
    }
    if (WHEN_NULL.stream().noneMatch(sql::has)) {
      throw new InvalidSqlException(
          ":cursor is null in the first run; expected a comparison such as"
              + " id > coalesce(:cursor, 0)");
    }
    if (!sql.has("order")) {
      throw new InvalidSqlException(
          "a query with :cursor was expected to end in order by with the column of the id");
    }
  }

  boolean hasCursor() {
    return sql.parameters().contains(CURSOR);
  }

  /** All rows after the cursor, as id and text. */
  void rows(Database database, Cursor after, Database.Rows rows)
      throws DatabaseException, InterruptedException {
    database.read(sql, parameters(after), List.of(id, text), rows);
  }

  /** The rows with one id, as far as the database can look for it. */
  void rowsWith(Database database, String key, Database.Rows rows)
      throws DatabaseException, InterruptedException {
    database.readWhere(sql, parameters(Cursor.START), id, key, List.of(id, text), rows);
  }

  private static Map<String, @Nullable Object> parameters(Cursor after) {
    return Collections.singletonMap(CURSOR, after.equals(Cursor.START) ? null : after.value());
  }
}
