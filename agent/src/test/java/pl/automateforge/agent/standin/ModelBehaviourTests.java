package pl.automateforge.agent.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.standin.StandInClient.Got;

class ModelBehaviourTests {
  private static final String CHAT =
      """
      {"model":"llama","max_tokens":200,"temperature":0,"messages":[
      {"role":"system","content":"pay: wages and salaries\\nbill: invoices to book"},
      {"role":"user","content":"%s"}],"response_format":{"type":"json_schema","json_schema":{
      "name":"answer","strict":true,"schema":{"type":"object","properties":{
      "reason":{"type":"string"},"category":{"type":"string","enum":["pay","bill"]},
      "confidence":{"type":"number"}},"required":["reason","category","confidence"],
      "additionalProperties":false}}}}\
      """;

  private static ModelStandIn standIn(ModelOptions options) throws IOException {
    return ModelStandIn.start(options, Clock.systemUTC());
  }

  private static String message(String text) {
    return """
    {"model":"claude-haiku-5-5","max_tokens":512,"messages":[{"role":"user","content":"%s"}],
    "output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{
    "category":{"type":"string","enum":["a","b","c"]}},"required":["category"],
    "additionalProperties":false}}}}\
    """
        .formatted(text);
  }

  private static String category(Got got) throws IOException {
    String text = "";
    for (JsonNode block : got.json().path("content")) {
      text = block.path("text").asText(text);
    }
    return Json.read(text.getBytes(StandardCharsets.UTF_8)).path("category").asText();
  }

