package pl.automateforge.agent.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.database.Attempt.Phase;

/** One statement in one transaction, and what is known of it when something goes wrong. */
final class Writing {
  private final Database database;
  private final SqlText statement;
  private final List<@Nullable Object> values;
  private final Attempt attempt = new Attempt();

  Writing(Database database, SqlText statement, Map<String, @Nullable Object> parameters) {
    this.database = database;
    this.statement = statement;
    this.values = statement.parameters().stream().map(parameters::get).toList();
  }

  WriteOutcome perform() throws InterruptedException {
    try {
      return new WriteOutcome.Committed(database.run(attempt, this::on));
    } catch (DatabaseException e) {
      return e.kind() == DatabaseException.Kind.FORBIDDEN
          ? new WriteOutcome.Refused(e.sentence())
          : new WriteOutcome.NotNow("not sent: " + e.sentence());
    } catch (SQLException e) {
      return afterFailure(e);
    } catch (TimeoutException e) {
      return givenUp("no answer within " + database.seconds() + " s");
    } catch (InterruptedException e) {
      // What is known of the effect would be lost with an exception.
      Thread.currentThread().interrupt();
      return givenUp("stopped");
    }
  }

  private long on(Session session, Attempt running) throws SQLException {
    Connection connection = session.connection();
    long rows;
    try (PreparedStatement prepared = connection.prepareStatement(statement.jdbc())) {
      database.limit(prepared);
      Database.bind(prepared, values);
      prepared.execute();
      rows = Math.max(0, prepared.getUpdateCount());
    }
    if (!running.to(Phase.COMMITTING)) {
      throw new SQLException("given up", "08000");
    }
    connection.commit();
    running.committed(rows);
    return rows;
  }

  private WriteOutcome afterFailure(SQLException e) {
    Dialect dialect = database.dialect();
    String where = database.shown() + ": ";
    String why = where + Failures.ofStatement(e, dialect);
    Phase reached = attempt.phase();
    if (reached == Phase.COMMITTING && !Failures.isCertain(e, dialect)) {
      return new WriteOutcome.Unknown(where + "no clear answer to the commit");
    }
    if (Failures.isConnection(e)) {
      return broken(where + "the connection broke before the commit");
    }
    return Failures.passes(e, dialect)
        ? new WriteOutcome.NotNow(why)
        : new WriteOutcome.Refused(why);
  }

  private WriteOutcome givenUp(String why) {
    String sentence = database.shown() + ": " + why;
    return switch (attempt.givenUpIn()) {
      case CONNECTING -> new WriteOutcome.NotNow(sentence + ", before anything was sent");
      case EXECUTING -> broken(sentence + ", before the commit");
      case COMMITTING, GIVEN_UP -> new WriteOutcome.Unknown(sentence + ", during the commit");
      case COMMITTED -> new WriteOutcome.Committed(attempt.rows());
    };
  }

  private WriteOutcome broken(String why) {
    return database.dialect().undoesWhatBroke()
        ? new WriteOutcome.NotNow(why)
        : new WriteOutcome.Unknown(why + ", and the table may be one without transactions");
  }
}
