package pl.automateforge.agent.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Credentials;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.ManualClock;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SecretSlot;
import pl.automateforge.agent.standin.TokenOptions;
import pl.automateforge.agent.standin.TokenStandIn;

final class AccessTokensTests {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String USER = "biuro@acme.example";

  @TempDir Path state;
  private final ManualClock clock = new ManualClock(NOW);
  private final HttpClients clients =
      new HttpClients(Egress.of(EgressNetwork.privacy(true)), "9.9");
  private final Map<String, String> bound = new HashMap<>();
  private @Nullable TokenStandIn opened;

  @AfterEach
  void close() {
    clients.close();
    if (opened != null) {
      opened.close();
    }
  }

  @Test
  void asksNobodyBeforeATokenIsWanted() throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT);
    AccessTokens tokens = ofApplication();

    assertThat(tokens.expires()).isEmpty();
    assertThat(service.requests()).isZero();
  }

  @Test
  void givesTheApplicationsOwnTokenByItsSecret() throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT);
    AccessTokens tokens = ofApplication();

    String token = tokens.token();

    assertThat(service.isActive(token)).isTrue();
    assertThat(tokens.token()).isEqualTo(token);
    assertThat(tokens.expires()).contains(NOW.plus(Duration.ofHours(1)));
    assertThat(service.requests()).isOne();
  }

  @Test
  void givesAPersonsTokenByTheirRefreshToken() throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT);

    String token = ofPerson(service.login(USER), null).token();

    assertThat(service.isActive(token)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"3600, 3299, 3300", "60, 29, 30", "86400, 86099, 86100"})
  void renewsBeforeTheEnd(long lifetime, long before, long at) throws IOException {
    start(TokenOptions.DEFAULT.withLifetime(Duration.ofSeconds(lifetime)));
    AccessTokens tokens = ofApplication();
    String first = tokens.token();

    clock.set(NOW.plusSeconds(before));
    assertThat(tokens.token()).isEqualTo(first);

    clock.set(NOW.plusSeconds(at));
    assertThat(tokens.token()).isNotEqualTo(first);
  }

  @Test
  void takesATokenOfUnknownLifeForAnHours() throws IOException {
    start(TokenOptions.DEFAULT.withoutNaming());
    AccessTokens tokens = ofApplication();
    tokens.token();

    assertThat(tokens.expires()).contains(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void asksOnceForManyThreads() throws Exception {
    TokenStandIn service = start(TokenOptions.DEFAULT);
    AccessTokens tokens = ofApplication();

    assertThat(askedBy(100, tokens)).hasSize(100).containsOnly(tokens.token());

    assertThat(service.requests()).isOne();
  }

  @Test
  void tellsManyThreadsOfOneFailure() throws Exception {
    TokenStandIn service = start(TokenOptions.DEFAULT);
    service.refuse(1000, 400, "unauthorized_client");
    AccessTokens tokens = ofApplication();

    assertThat(askedBy(50, tokens)).allMatch(answer -> answer.contains("unauthorized_client"));

    assertThat(service.requests()).isOne();
  }

  @Test
  void neverGivesARefusedTokenAgain() throws IOException {
    start(TokenOptions.DEFAULT);
    AccessTokens tokens = ofApplication();
    String first = tokens.token();

    tokens.refused(first);

    assertThat(tokens.expires()).isEmpty();
    String second = tokens.token();
    assertThat(second).isNotEqualTo(first);
    tokens.refused(first);
    assertThat(tokens.token()).isEqualTo(second);
  }

  @Test
  void saysThatAServiceGivesARefusedTokenAgain() throws Exception {
    String same = "{\"access_token\":\"abc\",\"token_type\":\"bearer\"}";
    try (RawHttpServer service =
        new RawHttpServer((request, socket) -> RawHttpServer.answer(socket, "200 OK", same))) {
      bound.put("URL", service.uri("/token").toString());
      AccessTokens tokens = ofApplication();
      tokens.refused(tokens.token());

      assertThatThrownBy(tokens::token).hasMessageContaining("a token again that the server has");
    }
  }

  @Test
  void keepsARotatedRefreshTokenOverARestart() throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT.withRotation());
    String first = service.login(USER);
    AccessTokens tokens = ofPerson(first, state);
    tokens.token();
    clock.advance(Duration.ofHours(1));
    tokens.token();

    clock.advance(Duration.ofHours(1));
    assertThat(service.isActive(ofPerson(first, state).token())).isTrue();

    assertThat(kept()).hasSize(1);
    assertThat(Files.readString(kept().getFirst()))
        .contains(service.refreshTokenOf(USER))
        .doesNotContain(first);
  }

  @Test
  void letsOnlyTheOwnerReadIt() throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT.withRotation());
    ofPerson(service.login(USER), state).token();

    try (var files = Files.list(state)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void followsARotationByAnotherLoginOfTheSameFile() throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT.withRotation());
    String first = service.login(USER);
    AccessTokens one = ofPerson(first, state);
    AccessTokens other = ofPerson(first, state);

    for (int i = 0; i < 3; i++) {
      assertThat(service.isActive(one.token())).isTrue();
      assertThat(service.isActive(other.token())).isTrue();
      clock.advance(Duration.ofHours(1));
    }
  }

  @Test
  void letsANewlyBoundRefreshTokenWin() throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT.withRotation());
    ofPerson(service.login(USER), state).token();
    service.revoke(service.refreshTokenOf(USER));
    String anew = service.login(USER);

    assertThat(service.isActive(ofPerson(anew, state).token())).isTrue();
  }

  @Test
  void usesTheBoundTokenWhereTheFileIsDamaged() throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT.withRotation());
    ofPerson(service.login(USER), state).token();
    Files.writeString(kept().getFirst(), "{\"refreshToken\":\"half");

    assertThat(service.isActive(ofPerson(service.login(USER), state).token())).isTrue();
  }

  @Test
  void givesATokenThatHasNotEndedWhileTheServiceIsAway() throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT);
    AccessTokens tokens = ofApplication();
    String first = tokens.token();
    service.refuse(1000, 503, "");

    clock.set(NOW.plus(Duration.ofMinutes(58)));
    assertThat(tokens.token()).isEqualTo(first);
    assertThat(tokens.token()).isEqualTo(first);
    assertThat(service.requests()).isEqualTo(2);

    clock.set(NOW.plus(Duration.ofMinutes(60)));
    assertThatThrownBy(tokens::token).hasMessageContaining("HTTP 503");
  }

  @ParameterizedTest
  @CsvSource({
    "401, invalid_client, client secret is wrong or has expired",
    "400, invalid_grant, the refresh token has expired",
    "400, unauthorized_client, may not get a token this way",
    "400, invalid_scope, compare scope",
    "400, unsupported_grant_type, knows no such grant",
    "400, consent_required, log in anew",
    "400, some_new_word, look the word up",
    "404, '', HTTP 404 without saying why",
    "302, '', a redirect",
  })
  void namesTheCureOfWhatLasts(int status, String error, String part) throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT);
    service.refuse(1, status, error);
    AccessTokens tokens = ofPerson(service.login(USER), null);

    assertThatThrownBy(tokens::token)
        .isInstanceOfSatisfying(AccessTokenException.class, e -> assertThat(e.lasting()).isTrue())
        .hasMessageContaining("the token service 127.0.0.1 ")
        .hasMessageContaining(error)
        .hasMessageContaining(part);
  }

  @ParameterizedTest
  @CsvSource({"429, slow_down", "503, ''", "500, server_error"})
  void expectsThatWhatPassesPasses(int status, String error) throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT);
    service.refuse(1, status, error);
    AccessTokens tokens = ofApplication();

    assertThatThrownBy(tokens::token)
        .isInstanceOfSatisfying(AccessTokenException.class, e -> assertThat(e.lasting()).isFalse());
    assertThat(service.isActive(tokens.token())).isTrue();
  }

  @Test
  void namesTheCureThatMicrosoftsNumberHas() {
    AccessTokenException e =
        new TokenErrors("login.acme.example")
            .refused(401, "invalid_client", "AADSTS7000222: The secret keys expired. Trace: x");

    assertThat(e)
        .hasMessage(
            "the token service login.acme.example answered invalid_client (AADSTS7000222): the"
                + " client secret has expired; make a new secret for the application and bind its"
                + " value");
  }

  @Test
  void asksAServiceThatRefusedForGoodOnlyNowAndThen() throws IOException {
    TokenStandIn service = start(TokenOptions.DEFAULT);
    service.refuse(2, 400, "invalid_grant");
    AccessTokens tokens = ofPerson(service.login(USER), null);

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(tokens::token).hasMessageContaining("invalid_grant");
    }
    assertThat(service.requests()).isOne();

    clock.advance(Duration.ofSeconds(31));
    assertThatThrownBy(tokens::token).hasMessageContaining("invalid_grant");
    clock.advance(Duration.ofSeconds(31));
    assertThat(service.isActive(tokens.token())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "null",
        "{}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":\"a\\r\\nX: y\"}",
        "{\"access_token\":\"a\\u0001auth=Bearer b\"}",
        "{\"access_token\":\"ok\",\"token_type\":\"mac\"}"
      })
  void refusesAnAnswerThatHoldsNoToken(String answer) throws Exception {
    try (RawHttpServer service =
        new RawHttpServer((request, socket) -> RawHttpServer.answer(socket, "200 OK", answer))) {
      bound.put("URL", service.uri("/token").toString());

      assertThatThrownBy(ofApplication()::token)
          .isInstanceOf(AccessTokenException.class)
          .hasMessageContaining("cannot be used");
    }
  }

  @Test
  void sendsSecretsToTheServiceOnlyAndShowsThemNowhere() throws Exception {
    String echo = "{\"error\":\"invalid_client\",\"error_description\":\"s3cret r3fresh\"}";
    try (RawHttpServer service =
        new RawHttpServer((request, socket) -> RawHttpServer.answer(socket, "401 No", echo))) {
      bound.put("URL", service.uri("/token").toString());
      bound.put("SECRET", "s3cret");
      bound.put("REFRESH", "r3fresh");
      AccessTokens tokens = AccessTokens.of(login(true, true), bindings(), clients, clock, state);

      assertThatThrownBy(tokens::token)
          .satisfies(e -> assertThat(stack(e)).doesNotContain("s3cret", "r3fresh"));

      assertThat(service.requests.getFirst().body())
          .isEqualTo(
              "grant_type=refresh_token&refresh_token=r3fresh&client_id=standin-app"
                  + "&client_secret=s3cret&scope=mail.read%20offline_access");
    }
  }

  @Test
  void sendsTheSecretInTheHeaderWhereAServiceWantsItThere() throws Exception {
    try (RawHttpServer service =
        new RawHttpServer((request, socket) -> {
          boolean inHeader = request.headers().containsKey("authorization");
          RawHttpServer.answer(
              socket,
              inHeader ? "200 OK" : "401 No",
              inHeader
                  ? "{\"access_token\":\"t" + request.number() + "\",\"expires_in\":60}"
                  : "{\"error\":\"invalid_client\"}");
        })) {
      bound.put("URL", service.uri("/token").toString());
      AccessTokens tokens = ofApplication();

      assertThat(tokens.token()).isEqualTo("t2");
      clock.advance(Duration.ofMinutes(1));
      assertThat(tokens.token()).isEqualTo("t3");

      assertThat(service.requests.getLast().headers())
          .containsEntry("authorization", Credentials.basic("standin-app", "standin-secret"));
      assertThat(service.requests.getLast().body())
          .isEqualTo("grant_type=client_credentials&scope=mail.read%20offline_access");
    }
  }

  @Test
  void namesWhatCannotBeReached() throws Exception {
    try (Socket taken = new Socket()) {
      // Bound, but listening to nobody: no other process can take the port meanwhile.
      taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      bound.put("URL", "http://127.0.0.1:" + taken.getLocalPort() + "/token");

      assertThatThrownBy(ofApplication()::token)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("does not accept connections");
    }
  }

  @Test
  void stopsWhenItIsInterrupted() throws Exception {
    start(TokenOptions.DEFAULT);
    AccessTokens tokens = ofApplication();
    Thread.currentThread().interrupt();

    assertThatThrownBy(tokens::token).isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tokens.token()).isNotBlank();
  }

  @Test
  void refusesALoginWithoutAnythingBound() {
    bound.put("URL", "https://login.acme.example/token");
    ThrowingCallable made =
        () -> AccessTokens.of(login(true, true), bindings(), clients, clock, null);

    assertThatThrownBy(made).hasMessageContaining("neither is bound");
    bound.put("URL", "s3cret");
    assertThatThrownBy(made)
        .hasMessage("${URL} is bound to no http:// or https:// address with a host");
  }

  private List<String> askedBy(int threads, AccessTokens tokens) throws Exception {
    List<String> answers = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(() -> answer(tokens)));
      }
      for (Future<String> future : futures) {
        answers.add(future.get());
      }
    }
    return answers;
  }

  private static String answer(AccessTokens tokens) {
    try {
      return tokens.token();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private List<Path> kept() throws IOException {
    try (var files = Files.newDirectoryStream(state, "oauth2-*.json")) {
      List<Path> found = new ArrayList<>();
      files.forEach(found::add);
      return found;
    }
  }

  private static String stack(Throwable e) {
    StringBuilder all = new StringBuilder();
    for (Throwable at = e; at != null; at = at.getCause()) {
      all.append(at).append('\n');
    }
    return all.toString();
  }

  private TokenStandIn start(TokenOptions options) throws IOException {
    opened = TokenStandIn.start(options, clock);
    bound.put("URL", opened.tokenUrl().toString());
    return opened;
  }

  private AccessTokens ofApplication() {
    bound.put("SECRET", TokenOptions.DEFAULT.clientSecret());
    return AccessTokens.of(login(true, false), bindings(), clients, clock, null);
  }

  private AccessTokens ofPerson(String refreshToken, @Nullable Path folder) {
    bound.put("REFRESH", refreshToken);
    return AccessTokens.of(login(false, true), bindings(), clients, clock, folder);
  }

  private static Auth.Oauth2 login(boolean secret, boolean refresh) {
    return new Auth.Oauth2(
        new Endpoint(USER),
        new Endpoint("${URL}"),
        new Endpoint("standin-app"),
        secret ? new SecretSlot("${SECRET}") : null,
        refresh ? new SecretSlot("${REFRESH}") : null,
        "mail.read offline_access");
  }

  private Bindings bindings() {
    return new Bindings() {
      @Override
      public String resolve(Endpoint endpoint) {
        return endpoint.written().equals("${URL}")
            ? Objects.requireNonNull(bound.get("URL"))
            : endpoint.written();
      }

      @Override
      public Secret secret(SecretSlot slot) {
        return new Secret(bound.getOrDefault(slot.name(), ""));
      }
    };
  }
}
