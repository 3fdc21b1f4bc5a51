package pl.automateforge.agent.action.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.mail.DovecotServer;
import pl.automateforge.agent.mail.MailLogin;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.MailSockets;
import pl.automateforge.agent.mail.PostfixServer;
import pl.automateforge.agent.mail.TestCertificates;
import pl.automateforge.agent.mail.TokenSource;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.Privacy;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.standin.TokenOptions;
import pl.automateforge.agent.standin.TokenStandIn;

/** Sends by a real Postfix, which asks a real Dovecot for passwords and tokens. */
@Timeout(120)
class RealSmtpTests {
  private static final MailAddress OFFICE = MailAddress.of(DovecotServer.USER).orElseThrow();
  private static final MailAddress JAN = new MailAddress("jan", "acme.example");
  private static final byte[] MAIL =
      "Subject: Odbior\r\n\r\n.one\r\n.\r\nend\r\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir private static Path folder;

  private static TokenStandIn tokens;
  private static DovecotServer dovecot;
  private static PostfixServer postfix;
  private static MailSockets sockets;

  @BeforeAll
  static void start() throws Exception {
    DovecotServer.assumeInstalled();
    PostfixServer.assumeInstalled();
    tokens = TokenStandIn.start();
    TestCertificates certificates = TestCertificates.forThisMachine(folder);
    Path socket = folder.resolve("dovecot").resolve("run").resolve("smtp-auth");
    dovecot =
        DovecotServer.start(
            folder.resolve("dovecot"),
            DovecotServer.Options.plain(certificates)
                .withTokensAt(tokens.introspectionUrl())
                .with(PostfixServer.dovecotLines(socket)));
    postfix = PostfixServer.start(folder.resolve("postfix"), socket, certificates);
    Privacy privacy =
        new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null);
    sockets =
        new MailSockets(
            Egress.of(privacy),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Clock.systemUTC(),
            certificates.trust());
  }

  @AfterAll
  static void stop() throws Exception {
    if (sockets != null) {
      sockets.close();
    }
    if (postfix != null) {
      postfix.close();
    }
    if (dovecot != null) {
      dovecot.close();
    }
    if (tokens != null) {
      tokens.close();
    }
  }

  private static SmtpSender sender(MailSpec.Tls tls, MailLogin login, MailAddress from) {
    int port = tls == MailSpec.Tls.REQUIRED ? postfix.encryptedPort() : postfix.port();
    MailServer server = new MailServer("127.0.0.1", port, tls, null, login, true);
    return new SmtpSender(sockets, server, from, Duration.ofSeconds(20));
  }

  private static MailLogin password(String word) {
    return new MailLogin.Password(DovecotServer.USER, new Secret(word));
  }

  private static MailLogin token(String word) {
    return new MailLogin.OAuth(
        DovecotServer.USER,
        new TokenSource() {
          @Override
          public String token() {
            return word;
          }

          @Override
          public void refused(String token) {}

          @Override
          public Optional<Instant> expires() {
            return Optional.empty();
          }
        });
  }

  /** As the agent gets it: for a refresh token. */
  private static String freshToken() throws IOException {
    String form =
        "grant_type=refresh_token&client_id="
            + TokenOptions.DEFAULT.clientId()
            + "&client_secret="
            + TokenOptions.DEFAULT.clientSecret()
            + "&refresh_token="
            + tokens.login(DovecotServer.USER);
    okhttp3.Request request =
        new okhttp3.Request.Builder()
            .url(tokens.tokenUrl().toString())
            .post(
                okhttp3.RequestBody.create(
                    form, okhttp3.MediaType.get("application/x-www-form-urlencoded")))
            .build();
    try (okhttp3.Response response = new okhttp3.OkHttpClient().newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
    }
    return tokens.accessTokens().getLast();
  }

  private static void assertSends(SmtpSender sender, String mechanism) throws IOException {
    int before = postfix.taken().size();
    int logged = logins(mechanism);

    assertThat(sender.send(List.of(JAN), MAIL))
        .isInstanceOfSatisfying(
            EffectResult.Done.class,
            done -> assertThat(done.receipt()).matches("SMTP 250, queued as \\w+"));

    assertThat(postfix.taken()).hasSize(before + 1);
    assertThat(postfix.taken()).anyMatch(mail -> mail.contains("Odbior") && mail.contains(".one"));
    assertThat(logins(mechanism)).as(postfix.log()).isGreaterThan(logged);
  }

  private static int logins(String mechanism) throws IOException {
    return postfix.log().split("sasl_method=" + mechanism + ", sasl_username=").length - 1;
  }

  @Test
  void sendsAfterStartTlsByPassword() throws IOException {
    assertSends(sender(MailSpec.Tls.STARTTLS, password(DovecotServer.PASSWORD), OFFICE), "PLAIN");
  }

  @Test
  void sendsOverTlsFromTheFirstByte() throws IOException {
    assertSends(sender(MailSpec.Tls.REQUIRED, password(DovecotServer.PASSWORD), OFFICE), "PLAIN");
  }

  @Test
  void sendsByToken() throws IOException {
    assertSends(sender(MailSpec.Tls.STARTTLS, token(freshToken()), OFFICE), "XOAUTH2");
  }

  @Test
  void saysWhoItIsAndWhatItMay() {
    CheckResult result =
        sender(MailSpec.Tls.STARTTLS, password(DovecotServer.PASSWORD), OFFICE).check();

    assertThat(result)
        .isInstanceOfSatisfying(
            CheckResult.Fine.class,
            fine ->
                assertThat(fine.detail())
                    .startsWith(DovecotServer.USER + " at 127.0.0.1:" + postfix.port())
                    .contains("may send as " + OFFICE)
                    .contains("no mail was sent"));
  }

  @Test
  void namesARefusedLogin() {
    assertFailed(
        sender(MailSpec.Tls.STARTTLS, password("wrong"), OFFICE), "refused the login", "check");
    assertFailed(
        sender(MailSpec.Tls.REQUIRED, token("no-such-token"), OFFICE),
        "refused the login",
        "login");
  }

  @Test
  void namesASenderThatTheLoginMayNotUse() throws IOException {
    SmtpSender sender =
        sender(
            MailSpec.Tls.STARTTLS,
            password(DovecotServer.PASSWORD),
            new MailAddress("boss", "acme.example"));

    assertThat(sender.send(List.of(JAN), MAIL))
        .isInstanceOfSatisfying(
            EffectResult.Refused.class,
            refused -> assertThat(refused.cause()).contains("553 5.7.1", "nothing was sent"));
  }

  @Test
  void sendsToNobodyWhereOneRecipientIsRefused() throws IOException {
    int before = postfix.taken().size();
    MailAddress nobody = MailAddress.of(PostfixServer.NOBODY_THERE).orElseThrow();

    assertThat(
            sender(MailSpec.Tls.STARTTLS, password(DovecotServer.PASSWORD), OFFICE)
                .send(List.of(JAN, nobody), MAIL))
        .isInstanceOfSatisfying(
            EffectResult.Refused.class,
            refused ->
                assertThat(refused.cause())
                    .contains("refused a recipient: 554 5.7.1", "nothing was sent")
                    .doesNotContain("nobody"));

    assertThat(postfix.taken()).hasSize(before);
  }

  @Test
  void saysThatAPasswordWantsEncryption() {
    assertFailed(
        sender(MailSpec.Tls.NONE, password(DovecotServer.PASSWORD), OFFICE),
        "takes no login over this connection",
        "tls: starttls or required");
  }

  private static String logged() {
    try {
      return postfix.log();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void assertFailed(SmtpSender sender, String sentence, String cure) {
    assertThat(sender.check())
        .isInstanceOfSatisfying(
            CheckResult.Failed.class,
            failed -> {
              assertThat(failed.detail()).as(logged()).contains(sentence);
              assertThat(failed.cure()).contains(cure);
            });
  }
}
