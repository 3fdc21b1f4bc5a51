package pl.automateforge.agent.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/** What the running Java brings along: its release, native code, character sets, trust. */
final class RuntimeChecks {
  private static final int NEEDED = 25;

  /** Public certificate authorities are well over a hundred; fewer are somebody's choice. */
  private static final int MANY = 20;

  private final Machine machine;

  RuntimeChecks(Machine machine) {
    this.machine = machine;
  }

  List<Doctor.Named> all() {
    return List.of(
        new Doctor.Named("Java", this::java),
        new Doctor.Named("temporary folder", this::temp),
        new Doctor.Named("SQLite", RuntimeChecks::sqlite),
        new Doctor.Named("terminal", this::terminal),
        new Doctor.Named("TLS", RuntimeChecks::trust));
  }

  private Finding java() {
    String found = machine.java() + " (" + System.getProperty("java.home") + ")";
    return machine.java() < NEEDED
        ? Finding.fail("Java", found, "install JDK " + NEEDED + " and start ./autoforge with it")
        : Finding.ok("Java", found);
  }

  private Finding temp() throws IOException {
    Path temp = machine.temp();
    String cure = "name another with -Djava.io.tmpdir=…, or mount it with exec";
    if (!Files.isDirectory(temp) || !Files.isWritable(temp)) {
      return Finding.fail("temporary folder", temp + " cannot be written", cure);
    }
    return mountedNoexec(temp.toRealPath())
        ? Finding.fail("temporary folder", temp + " is mounted noexec: no native code loads", cure)
        : Finding.ok("temporary folder", temp + " can be written, native code may load");
  }

  /** Asked of the mount table, since an image from scratch has no program to try it with. */
  private boolean mountedNoexec(Path folder) throws IOException {
    Path table = machine.proc().resolve("self/mountinfo");
    if (!Files.isReadable(table)) {
      return false;
    }
    String[] best = null;
    for (String line : Files.readAllLines(table)) {
      String[] mount = line.split(" ");
      boolean holds = mount.length > 5 && folder.startsWith(mount[4].replace("\\040", " "));
      if (holds && (best == null || mount[4].length() >= best[4].length())) {
        best = mount;
      }
    }
    return best != null && List.of(best[5].split(",")).contains("noexec");
  }

  private static Finding sqlite() {
    try {
      boolean loaded = SQLiteJDBCLoader.initialize();
      return loaded
          ? Finding.ok("SQLite", SQLiteJDBCLoader.getVersion() + ", native")
          : noSqlite("its native library did not load");
    } catch (Exception | LinkageError e) {
      return noSqlite(e.toString());
    }
  }

  private static Finding noSqlite(String why) {
    return Finding.fail(
        "SQLite", why, "make the temporary folder writable and executable; use glibc or musl");
  }

  private Finding terminal() {
    return machine.terminal().equalsIgnoreCase(StandardCharsets.UTF_8.name())
        ? Finding.ok("terminal", "UTF-8")
        : Finding.warn(
            "terminal",
            machine.terminal() + ": Polish letters show as question marks",
            "export LC_ALL=C.UTF-8 before the start");
  }

  private static Finding trust() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((@Nullable KeyStore) null);
    long authorities =
        Stream.of(factory.getTrustManagers())
            .filter(X509TrustManager.class::isInstance)
            .mapToLong(manager -> ((X509TrustManager) manager).getAcceptedIssuers().length)
            .sum();
    String[] protocols = SSLContext.getDefault().getSupportedSSLParameters().getProtocols();
    String found = authorities + " certificate authorities";
    if (authorities == 0 || !Arrays.asList(protocols).contains("TLSv1.3")) {
      return Finding.fail(
          "TLS",
          found + ", protocols " + String.join(" ", protocols),
          "install ca-certificates-java, or use a JDK with its own cacerts");
    }
    return authorities < MANY
        ? Finding.warn("TLS", found, "public services will not be trusted; use the JDK's cacerts")
        : Finding.ok("TLS", found + ", TLS 1.3");
  }
}
