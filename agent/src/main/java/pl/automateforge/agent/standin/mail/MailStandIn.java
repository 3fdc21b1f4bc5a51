package pl.automateforge.agent.standin.mail;

import com.icegreen.greenmail.foedus.util.MsgRangeFilter;
import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapConstants;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.standin.http.LocalServer;

/**
 * Stands in for a mail provider: one mailbox by IMAP and SMTP, in plain text, in memory. It has
 * MOVE, UIDPLUS, IDLE, keywords and XOAUTH2, and neither CONDSTORE, SPECIAL-USE nor ESEARCH. What
 * is sent goes nowhere: it is kept and shown. A page and {@code GET /_standin/mails} tell what lies
 * where. For any number of threads.
 */
public final class MailStandIn implements AutoCloseable {
  /** The folders of the mailbox, beside the inbox. */
  public static final List<String> FOLDERS =
      List.of(
          "Drafts",
          "Sent",
          "Trash",
          "Spam",
          "Archiwum",
          "Reklamy",
          "Faktury",
          "Urząd",
          "Kadry",
          "Klienci");

  private static final Logger LOG = LoggerFactory.getLogger(MailStandIn.class);
  private static final String INBOX = "INBOX";

  /** Unlike the list without a range, this one is copied, so that mail may come meanwhile. */
  private static final MsgRangeFilter ALL = new MsgRangeFilter("1:*", false);

  private static final int MAX_BODY = 64 * 1024;
  private static final int MOST_LABELS = 50_000;
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final MailOptions options;
  private final MailServers mail;
  private final GreenMailUser user;
  private final Outbox outbox;
  private final LocalServer pages;
  private final AtomicReference<Thread> postman = new AtomicReference<>();
  private final Map<String, String> labels = new ConcurrentHashMap<>();

  private MailStandIn(MailOptions options, MailServers mail, Clock clock) throws IOException {
    this.options = options;
    this.mail = mail;
    this.user = mail.setUser(options.user(), options.user(), options.password());
    this.outbox = new Outbox(user, clock);
    mail.getUserManager().setAuthRequired(true);
    mail.getUserManager().setMessageDeliveryHandler(outbox);
    FOLDERS.forEach(this::createFolder);
    this.pages = LocalServer.start(options.pagePort(), MAX_BODY, PAUSE, new MailPages(this, clock));
  }

