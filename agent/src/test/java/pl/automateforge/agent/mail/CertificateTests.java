package pl.automateforge.agent.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.Secret;

class CertificateTests {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration CONNECT = Duration.ofSeconds(4);
  private static final Duration SILENCE = Duration.ofSeconds(15);

  @TempDir Path folder;

  @Test
  void listsTheNamesOfAnotherServersCertificateAndThePin() throws Exception {
    TestCertificates other = certificates("dns:mail.acme.example,dns:poczta.acme.example", "-1d");
    try (DovecotServer dovecot = dovecot(other)) {
      for (MailSpec.Tls tls : List.of(MailSpec.Tls.REQUIRED, MailSpec.Tls.STARTTLS)) {
        String pin = Certificates.pin(other.certificate());
        assertThatThrownBy(() -> connect(dovecot, tls, null, other.trust()))
            .isInstanceOfSatisfying(
                MailException.class,
                e -> {
                  assertThat(e.kind()).isEqualTo(MailException.Kind.CERTIFICATE);
                  assertThat(e).hasMessageContaining("mail.acme.example, poczta.acme.example");
                  assertThat(e.cure()).contains("pin: \"" + pin + "\"");
                });
        // whoever vouches for it, and whatever its name is
        assertThat(connect(dovecot, tls, pin, MailTls.systemTrust())).isZero();
        String wrong = "sha256/" + "A".repeat(43) + "=";
        assertThatThrownBy(() -> connect(dovecot, tls, wrong, other.trust()))
            .isInstanceOf(MailException.class)
            .hasMessageContaining("another key");
        assertThatThrownBy(() -> connect(dovecot, tls, null, MailTls.systemTrust()))
            .isInstanceOf(MailException.class)
            .hasMessageContaining("vouches");
      }
    }
  }

  @Test
  void saysWhenACertificateExpired() throws Exception {
    TestCertificates old = certificates("ip:127.0.0.1", "-10d");
    try (DovecotServer dovecot = dovecot(old)) {
      for (@Nullable String pin : new String[] {null, Certificates.pin(old.certificate())}) {
        assertThatThrownBy(() -> connect(dovecot, MailSpec.Tls.REQUIRED, pin, old.trust()))
            .isInstanceOfSatisfying(
                MailException.class,
                e -> {
                  assertThat(e).hasMessageContaining("expired on 20");
                  assertThat(e.cure()).contains("renew");
                });
      }
    }
  }

  @Test
  void neverLogsInWhereTheEncryptionIsMissing() throws Exception {
    TestCertificates own = certificates("ip:127.0.0.1", "-1d");
    try (DovecotServer dovecot = dovecot(own);
        FaultProxy proxy = new FaultProxy(dovecot.imapPort())) {
      proxy.set(new FaultProxy.Fault.Rewritten(line -> line.replace(" STARTTLS", "")));
      assertThatThrownBy(() -> connect(proxy.port(), MailSpec.Tls.STARTTLS, null, own.trust()))
          .isInstanceOf(MailException.class)
          .hasMessageContaining("STARTTLS");
      assertThatThrownBy(
              () -> connect(dovecot.imapPort(), MailSpec.Tls.REQUIRED, null, own.trust()))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.cure()).contains("starttls"));
      assertThat(dovecot.log()).doesNotContain("Login: user=");
    }
  }

  private TestCertificates certificates(String names, String start) throws Exception {
    return new TestCertificates(Files.createDirectories(folder.resolve(start)), names, start, 5);
  }

  private DovecotServer dovecot(TestCertificates certificates) throws Exception {
    DovecotServer dovecot =
        DovecotServer.start(folder.resolve("dovecot"), DovecotServer.Options.plain(certificates));
    dovecot.makeFolder("INBOX");
    return dovecot;
  }

  private static int connect(
      DovecotServer dovecot, MailSpec.Tls tls, @Nullable String pin, X509ExtendedTrustManager trust)
      throws Exception {
    int port = tls == MailSpec.Tls.REQUIRED ? dovecot.imapsPort() : dovecot.imapPort();
    return connect(port, tls, pin, trust);
  }

  private static int connect(
      int port, MailSpec.Tls tls, @Nullable String pin, X509ExtendedTrustManager trust)
      throws Exception {
    var server =
        new MailServer(
            "127.0.0.1",
            port,
            tls,
            pin,
            new MailLogin.Password(DovecotServer.USER, new Secret(DovecotServer.PASSWORD)),
            true);
    try (MailSockets sockets =
            new MailSockets(MailboxTests.egress(), CONNECT, SILENCE, Clock.systemUTC(), trust);
        Mailbox mailbox = new Mailbox(server, sockets, Clock.systemUTC())) {
      return mailbox.<Integer>work(LONG, session -> session.select("INBOX").messages());
    }
  }

  @Test
  void saysWithoutWaitingThatThePortIsOneOfEncryptedConnections() throws Exception {
    TestCertificates own = certificates("ip:127.0.0.1", "-1d");
    try (DovecotServer dovecot = dovecot(own)) {
      for (MailSpec.Tls tls : List.of(MailSpec.Tls.NONE, MailSpec.Tls.STARTTLS)) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> connect(dovecot.imapsPort(), tls, null, own.trust()))
            .isInstanceOfSatisfying(
                MailException.class,
                e -> {
                  assertThat(e.kind()).isEqualTo(MailException.Kind.TLS);
                  assertThat(e).hasMessageContaining("speaks TLS from the start on this port");
                  assertThat(e.cure()).contains("tls: required");
                });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CONNECT);
      }
    }
  }
}
