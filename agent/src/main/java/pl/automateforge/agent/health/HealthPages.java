package pl.automateforge.agent.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages of the health port. */
final class HealthPages implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(HealthPages.class);
  private static final String JSON = "application/json; charset=utf-8";

  /** Beyond it a caller is told to come again: nobody needs more, and a scrape costs memory. */
  private static final int AT_ONCE = 16;

  private final Vitals vitals;
  private final AgentMetrics metrics;
  private final Semaphore places = new Semaphore(AT_ONCE);

  HealthPages(Vitals vitals, AgentMetrics metrics) {
    this.vitals = vitals;
    this.metrics = metrics;
  }

  /** Loaded at the first request, not at the start. */
  private static final class Json {
    static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}
  }

  private record Page(int status, String type, String text) {
    static Page json(int status, Map<String, ?> value) {
      try {
        return new Page(status, JSON, Json.MAPPER.writeValueAsString(value) + "\n");
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("texts and lists always become JSON", e);
      }
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (places.tryAcquire()) {
        try {
          send(exchange, page(exchange));
        } finally {
          places.release();
        }
      } else {
        send(exchange, Page.json(503, Map.of("error", "too many requests at once")));
      }
    }
  }

  private Page page(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Page.json(405, Map.of("error", "only GET and HEAD"));
    }
    try {
      return switch (exchange.getRequestURI().getPath()) {
        case "/healthz" -> healthz();
        case "/readyz" -> readyz();
        case "/metrics" -> new Page(200, AgentMetrics.CONTENT_TYPE, metrics.scrape());
        case null, default -> Page.json(404, Map.of("error", "not found"));
      };
    } catch (RuntimeException e) {
      LOG.error("health port failed", e);
      return Page.json(500, Map.of("error", "see the agent's log"));
    }
  }

  private Page healthz() {
    Vitals.Identity identity = vitals.identity();
    Map<String, String> body = new LinkedHashMap<>();
    body.put("status", "up");
    body.put("agent", identity.agent());
    body.put("version", identity.version());
    body.put("mode", identity.mode());
    body.put("since", identity.since().toString());
    return Page.json(200, body);
  }

  private Page readyz() {
    List<String> reasons = vitals.notReady();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", reasons.isEmpty() ? "ready" : "not ready");
    body.put("reasons", reasons);
    return Page.json(reasons.isEmpty() ? 200 : 503, body);
  }

  private static void send(HttpExchange exchange, Page page) throws IOException {
    byte[] body = page.text().getBytes(StandardCharsets.UTF_8);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", page.type());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(page.status(), -1);
    } else {
      exchange.sendResponseHeaders(page.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
