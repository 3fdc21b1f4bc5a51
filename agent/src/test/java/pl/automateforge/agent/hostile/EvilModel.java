package pl.automateforge.agent.hostile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model's service that gives, for the mail {@code case-N}, the answer of that number. */
final class EvilModel implements AutoCloseable {
  private static final Pattern CASE = Pattern.compile("case-(\\d+)-");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<EvilAnswer> answers;

  EvilModel(List<EvilAnswer> answers) throws IOException {
    this.answers = answers;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Matcher number = CASE.matcher(asked);
      String said =
          number.find() ? answers.get(Integer.parseInt(number.group(1))).text() : "which case?";
      byte[] body =
          """
          {"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-5-5",
           "content":[{"type":"text","text":%s}],"stop_reason":"end_turn","stop_sequence":null,
           "usage":{"input_tokens":9,"output_tokens":9,"cache_creation_input_tokens":0,
           "cache_read_input_tokens":0,"service_tier":"standard"}}\
          """
              .formatted(EvilAnswers.text(said))
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("content-type", "application/json");
      exchange.getResponseHeaders().add("request-id", "req_1");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
