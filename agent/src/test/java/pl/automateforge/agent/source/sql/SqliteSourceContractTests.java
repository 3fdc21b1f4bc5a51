package pl.automateforge.agent.source.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.database.BoundUrl;
import pl.automateforge.agent.database.UnfitDatabaseException;
import pl.automateforge.agent.net.Egresses;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceContractTests;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.SourceSpec;

/** A file of SQLite does what every source must do, here by a cursor. */
class SqliteSourceContractTests extends SourceContractTests {
  @TempDir Path folder;

  @BeforeEach
  void createTable() throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists letters(id integer primary key, body text)");
    }
  }

  @Override
  protected Source open() {
    try {
      return SqlSource.of(
          new SourceSpec.Sql(
              new Endpoint("${DB_URL}"),
              "select id, body from letters where id > coalesce(:cursor, 0) order by id",
              "id",
              "body"),
          new BoundUrl("jdbc:sqlite:letters.db"),
          Egresses.ordinary(),
          SqlSourceTests.LIMITS,
          folder);
    } catch (UnfitDatabaseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected void deliver(String subject) throws IOException {
    change("insert into letters(body) values (?)", "Subject: " + subject + "\r\nHello");
  }

  @Override
  protected void remove(String subject) throws IOException {
    change("delete from letters where instr(body, ?) > 0", subject);
  }

  @Override
  protected void breakIt() throws IOException {
    Files.delete(folder.resolve("letters.db"));
    Files.writeString(folder.resolve("letters.db"), "Dear reader, this is a letter.\n".repeat(99));
  }

  private void change(String sql, String value) throws IOException {
    try (Connection connection = connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      statement.execute();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("letters.db"));
  }
}
