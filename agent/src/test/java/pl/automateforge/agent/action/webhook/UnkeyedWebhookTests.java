package pl.automateforge.agent.action.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.net.RawHttpServer;

/** Webhooks whose receiver knows no key: what may have happened is for a person to say. */
final class UnkeyedWebhookTests extends WebhookContractTests {

  @Override
  EffectClass kind() {
    return EffectClass.D;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"408 Slow", "500 Oops", "501 No", "502 Bad", "503 Busy", "504 Slow", "303 See"})
  void doesNotKnowWhatCameOfAnAnswerThatLeavesItOpen(String status) throws Exception {
    behaviour = RawHttpServer.answering(status, "Retry-After: 0", "Location: /done");

    assertThat(perform()).isInstanceOf(EffectResult.Unknown.class);

    assertThat(server.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"425 Early", "429 Many"})
  void repeatsLaterWhatTheReceiverDidNotTake(String status) throws Exception {
    behaviour = RawHttpServer.answering(status, "Retry-After: 5");

    assertThat(perform())
        .isInstanceOfSatisfying(
            EffectResult.NotNow.class,
            later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"400 Bad", "401 No", "404 Gone", "409 Conflict", "413 Big", "422 Other"})
  void givesUpOnWhatTheReceiverRefuses(String status) throws Exception {
    behaviour = RawHttpServer.answering(status);

    assertThat(perform()).isEqualTo(new EffectResult.Refused("HTTP " + status.substring(0, 3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"301 Moved", "302 Found", "307 Temporary", "308 Permanent"})
  void namesWhereARedirectWouldGo(String status) throws Exception {
    behaviour = RawHttpServer.answering(status, "Location: https://elsewhere.example/x?secret=1");

    assertThat(perform())
        .isEqualTo(
            new EffectResult.Refused(
                "HTTP "
                    + status.substring(0, 3)
                    + " to elsewhere.example: redirects are not followed; write the final address"
                    + " in the spec"));
  }

  @Test
  void doesNotKnowWhatCameOfARequestThatWasCutOff() throws Exception {
    behaviour = (request, socket) -> socket.close();

    assertThat(perform())
        .isInstanceOfSatisfying(
            EffectResult.Unknown.class,
            unknown -> assertThat(unknown.cause()).startsWith("no answer after sending: "));
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void doesNotKnowWhatCameOfGarbage() throws Exception {
    behaviour =
        (request, socket) -> {
          socket.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
          socket.close();
        };

    assertThat(perform()).isInstanceOf(EffectResult.Unknown.class);
  }

  @Test
  void neverTakesAConnectionThatTheServerClosedForAnUnknownEffect() throws Exception {
    behaviour =
        (request, socket) -> {
          RawHttpServer.answer(socket, "200 OK", "");
          socket.close();
        };

    for (int i = 0; i < 30; i++) {
      EffectRequest request = Effects.request("stale " + i);
      assertThat(action().perform(request, false)).isInstanceOf(EffectResult.Done.class);
      assertThat(effectsAtTarget(request.effect())).isOne();
    }
  }

  @Test
  void doesNotKnowWhatCameOfARequestThatItWasStoppedIn() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    behaviour =
        (request, socket) -> {
          arrived.countDown();
          never.await();
        };
    SynchronousQueue<EffectResult> result = new SynchronousQueue<>();
    Thread run = Thread.ofVirtual().start(() -> handOver(result));
    assertThat(arrived.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    run.interrupt();

    assertThat(result.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(new EffectResult.Unknown("stopped after sending had begun"));
    never.countDown();
  }

  @Test
  void knowsThatNothingWasSentWhenItWasStoppedBefore() throws Exception {
    SynchronousQueue<EffectResult> result = new SynchronousQueue<>();
    Thread.ofVirtual()
        .start(() -> {
          Thread.currentThread().interrupt();
          handOver(result);
        });

    assertThat(result.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(new EffectResult.NotNow("stopped before anything was sent", null));
    assertThat(server.requests).isEmpty();
  }

  @Test
  void knowsThatNothingWasSentWhereTlsFails() throws Exception {
    EffectResult result =
        webhook("https://127.0.0.1:" + server.port() + "/", SECRET)
            .perform(Effects.request("tls"), false);

    assertThat(result)
        .isInstanceOfSatisfying(
            EffectResult.NotNow.class, later -> assertThat(later.cause()).startsWith("not sent: "));
  }

  @Test
  void refusesAForbiddenAddress() throws Exception {
    EffectResult result =
        webhook("https://169.254.169.254/latest", SECRET).perform(Effects.request("ssrf"), false);

    assertThat(result)
        .isInstanceOfSatisfying(
            EffectResult.Refused.class,
            refused ->
                assertThat(refused.cause())
                    .startsWith("connection to 169.254.169.254 refused: it is link-local"));
  }

  private void handOver(SynchronousQueue<EffectResult> result) {
    try {
      EffectResult performed = perform();
      boolean interrupted = Thread.interrupted();
      assertThat(interrupted).isTrue();
      result.put(performed);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private EffectResult perform() throws InterruptedException {
    return action().perform(Effects.request("one"), false);
  }
}