  @Test
  void speaksChatCompletions() throws Exception {
    try (ModelStandIn standIn = standIn(ModelOptions.DEFAULT);
        StandInClient client = new StandInClient(standIn.address())) {
      Got got = client.post("/v1/chat/completions", CHAT.formatted("the salaries of November"));
      assertThat(got.status()).isEqualTo(200);
      String content = got.json().at("/choices/0/message/content").asText();
      assertThat(content).contains("\"category\":\"pay\"").startsWith("{\"reason\"");
      assertThat(got.json().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
      assertThat(got.json().at("/usage/total_tokens").asLong()).isPositive();
      assertThat(client.get("/v1/models").json().at("/data/0/id").asText()).isEqualTo("standin");

      String nested = CHAT.formatted("a").replace("\"json_schema\":{", "\"schema\":{");
      assertThat(client.post("/v1/chat/completions", nested).error())
          .contains("response_format.json_schema");
      String extra = CHAT.formatted("a").replace("\"model\"", "\"guided_json\":{},\"model\"");
      assertThat(client.post("/v1/chat/completions", extra).status()).isEqualTo(400);
    }
  }

  @Test
  void answersByLabelsAndMakesTheMistakesItIsTold(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("labels.csv");
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 300; i++) {
      rows.append("\"mail number ").append(i).append(", about nothing at all\",b\n");
    }
    Files.writeString(file, rows);
    try (ModelStandIn standIn = standIn(ModelOptions.DEFAULT.withLabels(file, 0.9).withSeed(3));
        StandInClient client = new StandInClient(standIn.address())) {
      List<String> first = new ArrayList<>();
      List<String> again = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        String body = message("From: x@acme.example\\nmail number " + i + ", about nothing at all");
        first.add(category(client.message(body)));
        again.add(category(client.message(body)));
      }
      assertThat(first).isEqualTo(again);
      assertThat(first.stream().filter("b"::equals).count()).isBetween(255L, 285L);
    }
  }

  @Test
  void readsJsonLinesAndNamesTheLineThatIsWrong(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("labels.jsonl");
    Files.writeString(file, "{\"text\":\"a b c\",\"label\":\"x\"}\n{\"text\":\"a b c\"}\n");
    assertThatThrownBy(() -> standIn(ModelOptions.DEFAULT.withLabels(file, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void keepsItsRateLimit() throws Exception {
    try (ModelStandIn standIn = standIn(ModelOptions.DEFAULT.withRequestsPerMinute(2));
        StandInClient client = new StandInClient(standIn.address())) {
      assertThat(client.message(message("1")).header("anthropic-ratelimit-requests-remaining"))
          .isEqualTo("1");
      client.message(message("2"));
      Got third = client.message(message("3"));
      assertThat(third.status()).isEqualTo(429);
      assertThat(Integer.parseInt(third.header("retry-after"))).isBetween(1, 31);
    }
  }

  @Test
  void takesFaultsOverItsControlEndpoint() throws Exception {
    try (ModelStandIn standIn = standIn(ModelOptions.DEFAULT);
        StandInClient client = new StandInClient(standIn.address())) {
      Got set =
          client.post(
              "/_standin/faults", "{\"fault\":\"429\",\"next\":2,\"after\":1,\"retry-after\":7}");
      assertThat(set.status()).isEqualTo(200);
      assertThat(client.message(message("1")).status()).isEqualTo(200);
      Got struck = client.message(message("2"));
      assertThat(struck.status()).isEqualTo(429);
      assertThat(struck.header("retry-after")).isEqualTo("7");
      assertThat(client.message(message("3")).status()).isEqualTo(429);
      assertThat(client.message(message("4")).status()).isEqualTo(200);

      assertThat(
              client.post("/_standin/faults", "{\"fault\":\"fire\"}").json().path("error").asText())
          .contains("\"fire\" is unknown", "429");
      assertThat(client.post("/_standin/faults", "{\"fault\":\"500\",\"often\":1}").status())
          .isEqualTo(400);
      JsonNode stats = client.get("/_standin/stats").json();
      assertThat(stats.path("requests").asLong()).isEqualTo(4);
      assertThat(stats.at("/outcomes/fault:429").asLong()).isEqualTo(2);
      assertThat(stats.at("/concurrent/most").asLong()).isEqualTo(1);
      assertThat(stats.at("/tokens/input").asLong()).isPositive();
    }
  }

  @Test
  void strikesAsOftenAsToldAndAtTheSameRequests() throws Exception {
    List<List<Integer>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      FaultRule rule = FaultRule.parse("529:probability=0.2,seed=5");
      try (ModelStandIn standIn = standIn(ModelOptions.DEFAULT.withFaults(List.of(rule)));
          StandInClient client = new StandInClient(standIn.address())) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          statuses.add(client.message(message("mail " + i)).status());
        }
        runs.add(statuses);
      }
    }
    assertThat(runs.get(0)).isEqualTo(runs.get(1));
    assertThat(runs.get(0).stream().filter(status -> status == 529).count()).isBetween(20L, 60L);
  }

  @Test
  void heedsMarkersOnlyWhereTold() throws Exception {
    try (ModelStandIn deaf = standIn(ModelOptions.DEFAULT);
        ModelStandIn heeding = standIn(ModelOptions.DEFAULT.withMarkers(true));
        StandInClient first = new StandInClient(deaf.address());
        StandInClient second = new StandInClient(heeding.address())) {
      assertThat(first.message(message("[[standin:500]]")).status()).isEqualTo(200);
      assertThat(second.message(message("[[standin:500]]")).status()).isEqualTo(500);
      assertThat(second.message(message("[[standin:refuse]]")).json().path("stop_reason").asText())
          .isEqualTo("refusal");
      assertThat(second.message(message("[[standin:fire]]")).status()).isEqualTo(200);
    }
  }

  @Test
  void answersManyAtOnceAfterItsLatency() throws Exception {
    ModelOptions options =
        ModelOptions.DEFAULT.withLatency(Duration.ofMillis(300), Duration.ofMillis(20));
    try (ModelStandIn standIn = standIn(options);
        StandInClient client = new StandInClient(standIn.address());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Got>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String body = message("mail " + i);
        answers.add(threads.submit(() -> client.message(body)));
      }
      for (Future<Got> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
      assertThat(standIn.mostAtOnce()).isGreaterThan(10);
    }
  }

  @Test
  void isOpenToThisMachineOnly() throws Exception {
    try (ModelStandIn standIn = standIn(ModelOptions.DEFAULT);
        StandInClient client = new StandInClient(standIn.address())) {
      assertThat(standIn.address().getHost()).isEqualTo("127.0.0.1");
      assertThat(raw(standIn, "GET /_standin/stats HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
          .startsWith("HTTP/1.1 403");
      HttpRequest fromAPage =
          client
              .request("/_standin/faults")
              .header("Origin", "http://evil.example")
              .POST(HttpRequest.BodyPublishers.ofString("{\"fault\":\"500\"}"))
              .build();
      assertThat(client.send(fromAPage).status()).isEqualTo(403);
    }
  }

  @Test
  void readsChunksPipelinesAndHalfRequests() throws Exception {
    try (ModelStandIn standIn = standIn(ModelOptions.DEFAULT)) {
      String body = message("kawałek").replace("\n", "");
      int half = 30;
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String chunks =
          "POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer k\r\n"
              + "anthropic-version: 2026-10-21\r\nTransfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(half)
              + "\r\n"
              + new String(bytes, 0, half, StandardCharsets.ISO_8859_1)
              + "\r\n"
              + Integer.toHexString(bytes.length - half)
              + ";x=y\r\n"
              + new String(bytes, half, bytes.length - half, StandardCharsets.ISO_8859_1)
              + "\r\n0\r\nTrailer: 1\r\n\r\n"
              + "GET /_standin/stats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      String answers = raw(standIn, chunks);
      assertThat(answers).startsWith("HTTP/1.1 200").contains("end_turn", "\"requests\":1");
      assertThat(raw(standIn, "HELLO\r\n\r\n")).startsWith("HTTP/1.1 400");
      assertThat(raw(standIn, "GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(20_000)))
          .startsWith("HTTP/1.1 431");
      assertThat(raw(standIn, "POST /v1/messages HTTP/1.1\r\nContent-Length: x\r\n\r\n"))
          .startsWith("HTTP/1.1 400");
    }
  }

  private static String raw(ModelStandIn standIn, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), standIn.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
