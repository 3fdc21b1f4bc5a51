package pl.automateforge.agent.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Postfix of our own that takes mail on two ports, one of them encrypted from the first
 * byte, and asks a {@link DovecotServer} who is who. Postfix runs for root alone: its master gives
 * its parts other users. What it takes for acme.example stays in its folder, what is not written
 * here it refuses.
 */
public final class PostfixServer implements AutoCloseable {
  public static final String NOBODY_THERE = "nobody@acme.example";
  private static final Path BINARY = Path.of("/usr/sbin/postfix");

  private final Path folder;
  private final int port;
  private final int encryptedPort;

  private PostfixServer(Path folder) throws IOException {
    this.folder = folder;
    this.port = freePort();
    this.encryptedPort = freePort();
  }

  /** Where the Dovecot that is asked puts the socket for it; lies in its configuration. */
  public static String dovecotLines(Path socket) {
    return """
    service auth {
      unix_listener %s {
        mode = 0666
      }
    }
    """
        .formatted(socket);
  }

  /**
   * Starts one, or skips the test with the reason.
   *
   * @param socket the Dovecot's
   */
  public static PostfixServer start(Path folder, Path socket, TestCertificates certificates)
      throws Exception {
    assumeInstalled();
    var server = new PostfixServer(Files.createDirectories(folder).toRealPath());
    server.configure(socket, certificates);
    server.command("start");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!server.answers()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Postfix does not start: " + server.log());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return server;
  }

  public static void assumeInstalled() {
    Assumptions.assumeTrue(
        Files.isExecutable(BINARY), "skipped: install postfix to send by a real server");
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root"),
        "skipped: a Postfix of one's own wants root");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void configure(Path socket, TestCertificates certificates) throws Exception {
    Path root = folder;
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    while (root != null && root.startsWith(temporary) && !root.equals(temporary)) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
      root = root.getParent();
    }
    Path etc = Files.createDirectories(folder.resolve("etc"));
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(folder.resolve("spool"));
    Files.setOwner(
        data,
        data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
    Files.writeString(
        etc.resolve("main.cf"),
        """
        compatibility_level = 3.6
        queue_directory = %1$s/spool
        data_directory = %1$s/data
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        mail_owner = postfix
        setgid_group = postdrop
        multi_instance_wrapper =
        myhostname = mail.acme.example
        mydomain = acme.example
        mydestination =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        mynetworks =
        maillog_file = %1$s/mail.log
        maillog_file_prefixes = %1$s
        virtual_mailbox_domains = acme.example
        virtual_mailbox_maps = static:all
        default_transport = hold
        virtual_transport = hold
        smtpd_relay_restrictions = reject_unauth_destination
        smtpd_client_restrictions = permit_sasl_authenticated, reject
        smtpd_recipient_restrictions = check_recipient_access inline:{%5$s=REJECT}
        smtpd_sender_restrictions = reject_authenticated_sender_login_mismatch
        smtpd_sender_login_maps = inline:{%6$s=%6$s, boss@acme.example=boss}
        smtpd_delay_reject = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = %2$s
        smtpd_tls_cert_file = %3$s
        smtpd_tls_key_file = %4$s
        smtpd_tls_security_level = may
        smtpd_tls_auth_only = yes
        smtpd_data_restrictions =
        smtpd_end_of_data_restrictions = check_client_access static:HOLD
        """
            .formatted(
                folder,
                socket,
                certificates.certificateFile(),
                certificates.keyFile(),
                NOBODY_THERE,
                DovecotServer.USER));
    Files.writeString(
        etc.resolve("master.cf"),
        """
        127.0.0.1:%1$d inet n - n - - smtpd
        127.0.0.1:%2$d inet n - n - - smtpd
          -o smtpd_tls_wrappermode=yes
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        anvil unix - - n - 1 anvil
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        hold unix - - n - - error
        postlog unix-dgram n - n - 1 postlogd
        """
            .formatted(port, encryptedPort));
  }

  private void command(String what) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(BINARY.toString(), "-c", folder.resolve("etc").toString(), what)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("console.log").toFile())
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("postfix " + what + " does not end");
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      socket.setSoTimeout(5_000);
      return socket.getInputStream().read() == '2';
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  public int encryptedPort() {
    return encryptedPort;
  }

  /**
   * The mails it took and keeps, as its queue files hold them: bytes with its own marks between.
   */
  public List<String> taken() throws IOException {
    try (Stream<Path> held = Files.walk(folder.resolve("spool").resolve("hold"))) {
      return held.filter(Files::isRegularFile).map(PostfixServer::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What it said to its log and the console. */
  public String log() throws IOException {
    var all = new StringBuilder();
    for (String name : List.of("console.log", "mail.log")) {
      if (Files.exists(folder.resolve(name))) {
        all.append(Files.readString(folder.resolve(name)));
      }
    }
    return all.toString();
  }

  @Override
  public void close() throws IOException {
    try {
      command("stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
