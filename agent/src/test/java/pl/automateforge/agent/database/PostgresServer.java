package pl.automateforge.agent.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL of this test run's own: a private cluster in a temporary folder on a free port,
 * with TLS by a certificate for {@code db.acme.example}. It is started when it is first wanted and
 * ends with the process. Tests are skipped where the machine has no server.
 */
public final class PostgresServer {
  public static final String NAME = "db.acme.example";
  public static final String USER = "agent";
  public static final String PASSWORD = "s3cret+/%word";

  private static @Nullable PostgresServer running;

  private final Path folder;
  private final int port;
  private final Process process;

  private PostgresServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** The one server of this process. */
  public static synchronized PostgresServer get() throws Exception {
    if (running == null) {
      Path programs = programs();
      Assumptions.assumeTrue(
          programs != null, "no PostgreSQL server here; apt-get install postgresql");
      running = start(programs);
    }
    return running;
  }

  public int port() {
    return port;
  }

  /** The certificate that clients have to trust. */
  public Path certificate() {
    return folder.resolve("server.crt");
  }

  /** An address as a spec's environment binds it. */
  public String url() {
    return "jdbc:postgresql://" + USER + ":s3cret+%2F%25word@127.0.0.1:" + port + "/postgres";
  }

  /** Does something as a test would by psql. */
  public void sql(String statement) {
    try (Connection connection = connection();
        Statement made = connection.createStatement()) {
      made.execute(statement);
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

  public Connection connection() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, PASSWORD);
  }

  private static @Nullable Path programs() throws IOException {
    Path root = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(root)) {
      return null;
    }
    try (Stream<Path> versions = Files.list(root)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElse(null);
    }
  }

  private static PostgresServer start(Path programs) throws Exception {
    Path folder = Files.createTempDirectory("postgres-");
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    certify(folder);
    boolean root = "root".equals(System.getProperty("user.name"));
    if (root) {
      run(List.of("chown", "-R", "nobody", folder.toString()));
    }
    Path data = folder.resolve("data");
    String port = String.valueOf(freePort());
    run(
        as(
            root,
            programs.resolve("initdb").toString(),
            "-D",
            data.toString(),
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            "--pwfile",
            password.toString(),
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync"));
    Process process =
        new ProcessBuilder(
                as(
                    root,
                    programs.resolve("postgres").toString(),
                    "-D",
                    data.toString(),
                    "-p",
                    port,
                    "-k",
                    folder.toString(),
                    "-h",
                    "127.0.0.1",
                    "-c",
                    "fsync=off",
                    "-c",
                    "ssl=on",
                    "-c",
                    "ssl_cert_file=" + folder.resolve("server.crt"),
                    "-c",
                    "ssl_key_file=" + folder.resolve("server.key")))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .directory(folder.toFile())
            .start();
    var server = new PostgresServer(folder, Integer.parseInt(port), process);
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
    try {
      // SIGTERM would wait for clients; its children go with the postmaster.
      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static void certify(Path folder) throws Exception {
    run(
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=" + NAME,
            "-addext",
            "subjectAltName=DNS:" + NAME,
            "-keyout",
            folder.resolve("server.key").toString(),
            "-out",
            folder.resolve("server.crt").toString()));
    run(List.of("chmod", "600", folder.resolve("server.key").toString()));
  }

  /** PostgreSQL refuses to run as root. */
  private static List<String> as(boolean root, String... command) {
    List<String> whole = new ArrayList<>();
    if (root) {
      whole.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private static void run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/tmp").toFile())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command.getFirst() + ": " + said);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
