package pl.automateforge.agent.database;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;
import pl.automateforge.agent.net.EgressRefusedException;

/** What an exception of a driver means, in words that hold no value. */
final class Failures {
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "HYT00");
  private static final int MARIADB_LOCK_TIMEOUT = 1205;
  private static final int SQLSERVER_LOCK_TIMEOUT = 1222;
  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_CONSTRAINT = 19;
  private static final int LONGEST = 300;

  private Failures() {}

  /** Whether the same may go well later: a deadlock, a lock, a server that is too busy. */
  static boolean passes(SQLException e, Dialect dialect) {
    String state = state(e);
    return switch (dialect) {
      case SQLITE -> sqliteCode(e) == SQLITE_BUSY || sqliteCode(e) == SQLITE_LOCKED;
      case MARIADB -> e.getErrorCode() == MARIADB_LOCK_TIMEOUT || isPassing(e, state);
      case SQLSERVER -> e.getErrorCode() == SQLSERVER_LOCK_TIMEOUT || isPassing(e, state);
      case POSTGRESQL -> isPassing(e, state);
    };
  }

  private static boolean isPassing(SQLException e, String state) {
    return e instanceof SQLTimeoutException || PASSING.contains(state) || state.startsWith("53");
  }

  /** Whether a commit that failed so certainly left nothing behind. */
  static boolean isCertain(SQLException e, Dialect dialect) {
    String state = state(e);
    return dialect == Dialect.SQLITE
        || state.startsWith("23")
        || state.equals("40001")
        || state.equals("40P01");
  }

  /** Whether the connection is gone, so that nothing the server did not commit is left. */
  static boolean isConnection(SQLException e) {
    return state(e).startsWith("08") || cause(e, IOException.class) != null;
  }

  /** Why a statement failed. Texts of the server may hold values of rows, so most are left out. */
  static String ofStatement(SQLException e, Dialect dialect) {
    String state = state(e);
    if (dialect == Dialect.SQLITE) {
      int code = sqliteCode(e);
      return code == 1
          ? "the statement was refused: " + shortened(e)
          : "SQLite error " + code + (code == SQLITE_CONSTRAINT ? ": a constraint forbids it" : "");
    }
    String named = "SQLSTATE " + (state.isEmpty() ? "unknown" : state);
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "22" -> named + ": a value does not fit its column";
      case "23" -> named + ": a constraint forbids it";
      case "25" -> named + ": the transaction is read-only";
      case "40" -> named + ": the database gave it up in favour of another transaction";
      // Errors of syntax and names speak of the spec's own words, which help to put it right.
      case "42" -> named + ": " + shortened(e);
      case "53" -> named + ": the server lacks resources";
      case "57" -> named + ": the server cancelled it";
      default -> named + ", error " + e.getErrorCode();
    };
  }

  /** Why there is no connection. */
  static DatabaseException ofConnecting(SQLException e, DatabaseAddress address) {
    String where = address.shown();
    String state = state(e);
    if (cause(e, UnknownHostException.class) != null) {
      return connection(
          "the name " + address.host() + " cannot be resolved",
          "see that the name in the database's address is right",
          e);
    }
    if (cause(e, SSLException.class) != null) {
      return connection(
          "TLS with " + where + " failed: " + shortened(root(e)),
          "let the server show a certificate that is trusted here and bears the name "
              + address.host()
              + "; towards another machine nothing less is taken",
          e);
    }
    if (cause(e, ConnectException.class) != null) {
      return connection(
          where + " does not accept connections",
          "see that the server runs, listens there and lets this machine in",
          e);
    }
    if (cause(e, SocketTimeoutException.class) != null) {
      return connection(where + " did not answer in time", "see that no firewall is in between", e);
    }
    boolean login = state.startsWith("28") || e.getErrorCode() == 18456;
    return connection(
        where + (login ? " refused the login: " : " cannot be used: ") + told(e, address),
        login
            ? "see that user and password are right, and that the server lets this user in from here"
            : "see that server, database and address fit one another",
        e);
  }

  static DatabaseException forbidden(EgressRefusedException e) {
    return new DatabaseException(
        DatabaseException.Kind.FORBIDDEN,
        e.sentence(),
        "name another address, or allow this one in privacy.inside",
        e);
  }

  static DatabaseException connection(String message, String cure, @Nullable Throwable cause) {
    return new DatabaseException(DatabaseException.Kind.CONNECTION, message, cure, cause);
  }

  static DatabaseException ofReading(SQLException e, DatabaseAddress address) {
    if (isConnection(e)) {
      return connection(
          "the connection to " + address.shown() + " broke", "nothing; it is opened anew", e);
    }
    return new DatabaseException(
        passes(e, address.dialect())
            ? DatabaseException.Kind.CONNECTION
            : DatabaseException.Kind.STATEMENT,
        address.shown() + ": " + ofStatement(e, address.dialect()),
        "try the statement in a client of the database, as the same user",
        e);
  }

  private static String told(SQLException e, DatabaseAddress address) {
    String text = shortened(e);
    String password = address.password() == null ? "" : address.password().value();
    return password.isEmpty() ? text : text.replace(password, "****");
  }

  private static String shortened(Throwable e) {
    String text = String.valueOf(e.getMessage()).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state.toUpperCase(Locale.ROOT);
  }

  private static int sqliteCode(SQLException e) {
    return e instanceof SQLiteException lite ? lite.getResultCode().code & 0xff : e.getErrorCode();
  }

  private static Throwable root(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }
}
