package pl.automateforge.agent.action.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectPayload;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.net.RawHttpServer;

/** Webhooks whose receiver honours Idempotency-Key. */
final class KeyedWebhookTests extends WebhookContractTests {

  @Override
  EffectClass kind() {
    return EffectClass.C;
  }

  /** The receiver acts once a key. */
  @Override
  protected long effectsAtTarget(String effect) {
    return server.requests.stream()
        .filter(request -> request.body().startsWith("{\"id\":\"" + effect + "\""))
        .map(request -> request.headers().get("idempotency-key"))
        .distinct()
        .count();
  }

  @Test
  void sendsWhatIsPromised() throws Exception {
    EffectRequest request = Effects.request("whole");

    action().perform(request, false);

    RawHttpServer.Request seen = server.requests.getFirst();
    assertThat(seen.line()).isEqualTo("POST /in?token=s3cret HTTP/1.1");
    assertThat(seen.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(EffectPayload.json(request));
    assertThat(seen.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("idempotency-key", '"' + request.effect() + '"')
        .containsEntry("user-agent", "AutoForge/9.9")
        .doesNotContainKey("authorization");
    assertThat(
            Signature.isValid(
                SECRET,
                seen.headers().getOrDefault("x-autoforge-signature", "none"),
                EffectPayload.json(request),
                NOW))
        .isTrue();
  }

  @Test
  void sendsTheSameBytesAndKeyWhenRepeated() throws Exception {
    action().perform(Effects.request("again"), false);
    action().perform(Effects.request("again"), true);

    assertThat(server.requests).hasSize(2);
    assertThat(server.requests.get(0).body()).isEqualTo(server.requests.get(1).body());
    assertThat(server.requests.get(0).headers()).isEqualTo(server.requests.get(1).headers());
  }

  @Test
  void signsNothingWithoutASecret() throws Exception {
    webhook(server.uri("/").toString(), null).perform(Effects.request("unsigned"), false);

    assertThat(server.requests.getFirst().headers()).doesNotContainKey("x-autoforge-signature");
  }

  @Test
  void showsNeitherPathNorQueryNorUser() {
    WebhookAction secretive =
        webhook("https://anna:pass@Hooks.acme.example:8443/T0K3N/x?sig=S1G#frag", SECRET);
    EffectRequest request = Effects.request("shown");

    assertThat(secretive.describe(request))
        .isEqualTo(
            "POST "
                + EffectPayload.json(request).length
                + " bytes to https://hooks.acme.example:8443/… (webhook \"tell-crm\"): category"
                + " invoice");
  }

  @Test
  void sendsUserInfoAsAHeaderOnly() throws Exception {
    String address = server.uri("/in").toString().replace("http://", "http://anna:p%C4%85ss@");

    webhook(address, SECRET).perform(Effects.request("user"), false);

    assertThat(server.requests.getFirst().headers())
        .containsEntry("authorization", "Basic YW5uYTpwxIVzcw==");
  }

  @Test
  void checksWithoutPosting() {
    assertThat(action().check().detail())
        .startsWith("http://127.0.0.1:" + server.port() + "/… answers at 127.0.0.1 in ")
        .endsWith("; nothing was posted, as a webhook has no call without effect");
    assertThat(server.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"408 Slow", "425 Early", "429 Many", "500 Oops", "502 Bad", "503 Busy", "599 ?"})
  void repeatsLaterWhatMayHaveHappened(String status) throws Exception {
    behaviour = RawHttpServer.answering(status, "Retry-After: 17");

    assertThat(perform())
        .isInstanceOfSatisfying(
            EffectResult.NotNow.class,
            later -> {
              assertThat(later.cause()).startsWith("HTTP " + status.substring(0, 3));
              assertThat(later.after()).isEqualTo(Duration.ofSeconds(17));
            });
  }

  @Test
  void waitsForAnEarlierAttemptThatIsStillAtWork() throws Exception {
    behaviour = RawHttpServer.answering("409 Conflict");

    assertThat(perform())
        .isEqualTo(new EffectResult.NotNow("HTTP 409: an earlier attempt is still at work", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"400 Bad", "401 No", "403 No", "404 Gone", "410 Gone", "422 Other"})
  void givesUpOnWhatTheReceiverRefuses(String status) throws Exception {
    behaviour = RawHttpServer.answering(status, "Retry-After: 17");

    assertThat(perform())
        .isInstanceOfSatisfying(
            EffectResult.Refused.class,
            refused -> assertThat(refused.cause()).startsWith("HTTP " + status.substring(0, 3)));
  }

  @Test
  void repeatsLaterWhatWasCutOff() throws Exception {
    behaviour = (request, socket) -> socket.close();

    assertThat(perform()).isInstanceOf(EffectResult.NotNow.class);
  }

  @Test
  void endsWithTheRunThatIsStopped() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    behaviour =
        (request, socket) -> {
          arrived.countDown();
          never.await();
        };
    Thread run =
        Thread.ofVirtual()
            .start(() -> {
              assertThatThrownBy(this::perform).isInstanceOf(InterruptedException.class);
              ended.countDown();
            });
    assertThat(arrived.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    run.interrupt();

    assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    never.countDown();
  }

  @Test
  void readsNoMoreOfAnAnswerThanItsHeaders() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    behaviour =
        (request, socket) -> {
          byte[] head =
              "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII);
          socket.getOutputStream().write(head);
          socket.getOutputStream().write(new byte[100_000]);
          never.await();
        };

    assertThat(perform()).isEqualTo(new EffectResult.Done("HTTP 200"));
    never.countDown();
  }

  private EffectResult perform() throws InterruptedException {
    return action().perform(Effects.request("one"), false);
  }
}
