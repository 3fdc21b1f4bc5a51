package pl.automateforge.agent.decision.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A service on a free port that answers what a test says and keeps what it was asked. */
final class ScriptedService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Function<Asked, Reply> script = request -> Reply.of(500, "no script");

  ScriptedService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** A request as it came. */
  record Asked(String method, String path, Headers headers, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("the request is not JSON", e);
      }
    }
  }

  /** An answer, or none. */
  sealed interface Reply {
    record Whole(int status, Map<String, String> headers, String body) implements Reply {}

    /** The status line and half of the body. */
    record Cut(String body) implements Reply {}

    /** The connection ends before a status line. */
    record Gone() implements Reply {}

    /** Nothing, until the service closes. */
    record Silence() implements Reply {}

    static Reply of(int status, String body) {
      return new Whole(status, Map.of("content-type", "application/json"), body);
    }

    static Reply of(int status, String header, String value, String body) {
      return new Whole(status, Map.of(header, value), body);
    }
  }

  void answer(Reply reply) {
    script = request -> reply;
  }

  void answer(Function<Asked, Reply> reply) {
    script = reply;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** A message of the API that ends its turn with this text. */
  static Reply message(String text) {
    return message(text, "end_turn", "");
  }

  static Reply message(String text, String stop, String more) {
    try {
      String block = "{\"type\":\"text\",\"text\":" + JSON.writeValueAsString(text) + "}";
      return envelope(block, "\"" + stop + "\"", more);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Reply envelope(String blocks, String stop, String more) {
    return new Reply.Whole(
        200,
        Map.of("content-type", "application/json", "request-id", "req_1"),
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-5-5",
         "content":[%s],"stop_reason":%s,"stop_sequence":null,%s
         "usage":{"input_tokens":900,"output_tokens":100,"cache_creation_input_tokens":0,
         "cache_read_input_tokens":2000,"service_tier":"standard"}}\
        """
            .formatted(blocks, stop, more));
  }

  static Reply error(int status, String type, String message) {
    return new Reply.Whole(
        status,
        Map.of("content-type", "application/json", "request-id", "req_err"),
        "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}"
            .formatted(type, message));
  }

  static Reply coded(int status, String type, String code) {
    return Reply.of(
        status,
        """
        {"type":"error","error":{"type":"%s","message":"m","details":{"error_code":"%s"}}}\
        """
            .formatted(type, code));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(request);
      reply(exchange, script.apply(request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reply(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
    switch (reply) {
      case Reply.Whole whole -> {
        whole.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = whole.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(whole.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
      case Reply.Cut cut -> {
        byte[] bytes = cut.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length * 2L);
        OutputStream out = exchange.getResponseBody();
        out.write(bytes);
        out.flush();
      }
      case Reply.Gone gone -> {}
      case Reply.Silence silence -> closing.await();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
