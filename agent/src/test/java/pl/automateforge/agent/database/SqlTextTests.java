package pl.automateforge.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SqlTextTests {

  @ParameterizedTest
  @EnumSource
  void putsAQuestionMarkForEachParameter(Dialect dialect) throws Exception {
    SqlText sql =
        SqlText.of("insert into t(a, b) values (:id, :category) -- as :asked\n;", dialect);

    assertThat(sql.jdbc()).isEqualTo("insert into t(a, b) values (?, ?) -- as :asked\n;");
    assertThat(sql.parameters()).containsExactly("id", "category");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "POSTGRESQL | select ':a' || :b",
        "POSTGRESQL | select 'it''s :a' || :b",
        "POSTGRESQL | select \"a:a\", :b",
        "POSTGRESQL | select $$ :a $$ || :b",
        "POSTGRESQL | select $x$ $$ :a $y$ $x$ || :b",
        "POSTGRESQL | select E'\\':a' || :b",
        "POSTGRESQL | select '\\' || :b",
        "POSTGRESQL | select now()::date, :b::text",
        "POSTGRESQL | select f(x := :b)",
        "POSTGRESQL | select /* :a /* :a */ :a */ :b",
        "POSTGRESQL | select 1 -- :a",
        "MARIADB | select '\\':a' , :b",
        "MARIADB | select `:a`, \"\\\":a\", :b # :a",
        "MARIADB | select 5--:b",
        "SQLSERVER | select [a:a], :b",
        "SQLITE | select [a:a], `:a`, :b",
      })
  void readsNoParameterWithinQuotesCommentsAndCasts(Dialect dialect, String written)
      throws Exception {
    assertThat(SqlText.of(written, dialect).parameters()).isSubsetOf("b");
    if (written.contains(":b")) {
      assertThat(SqlText.of(written, dialect).parameters()).containsExactly("b");
    }
  }

  @Test
  void doublesTheOperatorsOfPostgres() throws Exception {
    assertThat(SqlText.of("select a ? 'k' from t where b = :b", Dialect.POSTGRESQL).jdbc())
        .isEqualTo("select a ?? 'k' from t where b = ?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SQLITE | select ? | line 1, column 8: parameters have names",
        "SQLITE | select 'a | line 1, column 8: the quote is not closed",
        "POSTGRESQL | select $a$ b | line 1, column 8: the quote $a$ is not closed",
        "POSTGRESQL | select /* b | line 1, column 8: the comment is not closed",
        "MARIADB | select /*! 1 */ 2 | line 1, column 8: a comment that is executed",
        "SQLITE | select 1; drop table t | line 1, column 9: one statement was expected",
        "SQLITE | ; | a statement was expected",
        "SQLITE | -- nothing | a statement was expected",
      })
  void refusesWhatItCannotTakeApart(Dialect dialect, String written, String message) {
    assertThatThrownBy(() -> SqlText.of(written, dialect))
        .isInstanceOf(InvalidSqlException.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesThePlaceOfAnUnknownParameter() throws Exception {
    SqlText sql = SqlText.of("insert into t\nvalues (:id, :categry)", Dialect.SQLITE);

    assertThatThrownBy(() -> sql.checkParameters(List.of("id", "category")))
        .isInstanceOf(InvalidSqlException.class)
        .hasMessage(
            "line 2, column 14: the parameter :categry is not known; expected one of :id, :category");
  }

  @Property(tries = 500)
  void endsOnWhateverIsWritten(@ForAll String text, @ForAll Dialect dialect) {
    try {
      SqlText sql = SqlText.of(text, dialect);
      assertThat(sql.tokens()).isNotEmpty();
    } catch (InvalidSqlException e) {
      assertThat(e.sentence()).isNotBlank();
    }
  }
}
