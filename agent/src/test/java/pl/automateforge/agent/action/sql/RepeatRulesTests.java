package pl.automateforge.agent.action.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.database.Dialect;
import pl.automateforge.agent.database.SqlText;

class RepeatRulesTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into t(e, c) values (:effect, :category) on conflict (e) do nothing",
        "insert into s.t(c, e) values (now(), :id) on conflict (e) do nothing returning c",
        "insert into t(e, c) values (:effect, :category) on conflict (e)"
            + " do update set c = excluded.c, d = :subject, f = 'x', g = null;",
        "insert into t(e, k, c) values (:effect, 'mail', :category) on conflict (e, k) do nothing",
        "update t set c = :category, d = 'x', e = :deadline::date where id = :item",
        "merge into t using (values (:effect, :category)) s(e, c) on t.e = :effect"
            + " when not matched then insert (e, c) values (:effect, s.c)",
        "merge into t using (select :effect as e) s on t.e = s.e"
            + " when not matched then insert (e, c) values (s.e, :category)",
      })
  void takesFormsForHarmlessThatItUnderstandsWhole(String statement) throws Exception {
    assertThat(RepeatRules.of(SqlText.of(statement, Dialect.POSTGRESQL)))
        .isInstanceOf(Repeating.Harmless.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into t(e) values (:effect)",
        "insert into t(c) values (:category) on conflict (c) do nothing",
        "insert into t(e, c) values (:effect, :category) on conflict (c) do nothing returning e)",
        "insert into t(e, at) values (:effect, now()) on conflict (e, at) do nothing",
        "insert into t(e, n) values (:effect, 1) on conflict (e) do update set n = t.n + 1",
        "insert into t(e, n) values (:effect, 1) on conflict (e) do update set n = now()",
        "insert into t(e) values (:effect || random()) on conflict (e) do nothing",
        "insert into t(e) values (:effect), (random()) on conflict (e) do nothing",
        "insert into t(e) select :effect from s on conflict (e) do nothing",
        "insert into t(e) values (:effect) /* on conflict (e) do nothing */",
        "insert into t(e, x) values (:effect, 'on conflict (e) do nothing')",
        "with x as (select 1) insert into t(e) values (:effect) on conflict (e) do nothing",
        "update t set n = n + 1 where id = :effect",
        "update t set c = :category",
        "update t set c = :category where id = (select min(id) from t where c is null)",
        "update t set c = :category where id = :item order by id limit 1",
        "update t set c = upper(:category) where id = :item",
        "delete from t where id = :effect",
        "select log_mail(:effect)",
        "merge into t using s on t.e = s.e when not matched then insert values (:effect)",
        "merge into t using (select :effect as e) s on t.e = s.e"
            + " when not matched then insert (e) values (s.e) when matched then update set n = n + 1",
        "merge into t using (select :effect as e) s on t.e = s.e"
            + " when not matched then insert (c) values (:category)",
        "merge into t using (select :effect as e) s on t.e = s.e"
            + " when not matched then insert (c) values (s.e)",
        "merge into t using (select :effect as e) s on t.e = s.e or 1 = 1"
            + " when not matched then insert values (s.e)",
      })
  void trustsNothingElse(String statement) throws Exception {
    assertThat(RepeatRules.of(SqlText.of(statement, Dialect.POSTGRESQL)))
        .isInstanceOf(Repeating.Doubles.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SQLITE | insert or ignore into t(e) values (:effect)",
        "SQLITE | insert or replace into t(e) values (:effect)",
        "MARIADB | insert ignore into t(e) values (:effect)",
        "MARIADB | replace into t(e) values (:effect)",
        "MARIADB | insert into t(e, c) values (:effect, 1) on duplicate key update c = values(c)",
        "POSTGRESQL | insert into t(e) values (:effect) on conflict do nothing",
      })
  void asksForAUniqueKeyWhereTheStatementNamesNone(Dialect dialect, String statement)
      throws Exception {
    assertThat(RepeatRules.of(SqlText.of(statement, dialect)))
        .isEqualTo(new Repeating.HarmlessIfUnique(null, "t", "e"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MARIADB | insert into t(e, n) values (:effect, 1) on duplicate key update n = n + 1",
        "MARIADB | insert ignore into t(n) values (1)",
        "SQLSERVER | insert into t(e) values (:effect)",
        "SQLITE | insert or abort into t(e) values (:effect)",
      })
  void trustsNothingElseInOtherDialects(Dialect dialect, String statement) throws Exception {
    assertThat(RepeatRules.of(SqlText.of(statement, dialect)))
        .isInstanceOf(Repeating.Doubles.class);
  }
}
