package pl.automateforge.agent.database;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.SQLiteConfig;

/** What each driver is told. Nothing of an address reaches one but by its properties. */
final class Drivers {
  private Drivers() {}

  static Connection postgres(
      DatabaseAddress address, Properties told, Dial dial, boolean verified, DatabaseUse use)
      throws SQLException {
    told.setProperty("socketFactory", CheckedSockets.class.getName());
    told.setProperty("socketFactoryArg", dial.token());
    told.setProperty("socketTimeout", seconds(use));
    told.setProperty("connectTimeout", String.valueOf(Connector.seconds(use.connect())));
    told.setProperty("cancelSignalTimeout", "2");
    told.setProperty("tcpKeepAlive", "true");
    told.setProperty("gssEncMode", "disable");
    told.setProperty("maxResultBuffer", "64M");
    // The server then finds a parameter's type from the column that it meets.
    told.setProperty("stringtype", "unspecified");
    told.putIfAbsent("ApplicationName", Connector.name());
    if (verified) {
      told.setProperty("sslmode", "verify-full");
      if (!told.containsKey("sslrootcert")) {
        told.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
      }
    } else {
      told.putIfAbsent("sslmode", "prefer");
    }
    String database = URLEncoder.encode(address.database(), StandardCharsets.UTF_8);
    String url = "jdbc:postgresql:" + server(address) + database;
    return connection(new org.postgresql.Driver(), url, told);
  }

  static Connection maria(
      DatabaseAddress address, Properties told, Dial dial, boolean verified, DatabaseUse use)
      throws SQLException {
    told.setProperty("socketFactory", CheckedMariaDbSockets.class.getName());
    told.setProperty(CheckedMariaDbSockets.TOKEN, dial.token());
    told.setProperty("socketTimeout", String.valueOf(use.call().toMillis()));
    told.setProperty("connectTimeout", String.valueOf(use.connect().toMillis()));
    told.setProperty("tcpKeepAlive", "true");
    told.setProperty("permitRedirect", "false");
    told.setProperty("allowLocalInfile", "false");
    // Parameters travel beside the statement, never inside it.
    told.setProperty("useServerPrepStmts", "true");
    told.setProperty("dumpQueriesOnException", "false");
    if (verified) {
      told.setProperty("sslMode", "verify-full");
    } else {
      told.putIfAbsent("sslMode", "disable");
    }
    String url = "jdbc:mariadb:" + server(address) + address.database();
    return connection(new org.mariadb.jdbc.Driver(), url, told);
  }

  /** This driver takes the name that the certificate must bear beside the address. */
  static Connection sqlServer(
      DatabaseAddress address,
      Properties told,
      Dial dial,
      boolean verified,
      DatabaseUse use,
      InetAddress checked)
      throws SQLException {
    told.setProperty("serverName", checked.getHostAddress());
    told.setProperty("portNumber", String.valueOf(address.port()));
    told.setProperty("databaseName", address.database());
    told.setProperty("hostNameInCertificate", address.host());
    told.setProperty("socketFactoryClass", CheckedSockets.class.getName());
    told.setProperty("socketFactoryConstructorArg", dial.token());
    told.setProperty("loginTimeout", String.valueOf(Connector.seconds(use.connect())));
    told.setProperty("socketTimeout", String.valueOf(use.call().toMillis()));
    told.setProperty("connectRetryCount", "0");
    told.putIfAbsent("applicationName", Connector.name());
    if (verified) {
      told.putIfAbsent("encrypt", "true");
      told.setProperty("trustServerCertificate", "false");
    } else {
      told.putIfAbsent("encrypt", "false");
    }
    return connection(
        new com.microsoft.sqlserver.jdbc.SQLServerDriver(), "jdbc:sqlserver://", told);
  }

  static Connection sqlite(Path file, SQLiteConfig config) throws SQLException {
    return connection(new org.sqlite.JDBC(), "jdbc:sqlite:" + file, config.toProperties());
  }

  private static Connection connection(Driver driver, String url, Properties told)
      throws SQLException {
    Connection connection = driver.connect(url, told);
    if (connection == null) {
      throw new SQLException("the driver does not take its own address");
    }
    return connection;
  }

  private static String seconds(DatabaseUse use) {
    return String.valueOf(Connector.seconds(use.call()));
  }

  private static String server(DatabaseAddress address) {
    String host = address.host().indexOf(':') >= 0 ? "[" + address.host() + "]" : address.host();
    return "//" + host + ":" + address.port() + "/";
  }
}
