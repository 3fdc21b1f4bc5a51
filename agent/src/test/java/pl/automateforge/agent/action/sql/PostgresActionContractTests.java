package pl.automateforge.agent.action.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.database.PostgresServer;

/** An upsert in PostgreSQL does what every action does. */
class PostgresActionContractTests extends ActionContractTests {
  private static PostgresServer server;
  private SqlAction action;

  @BeforeAll
  static void startServer() throws Exception {
    server = PostgresServer.get();
  }

  String statement() {
    return """
    insert into mails(effect, category, confidence, sender, subject, summary, deadline)
    values (:effect, :category, :confidence, :sender, :subject, :summary, :deadline)
    on conflict (effect) do update set category = excluded.category
    """;
  }

  @BeforeEach
  void open() {
    server.sql(
        """
        drop table if exists mails;
        create table mails(effect text primary key, category text, confidence numeric,
          sender text, subject text, summary text, deadline date)
        """);
    action = SqlActions.of(server.url(), statement(), Path.of("/"));
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
    return SqlActions.of("jdbc:postgresql://127.0.0.1:1/none", statement(), Path.of("/"));
  }

  @Override
  protected long effectsAtTarget(String effect) {
    return server.number("select count(*) from mails where effect = '" + effect + "'");
  }

  @Override
  protected boolean targetUntouched() {
    return server.number("select count(*) from mails") == 0
        && server.number(
                "select count(*) from pg_stat_activity where application_name = 'AutoForge'")
            == 0;
  }
}
