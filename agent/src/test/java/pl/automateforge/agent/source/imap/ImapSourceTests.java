package pl.automateforge.agent.source.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.mail.DovecotServer;
import pl.automateforge.agent.mail.FaultProxy;
import pl.automateforge.agent.mail.MailSockets;
import pl.automateforge.agent.mail.Mailbox;
import pl.automateforge.agent.mail.TestCertificates;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.Privacy;

/** What a source does beside fetching: it listens, and says how long it will go on working. */
class ImapSourceTests {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private Mails mails;
  private FaultProxy proxy;
  private Mailbox mailbox;
  private ImapSource source;

  @BeforeEach
  void start() throws Exception {
    mails = new Mails(folder);
    proxy = new FaultProxy(mails.dovecot.imapPort());
    mailbox = mails.mailbox(mails.dovecot.server(proxy.port(), MailSpec.Tls.NONE));
    source = Mails.source(mailbox, "INBOX");
  }

  @AfterEach
  void stop() throws Exception {
    if (mailbox != null) {
      mailbox.close();
      proxy.close();
      mails.close();
    }
  }

  @Test
  void hangsUpWhateverStillListensWhenItIsClosed() throws Exception {
    AtomicInteger news = new AtomicInteger();
    Source.Listening one = source.listen(news::incrementAndGet).orElseThrow();
    DovecotServer.await(SOON, () -> news.get() > 0 && proxy.openConnections() == 1);

    source.close();

    DovecotServer.await(SOON, () -> proxy.openConnections() == 0);
    int heard = news.get();
    mails.dovecot.deliver("INBOX", Mails.mail("one"));
    assertThat(mailbox.<Integer>work(SOON, session -> session.select("INBOX").messages())).isOne();
    assertThat(news).hasValue(heard);
    one.close();
  }

  @Test
  void forgetsAnEarThatWasClosed() throws Exception {
    AtomicInteger news = new AtomicInteger();
    source.listen(news::incrementAndGet).orElseThrow().close();
    DovecotServer.await(SOON, () -> proxy.openConnections() == 0);

    int before = news.get();
    Source.Listening again = source.listen(news::incrementAndGet).orElseThrow();
    DovecotServer.await(SOON, () -> news.get() > before);
    again.close();
    DovecotServer.await(SOON, () -> proxy.openConnections() == 0);
    source.close();
  }

  @Test
  void warnsOfACertificateThatEndsSoon() throws Exception {
    Path place = Files.createDirectories(folder.resolve("soon"));
    TestCertificates soon = new TestCertificates(place, "ip:127.0.0.1", "-1d", 10);
    try (DovecotServer dovecot =
            DovecotServer.start(place.resolve("dovecot"), DovecotServer.Options.plain(soon));
        MailSockets sockets =
            new MailSockets(
                Egress.of(
                    new Privacy(
                        true,
                        true,
                        java.util.List.of(),
                        java.util.List.of(),
                        Duration.ZERO,
                        Duration.ZERO,
                        null)),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Clock.systemUTC(),
                soon.trust());
        Mailbox box = new Mailbox(dovecot.tls(), sockets, Clock.systemUTC())) {
      dovecot.deliver("INBOX", Mails.mail("one"));

      assertThat(Mails.source(box, "INBOX").check())
          .isInstanceOfSatisfying(
              CheckResult.Warning.class,
              warning -> {
                assertThat(warning.detail()).contains("certificate ends in 8 days");
                assertThat(warning.cure()).contains("renew the certificate");
              });
    }
    assertThat(source.check()).isInstanceOf(CheckResult.Fine.class);
  }
}
