package pl.automateforge.agent.action.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.database.Database;
import pl.automateforge.agent.database.DatabaseException;
import pl.automateforge.agent.database.DatabaseUse;
import pl.automateforge.agent.database.Dialect;
import pl.automateforge.agent.database.ServerFacts;
import pl.automateforge.agent.database.SqlText;
import pl.automateforge.agent.database.UnfitDatabaseException;
import pl.automateforge.agent.database.WriteOutcome;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Limits;

/**
 * Runs one statement in a transaction of its own. Class A where the statement's words show that
 * running it twice leaves what running it once leaves, else D.
 */
public final class SqlAction implements Action {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
  private static final int SHOWN = 200;

  private final String name;
  private final Database database;
  private final SqlText statement;
  private final SqlValues values;
  private final Repeating repeating;
  private volatile boolean unique;

  private SqlAction(String name, Database database, SqlText statement, SqlValues values) {
    this.name = name;
    this.database = database;
    this.statement = statement;
    this.values = values;
    this.repeating = RepeatRules.of(statement);
  }

  /**
   * Touches no database yet; resolves the host's name.
   *
   * @param fields the names of the answer's fields, which the statement may use
   * @param folder of the spec: the path of a SQLite file is relative to it
   * @throws pl.automateforge.agent.database.InvalidSqlException where the statement cannot be used
   * @throws UnfitDatabaseException where the address cannot be used, or the egress policy forbids
   *     it
   */
  public static SqlAction of(
      String name,
      ActionSpec.Sql spec,
      List<String> fields,
      Bindings bindings,
      Egress egress,
      Limits limits,
      Path folder)
      throws UnfitDatabaseException {
    String url = bindings.resolve(spec.url());
    Duration call =
        limits.itemTimeout().compareTo(LONGEST_CALL) > 0 ? LONGEST_CALL : limits.itemTimeout();
    // One file takes one writer; elsewhere two keep the way busy while one commits.
    int connections = url.startsWith("jdbc:sqlite:") ? 1 : 2;
    Database database =
        Database.of(
            url, folder, egress, new DatabaseUse(true, connections, limits.connectTimeout(), call));
    SqlText statement = SqlText.of(spec.statement(), database.dialect());
    var values = new SqlValues(fields);
    statement.checkParameters(values.names());
    return new SqlAction(name, database, statement, values);
  }

  /**
   * What is wrong with the statement; empty where nothing is.
   *
   * @param url as the spec has it: where it does not tell the database, the rules of each are tried
   * @param fields the names of the answer's fields
   */
  public static Optional<String> unusable(String url, String statement, List<String> fields) {
    return Dialect.refusal(
        url,
        dialect -> SqlText.of(statement, dialect).checkParameters(new SqlValues(fields).names()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EffectClass effectClass() {
    return repeating instanceof Repeating.Doubles ? EffectClass.D : EffectClass.A;
  }

  @Override
  public String describe(EffectRequest request) {
    String words = statement.written().strip().replaceAll("\\s+", " ");
    return String.format(
        Locale.ROOT,
        "run \"%s\" in %s (sql \"%s\"): category %s",
        words.length() <= SHOWN ? words : words.substring(0, SHOWN) + "…",
        database.shown(),
        name,
        request.category());
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) throws InterruptedException {
    if (Thread.interrupted()) {
      Thread.currentThread().interrupt();
      return new EffectResult.NotNow("stopped before anything was sent", null);
    }
    try {
      if (!isUnique()) {
        return new EffectResult.Refused(doubling());
      }
    } catch (DatabaseException e) {
      return e.kind() == DatabaseException.Kind.FORBIDDEN
          ? new EffectResult.Refused(e.sentence())
          : new EffectResult.NotNow("not sent: " + e.sentence(), null);
    }
    return result(database.write(statement, values.of(request)));
  }

  private EffectResult result(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Committed done ->
          new EffectResult.Done(
              "committed, " + done.rows() + (done.rows() == 1 ? " row" : " rows"));
      case WriteOutcome.NotNow later -> new EffectResult.NotNow(later.cause(), null);
      case WriteOutcome.Refused refused -> new EffectResult.Refused(refused.cause());
      case WriteOutcome.Unknown unknown ->
          effectClass() == EffectClass.A
              ? new EffectResult.NotNow(unknown.cause(), null)
              : new EffectResult.Unknown(unknown.cause());
    };
  }

  /** Whether what makes repeats harmless is there; asked of the database once. */
  private boolean isUnique() throws DatabaseException, InterruptedException {
    if (!unique) {
      unique =
          switch (repeating) {
            case Repeating.HarmlessIfUnique where ->
                database.isUnique(where.schema(), where.table(), where.column());
            case Repeating.Harmless _, Repeating.Doubles _ -> true;
          };
    }
    return unique;
  }

  private String doubling() {
    return repeating instanceof Repeating.HarmlessIfUnique where
        ? "the column %s of %s has no unique key of its own, so a repeat would double the row"
            .formatted(where.column(), where.table())
        : "a repeat would double the row";
  }

  @Override
  public CheckResult check() {
    try {
      ServerFacts facts = database.facts();
      database.prepare(statement);
      return isUnique()
          ? new CheckResult.Fine(seen(facts))
          : new CheckResult.Failed(
              doubling(),
              "give the column a unique key"
                  + (database.dialect() == Dialect.MARIADB
                      ? ""
                      : ", or name it: on conflict (column) do nothing"));
    } catch (DatabaseException e) {
      return new CheckResult.Failed(e.sentence(), e.cure());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CheckResult.Failed("the check was stopped", "run it again");
    }
  }

  private String seen(ServerFacts facts) {
    return String.format(
        Locale.ROOT,
        "%s (%s)%s%s knows the statement, which was not run; one round trip %d ms",
        database.shown(),
        facts.product(),
        facts.user().isEmpty() ? "" : " as " + facts.user(),
        facts.encrypted() ? ", TLS" : "",
        facts.took().toMillis());
  }

  @Override
  public void close() {
    database.close();
  }
}
