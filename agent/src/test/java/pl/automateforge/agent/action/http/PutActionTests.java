package pl.automateforge.agent.action.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.net.HttpLogin;
import pl.automateforge.agent.net.RawHttpServer;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SecretSlot;
import pl.automateforge.agent.standin.TokenOptions;
import pl.automateforge.agent.standin.TokenStandIn;

/** PUT may be repeated. */
final class PutActionTests extends HttpActionContractTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path state;

  @Override
  String method() {
    return "PUT";
  }

  @Test
  void isOfClassA() {
    assertThat(action().effectClass()).isEqualTo(EffectClass.A);
  }

  @Test
  void sendsTheTemplateWithItsValuesEscaped() throws Exception {
    EffectRequest request = hostile("a\"},{\"admin\":true,\"x\":\"\\\r\n\u2028");

    action().perform(request, false);

    RawHttpServer.Request sent = server.requests.getFirst();
    assertThat(sent.line()).isEqualTo("PUT /tickets?key=s3cret HTTP/1.1");
    assertThat(sent.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("x-autoforge-effect", request.effect())
        .doesNotContainKey("idempotency-key");
    JsonNode body = JSON.readTree(sent.body());
    assertThat(body.properties()).hasSize(3);
    assertThat(body.path("title").asText()).isEqualTo(request.subject());
    assertThat(body.path("sure").asDouble()).isEqualTo(0.875);
  }

  @Test
  void sendsPlainTextWhereTheTemplateIsNoJson() throws Exception {
    http(HttpActions.address(server.uri("/in")), HttpLogin.NONE, "{{subject}}: [{{category}}]")
        .perform(Effects.request("text"), false);

    RawHttpServer.Request sent = server.requests.getFirst();
    assertThat(sent.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
    assertThat(sent.body()).isEqualTo(Effects.SUBJECT + ": [invoice]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\": {{subject}}}",
        "{\"title\": {{deadline}}}",
        "{\"title\": \"{{subject}}\"",
        "{\"title\": \"{{subject}}\"} and more",
        "[{{summary}}]"
      })
  void refusesATemplateOfJsonThatGivesNone(String template) {
    assertThatThrownBy(() -> http(HttpActions.address(server.uri("/in")), HttpLogin.NONE, template))
        .hasRootCauseMessage(
            "the template begins like JSON but gives none; write quotes around each variable but a"
                + " number, such as \"{{subject}}\"");
  }

  @Test
  void sendsNothingWhereAMissingNumberLeavesNoJson() throws Exception {
    EffectResult result =
        http(HttpActions.address(server.uri("/in")), HttpLogin.NONE, "{\"n\": {{amount}}}")
            .perform(Effects.request("number"), false);

    assertThat(result).isInstanceOf(EffectResult.Refused.class);
    assertThat(server.requests).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"500 Oops", "503 Busy", "408 Slow"})
  void leavesOpenWhatMayHaveHappened(String status) throws Exception {
    behaviour = RawHttpServer.answering(status);

    assertThat(action().perform(Effects.request("open"), false))
        .isInstanceOf(EffectResult.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({"400 Bad", "401 No", "404 Gone", "409 Conflict", "301 Moved", "303 See"})
  void givesUpOnARefusal(String status) throws Exception {
    behaviour = RawHttpServer.answering(status, "Location: https://other.example/");

    assertThat(action().perform(Effects.request("no"), false))
        .isInstanceOf(EffectResult.Refused.class);
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void waitsAsLongAsItIsAsked() throws Exception {
    behaviour = RawHttpServer.answering("429 Many", "Retry-After: 7");

    assertThat(action().perform(Effects.request("wait"), false))
        .isInstanceOfSatisfying(
            EffectResult.NotNow.class,
            later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(7)));
  }

  @Test
  void logsInAnewWhereItsTokenIsRefused() throws Exception {
    try (TokenStandIn service = TokenStandIn.start()) {
      HttpLogin login = oauth2(service, TokenOptions.DEFAULT.clientSecret());
      behaviour =
          (request, socket) -> {
            boolean renewed = service.accessTokens().size() > 1;
            RawHttpServer.answer(socket, renewed ? "200 OK" : "401 No", "");
          };

      EffectResult result =
          http(HttpActions.address(server.uri("/in")), login, "{}")
              .perform(Effects.request("token"), false);

      assertThat(result).isEqualTo(new EffectResult.Done("HTTP 200"));
      assertThat(server.requests)
          .extracting(sent -> sent.headers().get("authorization"))
          .containsExactly(
              "Bearer " + service.accessTokens().get(0), "Bearer " + service.accessTokens().get(1));
    }
  }

  @Test
  void sendsNothingWithoutAToken() throws Exception {
    try (TokenStandIn service = TokenStandIn.start()) {
      HttpLogin login = oauth2(service, "wrong-s3cret");
      HttpAction action = http(HttpActions.address(server.uri("/in")), login, "{}");

      assertThat(action.perform(Effects.request("token"), false))
          .isInstanceOfSatisfying(
              EffectResult.NotNow.class,
              later ->
                  assertThat(later.cause())
                      .startsWith("not sent: the token service 127.0.0.1 answered invalid_client")
                      .doesNotContain("s3cret"));
      assertThat(action.check())
          .isInstanceOfSatisfying(
              CheckResult.Failed.class,
              failed -> assertThat(failed.cure()).contains("clientSecret"));
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void checksItsLoginWithoutChangingAnything() throws Exception {
    HttpLogin login = login(new Auth.Bearer(new SecretSlot("${KEY}")), "t0ken");
    HttpAction action = http(HttpActions.address(server.uri("/in")), login, "{}");
    behaviour = RawHttpServer.answering("405 Not so");

    assertThat(action.check())
        .isInstanceOfSatisfying(
            CheckResult.Fine.class,
            fine ->
                assertThat(fine.detail())
                    .contains("HTTP 405", "by the token of ${KEY}", "nothing was changed")
                    .doesNotContain("t0ken"));
    assertThat(server.requests.getFirst().line()).startsWith("HEAD ");
    behaviour = RawHttpServer.answering("401 No");
    assertThat(action.check()).isInstanceOf(CheckResult.Failed.class);
  }

  private HttpLogin oauth2(TokenStandIn service, String secret) throws Exception {
    return login(
        new Auth.Oauth2(
            null,
            new Endpoint(service.tokenUrl().toString()),
            new Endpoint(TokenOptions.DEFAULT.clientId()),
            new SecretSlot("${KEY}"),
            null,
            null),
        secret);
  }

  private HttpLogin login(Auth auth, String secret) throws Exception {
    return HttpLogin.of(
        auth,
        new Bindings() {
          @Override
          public String resolve(Endpoint endpoint) {
            return endpoint.written();
          }

          @Override
          public Secret secret(SecretSlot slot) {
            return new Secret(secret);
          }
        },
        clients,
        Clock.systemUTC(),
        state);
  }

  private static EffectRequest hostile(String subject) {
    EffectRequest plain = Effects.request("hostile");
    return new EffectRequest(
        plain.effect(),
        plain.agent(),
        plain.item(),
        plain.category(),
        plain.confidence(),
        plain.sender(),
        subject,
        plain.reason(),
        Map.of(),
        plain.origin());
  }
}
