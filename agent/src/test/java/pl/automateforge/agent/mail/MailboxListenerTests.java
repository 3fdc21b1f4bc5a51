package pl.automateforge.agent.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.spec.MailSpec;

class MailboxListenerTests {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final ImapEar.EarTimes QUICK =
      new ImapEar.EarTimes(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(20),
          Duration.ofMillis(200));

  /** Polls so seldom that only IDLE can be what told. */
  private static final ImapEar.EarTimes PATIENT =
      new ImapEar.EarTimes(
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(20),
          Duration.ofSeconds(1));

  @TempDir Path folder;
  private final AtomicInteger news = new AtomicInteger();
  private DovecotServer dovecot;
  private FaultProxy proxy;
  private MailSockets sockets;
  private Mailbox mailbox;

  @BeforeEach
  void start() throws Exception {
    TestCertificates certificates = TestCertificates.forThisMachine(folder);
    dovecot =
        DovecotServer.start(folder.resolve("dovecot"), DovecotServer.Options.plain(certificates));
    dovecot.deliver("INBOX", "Subject: one\r\n\r\nHello\r\n");
    proxy = new FaultProxy(dovecot.imapPort());
    sockets =
        new MailSockets(
            MailboxTests.egress(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Clock.systemUTC(),
            certificates.trust());
    mailbox =
        new Mailbox(dovecot.server(proxy.port(), MailSpec.Tls.NONE), sockets, Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    if (mailbox != null) {
      mailbox.close();
      proxy.close();
      sockets.close();
    }
    if (dovecot != null) {
      dovecot.close();
    }
  }

  private void deliverAndHear() throws Exception {
    int before = news.get();
    dovecot.deliver("INBOX", "Subject: two\r\n\r\nHello\r\n");
    DovecotServer.await(SOON, () -> news.get() > before);
  }

  private void listening() throws Exception {
    DovecotServer.await(SOON, () -> news.get() > 0);
  }

  @Test
  void tellsOfMailByIdle() throws Exception {
    try (Mailbox.Ear ear = mailbox.listen("INBOX", news::incrementAndGet, PATIENT)) {
      assertThat(ear).isNotNull();
      listening();
      deliverAndHear();
      deliverAndHear();
      assertThat(proxy.connections()).isEqualTo(1);
    }
    DovecotServer.await(SOON, () -> proxy.openConnections() == 0);
  }

  @Test
  void tellsOfMailThatComesAfterOthersLeft() throws Exception {
    try (Mailbox.Ear ear = mailbox.listen("INBOX", news::incrementAndGet, PATIENT)) {
      assertThat(ear).isNotNull();
      listening();
      deliverAndHear();
      mailbox.<Object>work(
          SOON,
          session -> {
            session.select("INBOX");
            session.mark(session.search("ALL"), true, "\\Deleted");
            for (Long uid : session.search("ALL")) {
              session.expunge(uid);
            }
            return session;
          });
      deliverAndHear();
    }
  }

  @Test
  void tellsOfMailWhereTheServerSwallowsItsNotices() throws Exception {
    try (Mailbox.Ear ear = mailbox.listen("INBOX", news::incrementAndGet, QUICK)) {
      assertThat(ear).isNotNull();
      listening();
      // untagged EXISTS is told as the answer to our poll only
      AtomicInteger swallowed = new AtomicInteger();
      proxy.set(
          new FaultProxy.Fault.Rewritten(
              line -> line.contains("EXISTS") && swallowed.getAndIncrement() == 0 ? "" : line));
      dovecot.deliver("INBOX", "Subject: two\r\n\r\nHello\r\n");
      DovecotServer.await(SOON, () -> swallowed.get() > 0);
      proxy.set(FaultProxy.Fault.none());
      deliverAndHear();
    }
  }

  @Test
  void listensOnAfterTheConnectionBreaksAndTellsThatSomeMayHaveCome() throws Exception {
    try (Mailbox.Ear ear = mailbox.listen("INBOX", news::incrementAndGet, QUICK)) {
      assertThat(ear).isNotNull();
      listening();
      proxy.resetAll();
      DovecotServer.await(SOON, () -> news.get() > 1);
      deliverAndHear();
    }
  }

  @Test
  void noticesAConnectionThatIsHalfOpen() throws Exception {
    try (Mailbox.Ear ear = mailbox.listen("INBOX", news::incrementAndGet, QUICK)) {
      assertThat(ear).isNotNull();
      listening();
      proxy.set(new FaultProxy.Fault.HalfOpen());
      DovecotServer.await(SOON, () -> proxy.connections() > 1);
      proxy.set(FaultProxy.Fault.none());
      deliverAndHear();
    }
  }

  @Test
  void pollsWhereTheServerHasNoIdle() throws Exception {
    proxy.set(new FaultProxy.Fault.Rewritten(line -> line.replace(" IDLE", "")));
    try (Mailbox.Ear ear = mailbox.listen("INBOX", news::incrementAndGet, QUICK)) {
      assertThat(ear).isNotNull();
      listening();
      deliverAndHear();
    }
  }
}
