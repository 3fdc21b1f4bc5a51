package pl.automateforge.agent.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real MariaDB of this test run's own, in a temporary folder on a free port. It is started when
 * it is first wanted and ends with the process. Tests are skipped where the machine has none.
 */
public final class MariaDbServer {
  private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
  private static @Nullable MariaDbServer running;

  private final Path folder;
  private final int port;
  private final Process process;

  private MariaDbServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** The one server of this process. */
  public static synchronized MariaDbServer get() throws Exception {
    if (running == null) {
      Assumptions.assumeTrue(
          Files.isExecutable(SERVER), "no MariaDB here; apt-get install mariadb-server-core");
      running = start();
    }
    return running;
  }

  /** An address as a spec's environment binds it. */
  public String url() {
    return "jdbc:mariadb://agent:s3cret@127.0.0.1:" + port + "/mails";
  }

  /** Does something as a test would by its client. */
  public void sql(String... statements) {
    try (Connection connection = connection();
        Statement made = connection.createStatement()) {
      for (String statement : statements) {
        made.execute(statement);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the first row. */
  public long number(String query) {
    try (Connection connection = connection();
        Statement made = connection.createStatement();
        ResultSet result = made.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://127.0.0.1:" + port + "/mails", "agent", "s3cret");
  }

  private static MariaDbServer start() throws Exception {
    Path folder = Files.createTempDirectory("mariadb-");
    Path data = folder.resolve("data");
    Path init =
        Files.writeString(
            folder.resolve("init.sql"),
            """
            create database if not exists mails character set utf8mb4;
            create user agent@'127.0.0.1' identified by 's3cret';
            grant all on mails.* to agent@'127.0.0.1';
            """);
    String user = "--user=" + System.getProperty("user.name");
    Process install =
        new ProcessBuilder(
                "mariadb-install-db",
                "--no-defaults",
                user,
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db")
            .redirectErrorStream(true)
            .start();
    String said = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (install.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    int port = freePort();
    Process process =
        new ProcessBuilder(
                List.of(
                    SERVER.toString(),
                    "--no-defaults",
                    user,
                    "--datadir=" + data,
                    "--init-file=" + init,
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--skip-name-resolve",
                    "--innodb-flush-log-at-trx-commit=0",
                    "--socket=" + folder.resolve("socket"),
                    "--pid-file=" + folder.resolve("pid")))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    var server = new MariaDbServer(folder, port, process);
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    server.awaitReady();
    return server;
  }

  private void awaitReady() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (Connection _ = connection()) {
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new IllegalStateException(Files.readString(folder.resolve("log")), e);
        }
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void stop() {
    process.destroyForcibly();
    try (Stream<Path> files = Files.walk(folder)) {
      process.waitFor();
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | InterruptedException e) {
      // The machine's temporary folder is emptied anyway.
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
