package pl.automateforge.agent.source.sql;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import pl.automateforge.agent.database.BoundUrl;
import pl.automateforge.agent.database.PostgresServer;
import pl.automateforge.agent.database.UnfitDatabaseException;
import pl.automateforge.agent.net.Egresses;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceContractTests;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.SourceSpec;

/** A PostgreSQL does what every source must do. */
class PostgresSourceContractTests extends SourceContractTests {
  private static PostgresServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = PostgresServer.get();
  }

  /** Runs before the contract opens its source, so the table is there. */
  @BeforeEach
  void createTable() {
    server.sql("drop table if exists letters; create table letters(id bigserial, body text)");
  }

  @Override
  protected Source open() {
    try {
      return SqlSource.of(
          new SourceSpec.Sql(
              new Endpoint("${DB_URL}"), "select id, body from letters order by id", "id", "body"),
          new BoundUrl(server.url()),
          Egresses.resolving(Map.of(), "127.0.0.1"),
          SqlSourceTests.LIMITS,
          Path.of("/"));
    } catch (UnfitDatabaseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected void deliver(String subject) {
    server.sql("insert into letters(body) values (E'Subject: " + subject + "\\r\\nHello')");
  }

  @Override
  protected void remove(String subject) {
    server.sql("delete from letters where body like '%" + subject + "%'");
  }

  @Override
  protected void breakIt() {
    server.sql("drop table letters");
  }
}
