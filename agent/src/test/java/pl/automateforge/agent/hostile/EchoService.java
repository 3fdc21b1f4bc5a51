package pl.automateforge.agent.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model's service that repeats whatever it was shown in every text that it may write, and below
 * other paths the targets of actions. Keeps every byte of every request. The category is the one
 * that the subject's {@code mark-…-} says.
 */
public final class EchoService implements AutoCloseable {
  /** The path below which the model answers. */
  public static final String MODEL = "model";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MARK = Pattern.compile("mark-([a-z]+)-");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, List<byte[]>> seen = new ConcurrentHashMap<>();
  private volatile boolean targetsFail;
  private volatile boolean modelFails;

  /** How a reply is made of the item's turn. */
  private final UnaryOperator<String> reply;

  public EchoService() throws IOException {
    this(turn -> cut(turn, 6_000));
  }

  EchoService(UnaryOperator<String> reply) throws IOException {
    this.reply = reply;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** From now on each request to a target is answered with 500 and itself. */
  public void failTargets() {
    targetsFail = true;
  }

  /** From now on each request to the model is rejected with 400 and itself. */
  public void failModel() {
    modelFails = true;
  }

  /** What came to this path's first name, from the request line to the last byte. */
  public List<byte[]> seen(String name) {
    return seen.getOrDefault(name, List.of());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String name = exchange.getRequestURI().getPath().split("/", -1)[1];
      seen.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>()).add(whole(exchange, body));
      if (!name.equals(MODEL)) {
        answer(exchange, targetsFail ? 500 : 200, targetsFail ? body : "ok".getBytes(UTF_8));
      } else if (modelFails) {
        answer(exchange, 400, rejected(body));
      } else {
        answer(exchange, 200, message(body));
      }
    }
  }

  private static byte[] whole(HttpExchange exchange, byte[] body) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write((exchange.getRequestURI() + "\n").getBytes(UTF_8));
    whole.write(exchange.getRequestHeaders().entrySet().toString().getBytes(UTF_8));
    whole.write(body);
    return whole.toByteArray();
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.getResponseHeaders().add("request-id", "req_1");
    boolean bodiless = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] rejected(byte[] body) throws IOException {
    return JSON.writeValueAsBytes(
        Map.of(
            "type",
            "error",
            "error",
            Map.of("type", "invalid_request_error", "message", new String(body, UTF_8))));
  }

  private byte[] message(byte[] body) throws IOException {
    String turn = turn(body);
    Matcher mark = MARK.matcher(turn);
    String category = mark.find() ? mark.group(1) : "all";
    boolean unsure = category.equals("desk");
    String said =
        JSON.writeValueAsString(
            Map.of(
                "reason",
                cut(turn, 1_900),
                "category",
                unsure ? "other" : category,
                "confidence",
                unsure ? 0.1 : 0.95,
                "summary",
                cut(turn, 1_500),
                "reply",
                reply.apply(turn)));
    return JSON.writeValueAsBytes(
        Map.of(
            "id",
            "msg_1",
            "type",
            "message",
            "role",
            "assistant",
            "model",
            "claude-haiku-5-5",
            "content",
            List.of(Map.of("type", "text", "text", said)),
            "stop_reason",
            "end_turn",
            "usage",
            Map.of("input_tokens", 9, "output_tokens", 9)));
  }

  /** The last text that it was shown. */
  private static String turn(byte[] body) throws IOException {
    List<String> texts = new ArrayList<>(List.of(""));
    for (JsonNode message : JSON.readTree(body).path("messages")) {
      JsonNode content = message.path("content");
      if (content.isTextual()) {
        texts.add(content.asText());
      }
      content.forEach(block -> texts.add(block.path("text").asText()));
    }
    return texts.getLast();
  }

  /** The beginning; what stands in the place of personal data whole or not at all. */
  static String cut(String text, int most) {
    String cut = text.length() <= most ? text : text.substring(0, most);
    int open = cut.lastIndexOf('⟦');
    return open > cut.lastIndexOf('⟧') ? cut.substring(0, open) : cut;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
