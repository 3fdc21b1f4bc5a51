package pl.automateforge.agent.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import pl.automateforge.agent.net.Destination;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.EgressRefusedException;

/** Opens connections: resolves, checks, and connects to what was checked. */
final class Connector {
  private static final String NAME = "AutoForge";

  private final DatabaseAddress address;
  private final Egress egress;
  private final DatabaseUse use;

  Connector(DatabaseAddress address, Egress egress, DatabaseUse use) {
    this.address = address;
    this.egress = egress;
    this.use = use;
  }

  /**
   * A connection in a transaction of its own, read-only unless it is for writing.
   *
   * @param attempt is told of the sockets as soon as there are any
   */
  Session open(Attempt attempt) throws DatabaseException {
    try {
      Session session = address.file() == null ? server(attempt) : file(address.file());
      attempt.uses(session);
      return session;
    } catch (EgressRefusedException e) {
      throw Failures.forbidden(e);
    } catch (UnknownHostException e) {
      throw Failures.ofConnecting(new SQLException(e), address);
    } catch (IOException e) {
      throw Failures.connection(
          address.shown() + " cannot be reached: " + e.getMessage(),
          "see that the address is right",
          e);
    } catch (SQLException e) {
      throw Failures.ofConnecting(e, address);
    }
  }

  /** Whether the way there is verified, and the addresses that this was decided for. */
  private record Way(boolean verified, List<InetAddress> addresses) {}

  private Way way() throws IOException {
    return switch (address.transport()) {
      case VERIFIED -> new Way(true, allowed(false));
      case UNVERIFIED -> new Way(false, allowed(true));
      case BY_PLACE -> {
        try {
          yield new Way(false, allowed(true));
        } catch (EgressRefusedException e) {
          // Another machine: there, an encrypted way is the only one.
          yield new Way(true, allowed(false));
        }
      }
    };
  }

  private List<InetAddress> allowed(boolean plainText) throws IOException {
    return egress.allowed(new Destination(address.host(), plainText, use.writes()));
  }

  private Session server(Attempt attempt) throws IOException, SQLException {
    Way way = way();
    Dial dial = new Dial(way.addresses(), address.port(), use.connect());
    attempt.dials(dial);
    try {
      return session(connected(dial, way), dial, way.verified());
    } catch (SQLException | RuntimeException | Error e) {
      dial.close();
      throw e;
    }
  }

  /** Each driver's class is loaded only where an address is of its kind. */
  private Connection connected(Dial dial, Way way) throws SQLException {
    return switch (address.dialect()) {
      case POSTGRESQL -> Drivers.postgres(address, common(), dial, way.verified(), use);
      case MARIADB -> Drivers.maria(address, common(), dial, way.verified(), use);
      case SQLSERVER ->
          Drivers.sqlServer(
              address, common(), dial, way.verified(), use, way.addresses().getFirst());
      case SQLITE -> throw new IllegalStateException("a file has no sockets");
    };
  }

  private Properties common() {
    Properties properties = new Properties();
    properties.putAll(address.options());
    if (address.user() != null) {
      properties.setProperty("user", address.user());
    }
    if (address.password() != null) {
      properties.setProperty("password", address.password().value());
    }
    return properties;
  }

  private Session file(Path file) throws SQLException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no such file");
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(!use.writes());
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout(seconds(use.connect()) * 1000);
    if (use.writes()) {
      config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    }
    return session(Drivers.sqlite(file, config), null, false);
  }

  private Session session(Connection connection, @Nullable Dial dial, boolean verified)
      throws SQLException {
    Session session = new Session(connection, dial, verified);
    try {
      if (!use.writes() && address.dialect() != Dialect.SQLITE) {
        connection.setReadOnly(true);
      }
      connection.setAutoCommit(false);
      return session;
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  static int seconds(Duration duration) {
    return Math.toIntExact(Math.clamp(duration.plusMillis(999).toSeconds(), 1, 86_400));
  }

  static String name() {
    return NAME;
  }
}
