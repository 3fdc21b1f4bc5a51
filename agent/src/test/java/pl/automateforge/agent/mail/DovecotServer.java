package pl.automateforge.agent.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.Secret;

/**
 * A real Dovecot of our own: its mail, its log and its sockets lie in one folder, on free ports.
 * The mail is Maildir, so that what it holds can be read from the disk, past the server.
 */
public final class DovecotServer implements AutoCloseable {
  public static final String USER = "office@acme.example";
  public static final String PASSWORD = "pass word-ąę";
  private static final Pattern UID_LIST = Pattern.compile("^3 V(\\d+) N(\\d+)");
  private static final boolean AS_ROOT = System.getProperty("user.name").equals("root");
  private static final String MAIL_USER = "mail";
  private static final Path BINARY = Path.of("/usr/sbin/dovecot");
  private static final AtomicInteger DELIVERED = new AtomicInteger();

  private final Path folder;
  private final Options options;
  private final TestCertificates certificates;
  private final int imapPort;
  private final int imapsPort;
  private @Nullable Process process;

  /**
   * How it is set up.
   *
   * @param prefix such as {@code INBOX.}
   * @param storage {@code maildir} or {@code sdbox}
   * @param introspection where tokens are looked up; null for passwords alone
   * @param extra more lines of its configuration
   */
  public record Options(
      char separator,
      String prefix,
      String storage,
      @Nullable URI introspection,
      String extra,
      TestCertificates certificates) {
    public static Options plain(TestCertificates certificates) {
      return new Options('/', "", "maildir", null, "", certificates);
    }

    /** As many Polish hosts set theirs up: everything lies below the inbox. */
    public static Options belowInbox(TestCertificates certificates) {
      return new Options('.', "INBOX.", "maildir", null, "", certificates);
    }

    public Options withTokensAt(URI url) {
      return new Options(separator, prefix, storage, url, extra, certificates);
    }

    public Options with(String lines) {
      return new Options(
          separator, prefix, storage, introspection, extra + lines + "\n", certificates);
    }

    public Options storedAs(String kind) {
      return new Options(separator, prefix, kind, introspection, extra, certificates);
    }
  }

  private DovecotServer(Path folder, Options options) throws IOException {
    this.folder = folder;
    this.options = options;
    this.certificates = options.certificates();
    this.imapPort = freePort();
    this.imapsPort = freePort();
  }

  /** Starts one, or skips the test where Dovecot is not installed. */
  public static DovecotServer start(Path folder, Options options) throws Exception {
    assumeInstalled();
    var server = new DovecotServer(Files.createDirectories(folder), options);
    server.configure();
    server.start();
    return server;
  }

  public static DovecotServer start(Path folder) throws Exception {
    assumeInstalled();
    return start(folder.resolve("dovecot"), Options.plain(TestCertificates.forThisMachine(folder)));
  }

  public static void assumeInstalled() {
    Assumptions.assumeTrue(
        Files.isExecutable(BINARY), "skipped: install dovecot-imapd to test on a real server");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void configure() throws IOException {
    for (String name : List.of("run", "home", "mail")) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.writeString(
        folder.resolve("users"), USER + ":{PLAIN}" + PASSWORD + "\nother@acme.example:{PLAIN}x\n");
    String tokens = "";
    if (options.introspection() != null) {
      Files.writeString(
          folder.resolve("tokens.conf"),
          """
          introspection_mode = post
          introspection_url = %s
          username_attribute = username
          active_attribute = active
          active_value = true
          """
              .formatted(options.introspection()));
      tokens =
          "passdb {\n  driver = oauth2\n  mechanisms = xoauth2\n  args = "
              + folder.resolve("tokens.conf")
              + "\n}\n";
    }
    String name = System.getProperty("user.name");
    if (AS_ROOT) {
      letOthersIn();
    }
    Files.writeString(
        folder.resolve("dovecot.conf"),
        """
        base_dir = %1$s/run
        protocols = imap
        log_path = %1$s/dovecot.log
        info_log_path = %1$s/dovecot.log
        listen = 127.0.0.1
        ssl = yes
        stats_writer_socket_path =
        ssl_cert = <%2$s
        ssl_key = <%3$s
        default_internal_user = %4$s
        default_internal_group = %5$s
        default_login_user = %14$s
        default_vsz_limit = 0
        first_valid_uid = 1
        first_valid_gid = 1
        disable_plaintext_auth = no
        mail_location = %6$s:%1$s/mail/%%u
        mailbox_list_index = no
        auth_mechanisms = plain login %7$s
        auth_failure_delay = 0
        auth_cache_size = 0
        maildir_very_dirty_syncs = no
        mail_max_userip_connections = 20
        %8$s
        passdb {
          driver = passwd-file
          mechanisms = plain login
          args = scheme=PLAIN %1$s/users
        }
        userdb {
          driver = static
          args = uid=%15$s gid=%16$s home=%1$s/home/%%u
        }
        namespace inbox {
          inbox = yes
          separator = %9$s
          prefix = %10$s
        }
        service imap-login {
          %17$s
          service_count = 0
          inet_listener imap {
            port = %11$d
          }
          inet_listener imaps {
            port = %12$d
            ssl = yes
          }
        }
        service anvil {
          %17$s
        }
        %13$s
        """
            .formatted(
                folder,
                certificates.certificateFile(),
                certificates.keyFile(),
                name,
                group(),
                options.storage(),
                options.introspection() == null ? "" : "xoauth2",
                tokens,
                options.separator(),
                options.prefix(),
                imapPort,
                imapsPort,
                options.extra(),
                AS_ROOT ? "dovenull" : name,
                AS_ROOT ? MAIL_USER : name,
                AS_ROOT ? MAIL_USER : group(),
                AS_ROOT ? "" : "chroot ="));
  }

  /** Dovecot reads mail as somebody else than root, always. */
  private void letOthersIn() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    Path path = folder.toRealPath();
    while (path != null && path.startsWith(temporary) && !path.equals(temporary)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
      path = path.getParent();
    }
    own(folder.resolve("mail"));
    own(folder.resolve("home"));
  }