  /**
   * Starts one; its mails lie there when this returns.
   *
   * @throws IOException where a port cannot be had
   */
  public static MailStandIn start(MailOptions options, Clock clock) throws IOException {
    // The library says only that it did not start within its time.
    checkPort(options, options.imapPort());
    checkPort(options, options.smtpPort());
    MailServers mail =
        new MailServers(
            new ServerSetup(options.imapPort(), options.bind(), ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(options.smtpPort(), options.bind(), ServerSetup.PROTOCOL_SMTP));
    try {
      mail.start();
      MailStandIn standIn = new MailStandIn(options, mail, clock);
      standIn.fill();
      LOG.info(
          "mail stand-in by IMAP on {} and SMTP on {}", standIn.imapPort(), standIn.smtpPort());
      return standIn;
    } catch (IllegalStateException e) {
      mail.stop();
      throw new IOException("IMAP or SMTP cannot listen on " + options.bind(), e);
    } catch (IOException | RuntimeException e) {
      mail.stop();
      throw e;
    }
  }

  /** One with an empty mailbox, on free ports. */
  public static MailStandIn start() throws IOException {
    return start(MailOptions.DEFAULT, Clock.systemUTC());
  }

  private static void checkPort(MailOptions options, int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(options.bind()), port));
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on " + options.bind() + ":" + port + ": " + e.getMessage(), e);
    }
  }

  private void fill() {
    Generator generator = new Generator(options.seed(), options.mails());
    for (int i = 0; i < options.mails(); i++) {
      deliver(generator.next());
    }
    Duration every = options.every();
    if (every != null) {
      postman.set(Thread.ofVirtual().name("standin-postman").start(() -> rounds(generator, every)));
    }
  }

  private void rounds(Generator generator, Duration every) {
    try {
      while (true) {
        Thread.sleep(every);
        deliver(generator.next());
      }
    } catch (InterruptedException e) {
      LOG.debug("no more mail comes");
    } catch (RuntimeException e) {
      LOG.warn("no more mail comes, as one could not be delivered", e);
    }
  }

  private void deliver(Generator.Labelled made) {
    deliver(made.raw(), made.label());
  }

  /** The options it was started with; ports of 0 are still 0 there. */
  public MailOptions options() {
    return options;
  }

  /** Where IMAP answers. */
  public int imapPort() {
    return mail.imapPort();
  }

  /** Where SMTP answers. */
  public int smtpPort() {
    return mail.getSmtp().getPort();
  }

  /** Where the page is. */
  public URI address() {
    return pages.address();
  }

  /**
   * Lays a mail into the inbox, as if it had just come; IDLE tells of it.
   *
   * @throws IllegalArgumentException where the bytes have no form of a mail at all
   */
  public void deliver(byte[] raw) {
    user.deliver(RawMail.parse(raw));
  }

  /**
   * Lays a mail into the inbox, whose true category the page tells.
   *
   * @throws IllegalArgumentException where the bytes have no form of a mail at all
   */
  public void deliver(byte[] raw, String label) {
    if (labels.size() < MOST_LABELS) {
      labels.put(Hashes.sha256(raw), label);
    }
    deliver(raw);
  }

  /** What lies in each folder, the inbox first, by the folder's full name as a person reads it. */
  public Map<String, List<HeldMail>> folders() {
    Map<String, List<HeldMail>> all = new LinkedHashMap<>();
    List<MailFolder> folders = new ArrayList<>(listed());
    folders.sort((a, b) ->
        a.getName().equals(INBOX)
            ? -1
            : b.getName().equals(INBOX) ? 1 : name(a).compareTo(name(b)));
    for (MailFolder folder : folders) {
      if (folder.isSelectable()) {
        all.put(name(folder), folder.getMessages(ALL).stream().map(this::held).toList());
      }
    }
    return Collections.unmodifiableMap(all);
  }

  /** What lies in one folder; nothing where there is no such folder. */
  public List<HeldMail> folder(String name) {
    return Objects.requireNonNullElse(folders().get(name), List.of());
  }

  /** What came by SMTP, oldest first: the last 1,000. */
  public List<SentMail> sent() {
    return outbox.sent();
  }

  /** Makes a folder; nothing happens where it is there. */
  public void createFolder(String name) {
    try {
      mail.getManagers().getImapHostManager().createMailbox(user, name);
    } catch (FolderException e) {
      LOG.debug("the folder {} is there already", name);
    } catch (AuthorizationException e) {
      throw new IllegalStateException("the mailbox's owner may make folders", e);
    }
  }

  private List<MailFolder> listed() {
    try {
      return List.copyOf(mail.getManagers().getImapHostManager().listMailboxes(user, "*"));
    } catch (FolderException e) {
      throw new IllegalStateException("the mailbox's owner may list folders", e);
    }
  }

  private String name(MailFolder folder) {
    // Full names begin with the namespace of users and this user's own part of it.
    String own =
        ImapConstants.USER_NAMESPACE
            + ImapConstants.HIERARCHY_DELIMITER
            + user.getQualifiedMailboxName()
            + ImapConstants.HIERARCHY_DELIMITER;
    String full = folder.getFullName();
    return full.startsWith(own) ? full.substring(own.length()) : full;
  }

  private HeldMail held(StoredMessage message) {
    byte[] raw = RawMail.of(message.getMimeMessage());
    return new HeldMail(
        message.getUid(), flags(message.getFlags()), label(Hashes.sha256(raw)), raw);
  }

  private String label(String hash) {
    return labels.getOrDefault(hash, "");
  }

  private static List<String> flags(Flags flags) {
    List<String> words = new ArrayList<>();
    for (Flags.Flag flag : flags.getSystemFlags()) {
      words.add(systemFlag(flag));
    }
    words.addAll(List.of(flags.getUserFlags()));
    words.removeIf(String::isEmpty);
    Collections.sort(words);
    return words;
  }

  private static String systemFlag(Flags.Flag flag) {
    Map<Flags.Flag, String> names =
        Map.of(
            Flags.Flag.ANSWERED, "\\Answered",
            Flags.Flag.DELETED, "\\Deleted",
            Flags.Flag.DRAFT, "\\Draft",
            Flags.Flag.FLAGGED, "\\Flagged",
            Flags.Flag.RECENT, "\\Recent",
            Flags.Flag.SEEN, "\\Seen");
    return names.getOrDefault(flag, "");
  }

  /** Closes all connections and forgets all mails; may be called twice. */
  @Override
  public void close() {
    Thread walking = postman.getAndSet(null);
    if (walking != null) {
      walking.interrupt();
    }
    pages.close();
    mail.stop();
  }
}
