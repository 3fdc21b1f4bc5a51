package pl.automateforge.agent.database;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.net.Egress;

/**
 * One database of a spec: opened when it is first used, and anew after any doubt. For any number of
 * threads; as many statements run at once as there may be connections, the others wait. Whoever
 * waits may be interrupted, and no wait is longer than the times of its {@link DatabaseUse}: then
 * the connection's socket is closed.
 */
public final class Database implements AutoCloseable {
  private final DatabaseAddress address;
  private final DatabaseUse use;
  private final Sessions sessions;

  private Database(DatabaseAddress address, Egress egress, DatabaseUse use) {
    this.address = address;
    this.use = use;
    this.sessions = new Sessions(new Connector(address, egress, use), address, use);
  }

  /**
   * A database that was not touched yet, save for resolving its name.
   *
   * @param url bound; never shown
   * @param folder what the path of a file is relative to
   * @throws UnfitDatabaseException where the address cannot or must not be used
   */
  public static Database of(String url, Path folder, Egress egress, DatabaseUse use)
      throws UnfitDatabaseException {
    DatabaseAddress address = new Addresses(folder).read(url);
    Optional<String> refusal = refusal(address, egress, use);
    if (refusal.isPresent()) {
      throw new UnfitDatabaseException(refusal.get(), true);
    }
    return new Database(address, egress, use);
  }

  private static Optional<String> refusal(DatabaseAddress address, Egress egress, DatabaseUse use) {
    if (address.file() != null) {
      return Optional.empty();
    }
    String scheme = address.transport() == Transport.UNVERIFIED ? "http" : "https";
    String host = address.host().indexOf(':') >= 0 ? "[" + address.host() + "]" : address.host();
    return egress.refusal(URI.create(scheme + "://" + host + ":" + address.port()), use.writes());
  }

  /** Whose rules statements follow. */
  public Dialect dialect() {
    return address.dialect();
  }

  /** What and where it is, for a person; nothing secret is in it. */
  public String shown() {
    return address.shown();
  }

  /** Takes rows one by one. */
  @FunctionalInterface
  public interface Rows {
    /**
     * One row; called by another thread than the one that reads.
     *
     * @param columns the wanted ones, as text
     * @return whether more rows are wanted
     */
    boolean row(List<@Nullable String> columns);
  }

  /**
   * Reads rows, in a transaction that is rolled back.
   *
   * @param parameters a text, a number or null for each name
   * @param columns which to read, by name
   * @throws DatabaseException where it cannot be read
   * @throws InterruptedException where the waiting thread was interrupted
   */
  public void read(
      SqlText query, Map<String, @Nullable Object> parameters, List<String> columns, Rows rows)
      throws DatabaseException, InterruptedException {
    read(query.jdbc(), query.parameters().stream().map(parameters::get).toList(), columns, rows);
  }

  /**
   * Reads the rows of a query in which one column holds this text.
   *
   * @throws DatabaseException of the kind STATEMENT also where this query cannot be asked so
   */
  public void readWhere(
      SqlText query,
      Map<String, @Nullable Object> parameters,
      String column,
      String value,
      List<String> columns,
      Rows rows)
      throws DatabaseException, InterruptedException {
    String name = "wanted." + dialect().identifier(column);
    String compared = dialect() == Dialect.SQLITE ? "cast(" + name + " as text)" : name;
    List<@Nullable Object> values = new ArrayList<>();
    query.parameters().forEach(parameter -> values.add(parameters.get(parameter)));
    values.add(value);
    String wrapped =
        "select * from (\n" + query.withoutSemicolon() + "\n) wanted where " + compared;
    read(wrapped + " = ?", values, columns, rows);
  }

  private void read(String jdbc, List<@Nullable Object> values, List<String> columns, Rows rows)
      throws DatabaseException, InterruptedException {
    waitFor(
        new Attempt(),
        (session, attempt) -> {
          Connection connection = session.connection();
          try (PreparedStatement statement = connection.prepareStatement(jdbc)) {
            statement.setFetchSize(200);
            limit(statement);
            bind(statement, values);
            try (ResultSet result = statement.executeQuery()) {
              handOut(result, columns, rows);
            }
          }
          connection.rollback();
          return true;
        });
  }

  private static void handOut(ResultSet result, List<String> columns, Rows rows)
      throws SQLException {
    boolean wanted = true;
    while (wanted && result.next()) {
      List<@Nullable String> row = new ArrayList<>(columns.size());
      for (String column : columns) {
        row.add(result.getString(column));
      }
      wanted = rows.row(row);
    }
  }

