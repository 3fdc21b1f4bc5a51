package pl.automateforge.agent.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Brings a journal to the format of this release, each step of it as a whole or not at all. */
final class Migrations {
  /** The format of this release: the number of the last script. */
  static final int FORMAT = 3;

  /** The format since which texts are sealed. */
  private static final int SEALED = 2;

  private final Connection connection;
  private final Path file;
  private final SealedTexts sealing;

  Migrations(Connection connection, Path file, SealedTexts sealing) {
    this.connection = connection;
    this.file = file;
    this.sealing = sealing;
  }

  /** The format of a journal; 0 where there is none yet. */
  static int format(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("pragma user_version")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  static JournalException newer(Path file, int format) {
    return new JournalException(
        "the journal "
            + file
            + " has format "
            + format
            + ", this release knows up to "
            + FORMAT
            + ": use the newer release that wrote it");
  }

  static JournalException older(Path file, int format) {
    return new JournalException(
        "the journal "
            + file
            + " has format "
            + format
            + ", this release reads "
            + FORMAT
            + ": let its agent run once, which brings it there");
  }

  void run() throws SQLException, IOException {
    int format = format(connection);
    if (format > FORMAT) {
      throw newer(file, format);
    }
    if (format > 0 && format < SEALED && sealing.keys().isEmpty()) {
      throw older(file, format);
    }
    for (int next = format + 1; next <= FORMAT; next++) {
      step(next);
    }
  }

  private void step(int number) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("begin immediate");
      try {
        for (String sql : script(number).split(";\\s*\\n")) {
          if (!sql.isBlank()) {
            statement.executeUpdate(sql);
          }
        }
        if (number == SEALED) {
          seal();
        }
        statement.executeUpdate("pragma user_version = " + number);
        statement.executeUpdate("commit");
      } catch (SQLException | IOException | RuntimeException | Error e) {
        rollback(e);
        throw e;
      }
    }
  }

  private void rollback(Throwable failure) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("rollback");
    } catch (SQLException e) {
      // After a full disk the database has rolled back by itself, and says so by refusing to.
      failure.addSuppressed(e);
    }
  }

  private static String script(int number) throws IOException {
    String name = String.format(Locale.ROOT, "%03d.sql", number);
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the migration " + name + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What lay plainly lies sealed. */
  private void seal() throws SQLException {
    try (Statements sql = new Statements(connection)) {
      try (ResultSet rows =
          sql.bind("select * from item_text_plain order by rowid").executeQuery()) {
        while (rows.next()) {
          String item = rows.getString("item");
          ItemTexts texts = RowReader.plainTexts(rows);
          sql.update(
              "insert into item_text (item, container, key, sealed) values (?, ?, ?, ?)",
              item,
              rows.getString("container"),
              rows.getString("key"),
              texts.equals(ItemTexts.NONE) ? null : sealing.texts(item, texts));
        }
      }
      try (ResultSet rows = sql.bind("select * from effect_text_plain").executeQuery()) {
        while (rows.next()) {
          String effect = rows.getString("effect");
          sql.update(
              "insert into effect_text (effect, sealed) values (?, ?)",
              effect,
              sealing.description(effect, rows.getString("description")));
        }
      }
      // Named here, so that an open journal never holds texts under a key that it does not name.
      if (!sealing.keys().isEmpty()) {
        sql.update(
            "insert or replace into meta (name, value) values (?, ?)",
            SealKeys.META,
            sealing.keys().sealing());
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("drop table item_text_plain");
      statement.executeUpdate("drop table effect_text_plain");
      statement.executeUpdate(
          "insert or replace into meta (name, value) values ('" + Scrub.DUE + "', '')");
    }
  }
}
