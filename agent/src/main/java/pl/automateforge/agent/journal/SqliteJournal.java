package pl.automateforge.agent.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.sqlite.SQLiteConfig;
import pl.automateforge.agent.check.CheckResult;

/**
 * The journal in one SQLite file: WAL, every commit forced to disk, one writer. Whoever opens it
 * for writing holds the state folder's lock first; reading needs no lock.
 */
public final class SqliteJournal implements Journal {
  /** The file's name in the state folder. */
  public static final String FILE = "journal.db";

  private static final int FORMAT = 3;
  private static final int BUSY_MILLIS = 10_000;

  private final JournalWriter writer;
  private final SqliteView view;

  private SqliteJournal(JournalWriter writer, SqliteView view) {
    this.writer = writer;
    this.view = view;
  }

  /**
   * Opens the journal of a state folder, and makes it where there is none.
   *
   * @param agent the agent's name: a journal belongs to one agent
   * @throws JournalException where it belongs to another agent, a newer release wrote it, or it
   *     cannot be opened
   */
  public static SqliteJournal open(Path state, String agent, Clock clock) {
    Path file = state.resolve(FILE);
    try {
      Files.createDirectories(state);
      boolean there = Files.exists(file) && Files.size(file) > 0;
      Connection connection = connect(file, false);
      try {
        if (there) {
          refuseEmpty(connection, file);
        }
        migrate(connection, file);
        claim(connection, agent, file);
        return new SqliteJournal(
            new JournalWriter(connection, file, clock), SqliteView.open(state));
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException | IOException e) {
      throw new JournalException("cannot open the journal " + file + ": " + e.getMessage(), e);
    }
  }

  /** Whether a state folder holds a journal. */
  public static boolean exists(Path state) {
    return Files.isRegularFile(state.resolve(FILE));
  }

  /**
   * Leaves a word for the agent, from any process. The agent deals with it when it looks next.
   *
   * @return the word's number
   */
  public static long say(
      Path state, String kind, String subject, String word, String by, Instant at) {
    try (Connection connection = connect(state.resolve(FILE), false);
        Statements sql = new Statements(connection)) {
      sql.update(
          "insert into inbox (at, kind, subject, word, by) values (?, ?, ?, ?, ?)",
          at.toEpochMilli(),
          kind,
          subject,
          word,
          by);
      try (ResultSet rows = sql.bind("select last_insert_rowid()").executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new JournalException("cannot reach the journal's inbox: " + e.getMessage(), e);
    }
  }

  static Connection connect(Path file, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setReadOnly(readOnly);
    // Else the driver asks for the last row's number after each statement.
    config.setGetGeneratedKeys(false);
    if (!readOnly) {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    }
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  /**
   * A file without our tables is no journal: most likely its {@code -wal} file was left behind when
   * it was copied. Taking it for a new one would do everything again.
   */
  static void refuseEmpty(Connection connection, Path file) throws SQLException {
    if (format(connection) == 0) {
      connection.close();
      throw new JournalException(
          file
              + " holds no journal: was it copied without its "
              + FILE
              + "-wal? Copy the whole state folder while no agent runs; only where no agent ever"
              + " worked there, remove the file");
    }
  }

  private static void migrate(Connection connection, Path file) throws SQLException, IOException {
    int format = format(connection);
    if (format == FORMAT) {
      return;
    }
    if (format > FORMAT) {
      throw new JournalException(
          "the journal "
              + file
              + " has format "
              + format
              + ", this release knows up to "
              + FORMAT
              + ": use the newer release that wrote it");
    }
    for (int next = format + 1; next <= FORMAT; next++) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("begin immediate");
        for (String sql : script(next).split(";\\s*\\n")) {
          if (!sql.isBlank()) {
            statement.executeUpdate(sql);
          }
        }
        statement.executeUpdate("pragma user_version = " + next);
        statement.executeUpdate("commit");
      }
    }
  }

  private static int format(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("pragma user_version")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String script(int number) throws IOException {
    String name = String.format(java.util.Locale.ROOT, "%03d.sql", number);
    try (InputStream in = SqliteJournal.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the migration " + name + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void claim(Connection connection, String agent, Path file) throws SQLException {
    try (Statements sql = new Statements(connection)) {
      sql.update("insert or ignore into meta (name, value) values ('agent', ?)", agent);
      sql.update(
          "insert or ignore into meta (name, value) values ('incarnation', ?)",
          java.util.UUID.randomUUID().toString());
      try (ResultSet rows =
          sql.bind("select value from meta where name = 'agent'").executeQuery()) {
        rows.next();
        String owner = rows.getString(1);
        if (!owner.equals(agent)) {
          throw new JournalException(
              "the journal "
                  + file
                  + " belongs to the agent "
                  + owner
                  + ", not to "
                  + agent
                  + ": give each agent a state folder of its own");
        }
      }
    }
  }

  @Override
  public void commit(List<? extends Entry> entries) {
    writer.commit(entries);
  }

  @Override
  public JournalView view() {
    return view;
  }

  @Override
  public CheckResult check() {
    return view.firstBrokenLink()
        .<CheckResult>map(seq ->
            new CheckResult.Failed(
                "the journal's chain breaks at fact " + seq,
                "someone changed the file: restore it from a backup, or start a new state"
                    + " folder in observation"))
        .orElseGet(() -> new CheckResult.Fine("the journal's chain is whole"));
  }

  @Override
  public void close() {
    // The writer's connection is the last to close: then the whole journal lies in the one file.
    view.close();
    writer.close();
  }
}