  /** Runs one statement and commits it. */
  public WriteOutcome write(SqlText statement, Map<String, @Nullable Object> parameters)
      throws InterruptedException {
    return new Writing(this, statement, parameters).perform();
  }

  /** Logs in and asks who is there. */
  public ServerFacts facts() throws DatabaseException, InterruptedException {
    return waitFor(
        new Attempt(),
        (session, attempt) -> {
          long start = System.nanoTime();
          DatabaseMetaData data = session.connection().getMetaData();
          if (!session.connection().isValid(Connector.seconds(use.connect()))) {
            throw new SQLException("the connection is not valid", "08000");
          }
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          String user = address.file() == null ? data.getUserName() : "";
          String product = data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
          session.connection().rollback();
          return new ServerFacts(product, user == null ? "" : user, session.verified(), took);
        });
  }

  /**
   * Whether no two rows of a table can hold the same in this column alone.
   *
   * @param schema null where the statement names none
   */
  public boolean isUnique(@Nullable String schema, String table, String column)
      throws DatabaseException, InterruptedException {
    return waitFor(
        new Attempt(),
        (session, attempt) -> {
          Connection connection = session.connection();
          Map<String, List<String>> indexes = new HashMap<>();
          try (ResultSet index =
              connection
                  .getMetaData()
                  .getIndexInfo(connection.getCatalog(), schema, table, true, true)) {
            while (index.next()) {
              String name = index.getString("INDEX_NAME");
              String part = index.getString("COLUMN_NAME");
              if (name != null && part != null && index.getString("FILTER_CONDITION") == null) {
                indexes.computeIfAbsent(name, _ -> new ArrayList<>()).add(part);
              }
            }
          }
          connection.rollback();
          return indexes.values().stream()
              .anyMatch(parts -> parts.size() == 1 && parts.getFirst().equalsIgnoreCase(column));
        });
  }

  /**
   * Lets the database look at a statement without running it: tables, columns, types.
   *
   * @throws DatabaseException of the kind STATEMENT where it would be refused
   */
  public void prepare(SqlText statement) throws DatabaseException, InterruptedException {
    waitFor(
        new Attempt(),
        (session, attempt) -> {
          try (PreparedStatement prepared =
              session.connection().prepareStatement(statement.jdbc())) {
            if (dialect() == Dialect.POSTGRESQL) {
              prepared.getParameterMetaData();
            }
          }
          session.connection().rollback();
          return true;
        });
  }

  /** What is done with an open connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Session session, Attempt attempt) throws SQLException;
  }

  private <T> T waitFor(Attempt attempt, Work<T> work)
      throws DatabaseException, InterruptedException {
    try {
      return run(attempt, work);
    } catch (SQLException e) {
      throw Failures.ofReading(e, address);
    } catch (TimeoutException e) {
      throw Failures.connection(
          shown() + " gave no answer within " + seconds() + " s",
          "make the statement faster, or give it more time by limits.itemTimeout",
          e);
    }
  }

  /**
   * Does it on a thread of its own, since no driver heeds an interrupt.
   *
   * @throws TimeoutException where it was given up
   */
  <T> T run(Attempt attempt, Work<T> work)
      throws SQLException, DatabaseException, TimeoutException, InterruptedException {
    if (!sessions.permit()) {
      throw new TimeoutException();
    }
    FutureTask<T> task = new FutureTask<>(() -> sessions.use(attempt, work));
    Thread.ofVirtual().name("database").start(task);
    try {
      return task.get(use.connect().plus(use.call()).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (TimeoutException | InterruptedException e) {
      attempt.giveUp();
      throw e;
    }
  }

  private static DatabaseException unwrapped(ExecutionException e) throws SQLException {
    return switch (e.getCause()) {
      case SQLException sql -> throw sql;
      case DatabaseException ours -> ours;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException(e);
    };
  }

  /** The server's own limit comes before ours, since it ends without a broken connection. */
  void limit(PreparedStatement statement) throws SQLException {
    // SQLite's driver would take it for how long a lock is waited for.
    if (dialect() != Dialect.SQLITE) {
      statement.setQueryTimeout(Connector.seconds(use.call()));
    }
  }

  static void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      switch (values.get(i)) {
        case null -> statement.setNull(i + 1, java.sql.Types.VARCHAR);
        case Double number -> statement.setDouble(i + 1, number);
        case String text -> statement.setString(i + 1, text);
        case Object other ->
            throw new IllegalArgumentException("a parameter of " + other.getClass());
      }
    }
  }

  long seconds() {
    return Connector.seconds(use.connect().plus(use.call()));
  }

  DatabaseAddress address() {
    return address;
  }

  /** Closes the connections that nobody uses; may be called twice. */
  @Override
  public void close() {
    sessions.close();
  }
}
