package pl.automateforge.agent.action.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.database.MariaDbServer;

/** An upsert in MariaDB does what every action does. */
class MariaDbActionContractTests extends ActionContractTests {
  private static final String STATEMENT =
      """
      insert into mails(effect, category, subject, summary, deadline)
      values (:effect, :category, :subject, :summary, :deadline)
      on duplicate key update category = values(category)
      """;
  private static MariaDbServer server;
  private SqlAction action;

  @BeforeAll
  static void startServer() throws Exception {
    server = MariaDbServer.get();
  }

  @BeforeEach
  void open() {
    server.sql(
        "drop table if exists mails",
        "create table mails(effect varchar(64) primary key, category varchar(80),"
            + " subject text, summary mediumtext, deadline date)");
    action = SqlActions.of(server.url(), STATEMENT, Path.of("/"));
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
    return SqlActions.of("jdbc:mariadb://127.0.0.1:1/none", STATEMENT, Path.of("/"));
  }

  @Override
  protected long effectsAtTarget(String effect) {
    return server.number("select count(*) from mails where effect = '" + effect + "'");
  }

  @Override
  protected boolean targetUntouched() {
    return server.number("select count(*) from mails") == 0;
  }
}
