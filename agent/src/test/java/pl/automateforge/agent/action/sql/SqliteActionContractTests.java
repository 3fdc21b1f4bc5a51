package pl.automateforge.agent.action.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;

/** An insert that ignores what is there, in a file of SQLite. */
class SqliteActionContractTests extends ActionContractTests {
  private static final String STATEMENT =
      "insert or ignore into mails(effect, category, summary) values (:id, :category, :summary)";
  @TempDir Path folder;
  private SqlAction action;

  @BeforeEach
  void open() throws SQLException {
    run("create table mails(effect text primary key, category text, summary text)");
    action = SqlActions.of("jdbc:sqlite:crm.db", STATEMENT, folder);
  }

  @AfterEach
  void close() {
    action.close();
  }

  @Override
  protected Action action() {
    return action;
  }

  @Override
  protected Action actionWithoutTarget() {
    return SqlActions.of("jdbc:sqlite:none.db", STATEMENT, folder);
  }

  @Override
  protected long effectsAtTarget(String effect) {
    return number("select count(*) from mails where effect = '" + effect + "'");
  }

  @Override
  protected boolean targetUntouched() {
    return number("select count(*) from mails") == 0;
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("crm.db"));
  }
}