  private static void own(Path path) throws IOException {
    if (AS_ROOT) {
      Files.setOwner(
          path,
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(MAIL_USER));
    }
  }

  private static String group() throws IOException {
    Process id = new ProcessBuilder("id", "-gn").start();
    return new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  /** Starts it again, on the same ports, with the same mail. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(BINARY.toString(), "-F", "-c", folder.resolve("dovecot.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("console.log").toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!answers()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IllegalStateException("Dovecot does not start: " + log());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), imapPort), 500);
      socket.setSoTimeout(2_000);
      return socket.getInputStream().read() == '*';
    } catch (IOException e) {
      return false;
    }
  }

  /** Its log and what it said to the console. */
  public String log() throws IOException {
    var all = new StringBuilder();
    for (String name : List.of("console.log", "dovecot.log")) {
      if (Files.exists(folder.resolve(name))) {
        all.append(Files.readString(folder.resolve(name)));
      }
    }
    return all.toString();
  }

  /** Ends it politely: its connections are told. */
  public void stop() {
    end(false);
  }

  /** Ends it without a word. */
  public void kill() {
    end(true);
  }

  private void end(boolean force) {
    Process running = process;
    if (running == null) {
      return;
    }
    process = null;
    List<ProcessHandle> all = new ArrayList<>(running.descendants().toList());
    if (force) {
      all.forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    } else {
      running.destroy();
    }
    try {
      if (!running.waitFor(10, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
      all.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle child : all) {
        child.onExit().orTimeout(5, TimeUnit.SECONDS).exceptionally(e -> child).join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void restart() throws IOException {
    stop();
    start();
  }

  public int imapPort() {
    return imapPort;
  }

  public int imapsPort() {
    return imapsPort;
  }

  public X509ExtendedTrustManager trust() throws Exception {
    return certificates.trust();
  }

  public X509Certificate certificate() throws Exception {
    return certificates.certificate();
  }

  /** The login over TLS. */
  public MailServer tls() {
    return server(imapsPort, MailSpec.Tls.REQUIRED);
  }

  /** The login in plain text. */
  public MailServer plain() {
    return server(imapPort, MailSpec.Tls.NONE);
  }

  public MailServer server(int port, MailSpec.Tls tls) {
    return new MailServer(
        "127.0.0.1", port, tls, null, new MailLogin.Password(USER, new Secret(PASSWORD)), true);
  }

  /** Puts a mail into a folder, as a delivery agent would. */
  public Path deliver(String name, byte[] message) throws IOException {
    return deliver(name, message, Instant.EPOCH, "");
  }

  public Path deliver(String name, String message) throws IOException {
    return deliver(name, message.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * As the other.
   *
   * @param arrived {@link Instant#EPOCH} for now
   * @param flags of Maildir, such as {@code S} for seen
   */
  public Path deliver(String name, byte[] message, Instant arrived, String flags)
      throws IOException {
    Path maildir = makeFolder(name);
    int number = DELIVERED.incrementAndGet();
    String file = String.format(Locale.ROOT, "17%08d.M%06dP1.test", number, number);
    Path temporary = maildir.resolve("tmp").resolve(file);
    Files.write(temporary, message);
    own(temporary);
    if (!arrived.equals(Instant.EPOCH)) {
      Files.setLastModifiedTime(temporary, FileTime.from(arrived));
    }
    Path place =
        flags.isEmpty()
            ? maildir.resolve("new").resolve(file)
            : maildir.resolve("cur").resolve(file + ":2," + flags);
    return Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A folder by its name, nested by {@code /}; made where it is missing. */
  public Path makeFolder(String name) throws IOException {
    Path maildir = maildir(name);
    for (Path path : List.of(maildir("INBOX"), maildir)) {
      if (Files.notExists(path)) {
        own(Files.createDirectories(path));
      }
    }
    for (String part : List.of("tmp", "new", "cur")) {
      if (Files.notExists(maildir.resolve(part))) {
        own(Files.createDirectories(maildir.resolve(part)));
      }
    }
    if (!name.equals("INBOX") && Files.notExists(maildir.resolve("maildirfolder"))) {
      own(Files.createFile(maildir.resolve("maildirfolder")));
    }
    return maildir;
  }

  private Path maildir(String name) {
    Path root = folder.resolve("mail").resolve(USER);
    return name.equals("INBOX")
        ? root
        : root.resolve("." + BASE64MailboxEncoder.encode(name.replace('/', '.')));
  }

  /** The folders there are, as their mail lies on the disk. */
  public List<String> foldersOnDisk() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(folder.resolve("mail").resolve(USER), ".*")) {
      all.forEach(path -> names.add(String.valueOf(path.getFileName()).substring(1)));
    }
    return names;
  }

  /** What the folder holds on the disk: the truth, whatever anybody says. */
  public List<byte[]> messages(String name) throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (Path file : files(name)) {
      messages.add(Files.readAllBytes(file));
    }
    return messages;
  }

  /** The files of the folder's mails; their names hold the flags. */
  public List<Path> files(String name) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String part : List.of("cur", "new")) {
      Path directory = maildir(name).resolve(part);
      if (Files.isDirectory(directory)) {
        try (Stream<Path> all = Files.list(directory)) {
          files.addAll(all.sorted().toList());
        }
      }
    }
    return files;
  }

  /** Lets the folder forget its UIDs: it has another UIDVALIDITY, and counts from one. */
  public void rotateUidValidity(String name) throws IOException {
    Path maildir = maildir(name);
    try (Stream<Path> all = Files.list(maildir)) {
      for (Path path : all.toList()) {
        String file = String.valueOf(path.getFileName());
        if (file.equals("dovecot-uidlist") || file.startsWith("dovecot.index")) {
          Files.delete(path);
        }
      }
    }
  }

  /**
   * Lets the folder give each mail a UID that another one bore, under another UIDVALIDITY; the next
   * UID is higher than all before, so that nothing but the UIDVALIDITY tells.
   */
  public void giveUidsAnew(String name, Random random) throws IOException {
    Path list = maildir(name).resolve("dovecot-uidlist");
    Matcher before = UID_LIST.matcher(Files.readString(list));
    if (!before.find()) {
      throw new IllegalStateException("not the UIDs of a folder: " + list);
    }
    List<Path> mails = new ArrayList<>(files(name));
    Collections.shuffle(mails, random);
    long validity = Long.parseLong(before.group(1)) + 1;
    long next = Long.parseLong(before.group(2)) + mails.size();
    StringBuilder lines = new StringBuilder("3 V" + validity + " N" + next + "\n");
    for (int i = 0; i < mails.size(); i++) {
      String file = String.valueOf(mails.get(i).getFileName());
      lines.append(i + 1).append(" :").append(file.replaceFirst(":2,.*", "")).append('\n');
    }
    rotateUidValidity(name);
    own(Files.writeString(list, lines));
  }

  /** Removes the folder with all its mail. */
  public void removeFolder(String name) throws IOException {
    try (Stream<Path> all = Files.walk(maildir(name))) {
      all.sorted((a, b) -> b.compareTo(a))
          .forEach(path -> {
            try {
              Files.delete(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  /** Runs something until it is true, for a bounded time. */
  public static void await(Duration longest, java.util.concurrent.Callable<Boolean> condition)
      throws Exception {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + longest);
      }
      pause();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
