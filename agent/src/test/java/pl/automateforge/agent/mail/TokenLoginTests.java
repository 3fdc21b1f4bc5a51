package pl.automateforge.agent.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.net.AccessTokens;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SecretSlot;
import pl.automateforge.agent.standin.TokenOptions;
import pl.automateforge.agent.standin.TokenStandIn;

/** Logs in by token to a real server, which asks the token service whose the token is. */
class TokenLoginTests {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;
  private TokenStandIn service;
  private HttpClients clients;
  private DovecotServer dovecot;
  private MailSockets sockets;
  private Mailbox mailbox;

  @BeforeEach
  void start() throws Exception {
    DovecotServer.assumeInstalled();
    service = TokenStandIn.start();
    clients = new HttpClients(MailboxTests.egress(), "test");
    TestCertificates certificates = TestCertificates.forThisMachine(folder);
    dovecot =
        DovecotServer.start(
            folder.resolve("dovecot"),
            DovecotServer.Options.plain(certificates).withTokensAt(service.introspectionUrl()));
    dovecot.deliver("INBOX", "Subject: one\r\n\r\nHello\r\n");
    sockets =
        new MailSockets(
            MailboxTests.egress(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Clock.systemUTC(),
            certificates.trust());
    mailbox =
        new Mailbox(
            new MailServer(
                "127.0.0.1",
                dovecot.imapsPort(),
                MailSpec.Tls.REQUIRED,
                null,
                new MailLogin.OAuth(DovecotServer.USER, tokens(service.login(DovecotServer.USER))),
                true),
            sockets,
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    if (service != null) {
      mailbox.close();
      sockets.close();
      clients.close();
      dovecot.close();
      service.close();
    }
  }

  private TokenSource tokens(String refreshToken) {
    var login =
        new Auth.Oauth2(
            new Endpoint(DovecotServer.USER),
            new Endpoint(service.tokenUrl().toString()),
            new Endpoint(TokenOptions.DEFAULT.clientId()),
            new SecretSlot("${CLIENT_SECRET}"),
            new SecretSlot("${REFRESH_TOKEN}"),
            null);
    var bindings =
        new Bindings() {
          @Override
          public String resolve(Endpoint endpoint) {
            return endpoint.written();
          }

          @Override
          public Secret secret(SecretSlot slot) {
            return new Secret(
                slot.name().equals("CLIENT_SECRET")
                    ? TokenOptions.DEFAULT.clientSecret()
                    : refreshToken);
          }
        };
    AccessTokens tokens = AccessTokens.of(login, bindings, clients, Clock.systemUTC(), null);
    return new TokenSource() {
      @Override
      public String token() throws IOException {
        return tokens.token();
      }

      @Override
      public void refused(String token) {
        tokens.refused(token);
      }

      @Override
      public Optional<Instant> expires() {
        return tokens.expires();
      }
    };
  }

  private int count() throws IOException {
    return mailbox.<Integer>read(LONG, session -> session.selectAgain("INBOX").messages());
  }

  @Test
  void logsInAndAgainWithAFreshTokenWhereTheOldOneIsRefused() throws Exception {
    assertThat(count()).isEqualTo(1);
    assertThat(service.requests()).isEqualTo(1);
    service.endAccessTokens();
    dovecot.restart();
    assertThat(count()).isEqualTo(1);
    assertThat(service.requests()).isEqualTo(2);
  }

  @Test
  void saysThatTheConsentWasWithdrawn() throws Exception {
    service.revoke(service.refreshTokenOf(DovecotServer.USER));
    assertThatThrownBy(this::count)
        .isInstanceOfSatisfying(
            MailException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(MailException.Kind.LOGIN);
              assertThat(e).hasMessageContaining("no token for the login");
              assertThat(e.cure()).isNotBlank();
            });
  }
}
