package pl.automateforge.agent.action.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import pl.automateforge.agent.action.EffectIds;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.action.Origin;
import pl.automateforge.agent.mail.DovecotServer;
import pl.automateforge.agent.mail.ImapSession;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.MailSockets;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.mail.TestCertificates;
import pl.automateforge.agent.mail.UidPlace;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.Privacy;

/** A real Dovecot with the folders of a spec, and items as a source would find them there. */
final class ImapLab implements AutoCloseable {
  static final String BILLS = "Faktury";
  static final String OTHER = "Umowy";
  static final String WAIT = "AI - do decyzji";
  static final Duration LONG = Duration.ofSeconds(20);

  /** What a server without MOVE says of itself. */
  static final String WITHOUT_MOVE =
      "imap_capability = IMAP4rev1 SASL-IR ID ENABLE IDLE LITERAL+ NAMESPACE UIDPLUS SPECIAL-USE";

  static final String WITHOUT_UIDPLUS =
      "imap_capability = IMAP4rev1 SASL-IR ID ENABLE IDLE LITERAL+ NAMESPACE SPECIAL-USE";

  private static final Map<String, DovecotServer> SERVERS = new HashMap<>();

  final DovecotServer dovecot;
  final MailSockets sockets;
  final Mailbox mailbox;
  private final Map<String, byte[]> mails = new HashMap<>();
  private boolean stopped;

  ImapLab(String extra) throws Exception {
    dovecot = server(extra);
    for (String name : List.of("INBOX", BILLS, OTHER, WAIT)) {
      dovecot.makeFolder(name);
    }
    sockets =
        new MailSockets(
            egress(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Clock.systemUTC(),
            dovecot.trust());
    mailbox = mailbox(dovecot.plain());
  }

  /** One for all tests of a setup, with no mail in it. */
  private static synchronized DovecotServer server(String extra) throws Exception {
    DovecotServer.assumeInstalled();
    DovecotServer running = SERVERS.get(extra);
    if (running == null) {
      Path folder = Files.createTempDirectory("dovecot");
      DovecotServer started =
          DovecotServer.start(
              folder.resolve("d"),
              DovecotServer.Options.belowInbox(TestCertificates.forThisMachine(folder))
                  .with(extra));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, folder)));
      SERVERS.put(extra, started);
      return started;
    }
    running.removeFolder("INBOX");
    return running;
  }

  private static void end(DovecotServer server, Path folder) {
    server.kill();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Egress egress() {
    return Egress.of(
        new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null));
  }

  Mailbox mailbox(MailServer server) {
    return new Mailbox(server, sockets, Clock.systemUTC());
  }

  MailFolders folders(Mailbox of) {
    return new MailFolders(of, List.of(BILLS, OTHER), List.of(WAIT), LONG);
  }

  MailFolders folders() {
    return folders(mailbox);
  }

  static byte[] mail(String word) {
    return ("From: Jan <jan@client.example>\r\nSubject: "
            + word
            + "\r\nMessage-ID: <same@client.example>\r\n\r\nDzień dobry, "
            + word
            + "\r\n")
        .getBytes(UTF_8);
  }

  /** Delivers a mail of the word to the inbox, once, and is the effect on it. */
  EffectRequest request(String word) throws Exception {
    byte[] mail = mails.get(word);
    if (mail == null) {
      mail = mail(word);
      mails.put(word, mail);
      dovecot.deliver("INBOX", mail);
    }
    return request(word, identity("INBOX", mail), mail);
  }

  EffectRequest request(String word, ItemIdentity identity, byte[] mail) {
    EffectRequest like = Effects.request(word);
    return new EffectRequest(
        EffectIds.of("acme-biuro", identity, word, 0),
        like.agent(),
        identity.id("acme-biuro"),
        like.category(),
        like.confidence(),
        like.sender(),
        like.subject(),
        like.reason(),
        like.fields(),
        new Origin(
            identity, mail.length, limit -> Arrays.copyOf(mail, Math.min(limit, mail.length))));
  }

  private final Map<String, ItemIdentity> known = new HashMap<>();

  /** As it was when the mail was first seen. */
  ItemIdentity identity(String folder, byte[] mail) throws Exception {
    String hash = Hashes.sha256(mail);
    ItemIdentity before = known.get(hash);
    if (before == null) {
      before = identityNow(folder, mail);
      known.put(hash, before);
    }
    return before;
  }

  ItemIdentity identityNow(String folder, byte[] mail) throws Exception {
    String hash = Hashes.sha256(mail);
    return mailbox.<ItemIdentity>work(
        LONG,
        session -> {
          long validity = session.selectAgain(folder).uidValidity();
          String name = session.existing(folder).orElseThrow();
          long uid = session.locate(hash, mail.length).orElseThrow();
          return new MailPlace(name, new UidPlace(validity, uid)).identity(hash);
        });
  }

  /** How many mails with these bytes a folder holds on the disk. */
  long count(String folder, byte[] mail) throws Exception {
    return dovecot.messages(folder).stream().filter(m -> Arrays.equals(m, mail)).count();
  }

  byte[] mailOf(String word) {
    return Objects.requireNonNull(mails.get(word), word);
  }

  /** As a person with a mail program. */
  <T> T person(Mailbox.Work<T> work) throws Exception {
    try (Mailbox other = mailbox(dovecot.plain())) {
      return other.<T>work(LONG, work);
    }
  }

  void personMoves(byte[] mail, String from, String to) throws Exception {
    person(session -> {
      session.move(uid(session, from, mail), to);
      return "";
    });
  }

  static long uid(ImapSession session, String folder, byte[] mail) throws IOException {
    session.selectAgain(folder);
    return session.locate(Hashes.sha256(mail), mail.length).orElseThrow();
  }

  void stopServer() {
    stopped = true;
    dovecot.stop();
  }

  void startServer() {
    try {
      dovecot.start();
      stopped = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    mailbox.close();
    sockets.close();
    if (stopped) {
      startServer();
    }
  }
}
