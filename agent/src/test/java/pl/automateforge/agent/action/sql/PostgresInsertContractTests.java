package pl.automateforge.agent.action.sql;

/** A plain insert, which is of class D. */
class PostgresInsertContractTests extends PostgresActionContractTests {
  @Override
  String statement() {
    return "insert into mails(effect, category, subject) values (:effect, :category, :subject)";
  }
}
