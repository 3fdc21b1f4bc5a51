package pl.automateforge.agent.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.webhook.Signature;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.standin.StandInClient.Got;

class TargetsTests {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private static TargetsStandIn standIn(TargetsOptions options) throws IOException {
    return TargetsStandIn.start(options, NOW);
  }

  private static HttpRequest post(StandInClient client, String key, String body) {
    return client
        .request("/hook/erp")
        .header("Idempotency-Key", '"' + key + '"')
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  @Test
  void recordsWhatArrives() throws Exception {
    try (TargetsStandIn standIn = standIn(TargetsOptions.DEFAULT);
        StandInClient client = new StandInClient(standIn.address())) {
      HttpRequest put =
          client
              .request("/any/path?x=1")
              .header("Idempotency-Key", "\"e-1\"")
              .header("Authorization", "Bearer very-secret")
              .PUT(HttpRequest.BodyPublishers.ofString("{\"subject\":\"Żółć\"}"))
              .build();
      assertThat(client.send(put).json().path("effect").asText()).isEqualTo("e-1");

      Arrival arrival = standIn.records().getFirst();
      assertThat(arrival.method()).isEqualTo("PUT");
      assertThat(arrival.path()).isEqualTo("/any/path");
      assertThat(arrival.query()).isEqualTo("x=1");
      assertThat(arrival.key()).isEqualTo("e-1");
      assertThat(arrival.at()).isEqualTo(NOW.instant());
      assertThat(arrival.json().orElseThrow().path("subject").asText()).isEqualTo("Żółć");
      assertThat(arrival.headers().get("authorization"))
          .startsWith("Bearer (18 characters")
          .doesNotContain("very-secret");
      JsonNode record = client.get("/_standin/records").json().get(0);
      assertThat(record.path("number").asLong()).isEqualTo(1);
      assertThat(record.path("idempotencyKey").asText()).isEqualTo("e-1");
      assertThat(record.path("body").asText()).contains("Żółć");
    }
  }

  @Test
  void countsEffectsAndDuplicates() throws Exception {
    try (TargetsStandIn standIn = standIn(TargetsOptions.DEFAULT);
        StandInClient client = new StandInClient(standIn.address())) {
      client.send(post(client, "e-1", "{}"));
      client.send(post(client, "e-1", "{}"));
      client.post("/hook/erp", "{\"id\":\"e-2\"}");
      client.post("/hook/erp", "no json");
      client.post("/hook/erp", "no json");
      assertThat(standIn.distinctEffects()).isEqualTo(3);
      assertThat(standIn.duplicates()).isEqualTo(2);
      assertThat(standIn.times("e-1")).isEqualTo(2);
      assertThat(standIn.effects()).containsEntry("e-2", 1).hasSize(3);
      assertThat(standIn.records())
          .extracting(Arrival::duplicate)
          .containsExactly(false, true, false, false, true);
    }
  }

  @Test
  void honoursKeysWhereTold() throws Exception {
    try (TargetsStandIn standIn = standIn(TargetsOptions.DEFAULT.honouringKeys());
        StandInClient client = new StandInClient(standIn.address())) {
      Got first = client.send(post(client, "e-1", "{\"a\":1}"));
      Got again = client.send(post(client, "e-1", "{\"a\":1}"));
      assertThat(again.response().body()).isEqualTo(first.response().body());
      assertThat(again.header("idempotency-replayed")).isEqualTo("true");
      assertThat(client.send(post(client, "e-1", "{\"a\":2}")).status()).isEqualTo(422);
      assertThat(standIn.records()).hasSize(1);
      assertThat(standIn.duplicates()).isZero();
      assertThat(standIn.replayed()).isEqualTo(1);
    }
  }

  @Test
  void tellsThatAKeyIsInProgress() throws Exception {
    TargetsOptions options =
        TargetsOptions.DEFAULT.honouringKeys().withLatency(Duration.ofMillis(1500));
    try (TargetsStandIn standIn = standIn(options);
        StandInClient client = new StandInClient(standIn.address());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Got> first = threads.submit(() -> client.send(post(client, "e-1", "{}")));
      while (standIn.records().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(client.send(post(client, "e-1", "{}")).status()).isEqualTo(409);
      assertThat(first.get().status()).isEqualTo(200);
      assertThat(client.send(post(client, "e-1", "{}")).status()).isEqualTo(200);
      assertThat(standIn.distinctEffects()).isEqualTo(1);
    }
  }

  @Test
  void checksSignatures() throws Exception {
    try (TargetsStandIn standIn = standIn(TargetsOptions.DEFAULT.withSecret("k"));
        StandInClient client = new StandInClient(standIn.address())) {
      long now = NOW.instant().getEpochSecond();
      client.post("/hook", "{}");
      signed(client, "t=" + now + ",v1=" + hmac("k", now + ".{}"));
      signed(client, "sha256=" + hmac("k", "{}"));
      signed(client, "t=" + now + ",v1=" + hmac("other", now + ".{}"));
      signed(client, "t=" + (now - 301) + ",v1=" + hmac("k", (now - 301) + ".{}"));
      signed(client, "nonsense");
      signed(
          client,
          Signature.of(new Secret("k"), NOW.instant(), "{}".getBytes(StandardCharsets.UTF_8)));
      assertThat(standIn.records())
          .extracting(Arrival::signature)
          .containsExactly(
              Arrival.Signature.ABSENT,
              Arrival.Signature.VALID,
              Arrival.Signature.VALID,
              Arrival.Signature.INVALID,
              Arrival.Signature.INVALID,
              Arrival.Signature.INVALID,
              Arrival.Signature.VALID);
    }
  }

  private static void signed(StandInClient client, String signature) throws Exception {
    client.send(
        client
            .request("/hook")
            .header("X-AutoForge-Signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build());
  }

  private static String hmac(String key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void failsOnDemandBeforeOrAfterTheEffect() throws Exception {
    TargetsOptions options = TargetsOptions.DEFAULT.withSlowPause(Duration.ofMillis(5));
    try (TargetsStandIn standIn = standIn(options);
        StandInClient client = new StandInClient(standIn.address())) {
      standIn.faults().add(FaultRule.next(Fault.RATE_LIMIT, 1).retryAfter(Duration.ofSeconds(9)));
      Got limited = client.send(post(client, "e-1", "{}"));
      assertThat(limited.status()).isEqualTo(429);
      assertThat(limited.header("retry-after")).isEqualTo("9");
      standIn.faults().add(FaultRule.next(Fault.SERVER_ERROR, 1));
      assertThat(client.send(post(client, "e-1", "{}")).status()).isEqualTo(500);
      assertThat(standIn.records()).isEmpty();

      for (Fault fault : new Fault[] {Fault.NO_ANSWER, Fault.CUT_OFF, Fault.HANG}) {
        standIn.faults().add(FaultRule.next(fault, 1));
        HttpRequest hasty =
            client
                .request("/hook/erp")
                .timeout(Duration.ofMillis(400))
                .header("Idempotency-Key", fault.word())
                // a client repeats a GET or PUT by itself where a connection breaks, never a POST
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThatThrownBy(() -> client.send(hasty))
            .as(fault.word())
            .isInstanceOf(IOException.class);
        assertThat(standIn.times(fault.word())).as(fault.word()).isEqualTo(1);
      }
      standIn.faults().add(FaultRule.next(Fault.SLOW, 1));
      Instant before = Instant.now();
      assertThat(client.send(post(client, "slow", "{}")).json().path("effect").asText())
          .isEqualTo("slow");
      assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(100));
      assertThatThrownBy(() -> standIn.faults().add(FaultRule.always(Fault.REFUSE)))
          .hasMessageContaining("\"refuse\" is not one of this stand-in", "it knows");
    }
  }

  @Test
  void keepsTheLastOnesAndCountsAll() throws Exception {
    try (TargetsStandIn standIn = standIn(TargetsOptions.DEFAULT.keeping(10));
        StandInClient client = new StandInClient(standIn.address())) {
      for (int i = 1; i <= 25; i++) {
        client.send(post(client, "e-" + i, "{}"));
      }
      assertThat(standIn.records()).extracting(Arrival::number).first().isEqualTo(16L);
      JsonNode stats = client.get("/_standin/stats").json();
      assertThat(stats.path("arrived").asLong()).isEqualTo(25);
      assertThat(stats.path("effects").asLong()).isEqualTo(25);
      assertThat(stats.path("kept").asLong()).isEqualTo(10);
      client.send(client.request("/_standin/records").DELETE().build());
      assertThat(standIn.records()).isEmpty();
      assertThat(client.get("/_standin/stats").json().path("arrived").asLong()).isZero();
      assertThat(client.get("/readyz").status()).isEqualTo(200);
    }
  }

  @Test
  void forgetsTheOldestWhenBodiesAreLarge() throws Exception {
    try (TargetsStandIn standIn = standIn(TargetsOptions.DEFAULT);
        StandInClient client = new StandInClient(standIn.address())) {
      String large = "x".repeat(1_000_000);
      for (int i = 0; i < 50; i++) {
        client.send(post(client, "e-" + i, large));
      }
      assertThat(standIn.records().size()).isBetween(20, 40);
      assertThat(client.post("/hook", "x".repeat(1024 * 1024 + 1)).status()).isEqualTo(413);
    }
  }

  @Test
  void limitsTheRateOfAChannelAsSlackDoes() throws Exception {
    try (TargetsStandIn standIn = standIn(TargetsOptions.DEFAULT);
        StandInClient client = new StandInClient(standIn.address())) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(slack(client, "C0123456789", "e-" + i)).status()).isEqualTo(200);
      }

      Got limited = client.send(slack(client, "C0123456789", "e-3"));

      assertThat(limited.status()).isEqualTo(429);
      assertThat(limited.header("retry-after")).isEqualTo("1");
      assertThat(limited.json().path("error").asText()).isEqualTo("ratelimited");
      assertThat(client.send(slack(client, "#desk", "e-4")).status()).isEqualTo(200);
      assertThat(standIn.effects()).containsOnlyKeys("e-0", "e-1", "e-2", "e-4");
    }
  }

  @Test
  void refusesUnderStatus200AsSlackDoes() throws Exception {
    try (TargetsStandIn standIn = standIn(TargetsOptions.DEFAULT);
        StandInClient client = new StandInClient(standIn.address())) {
      assertThat(client.post("/slack/api/auth.test", "").json().path("error").asText())
          .isEqualTo("not_authed");
      assertThat(client.send(slack(client, "not a channel", "e-1")).json().path("error").asText())
          .isEqualTo("channel_not_found");
      assertThat(standIn.records()).isEmpty();
    }
  }

  private static HttpRequest slack(StandInClient client, String channel, String effect) {
    String message =
        """
        {"channel": "%s", "text": "x",
         "metadata": {"event_type": "t", "event_payload": {"effect_id": "%s"}}}
        """
            .formatted(channel, effect);
    return client
        .request("/slack/api/chat.postMessage")
        .header("Authorization", "Bearer xoxb-1")
        .POST(HttpRequest.BodyPublishers.ofString(message))
        .build();
  }
}
