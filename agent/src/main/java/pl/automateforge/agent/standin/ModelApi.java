package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.standin.http.Delivery;
import pl.automateforge.agent.standin.http.Handler;
import pl.automateforge.agent.standin.http.Reply;
import pl.automateforge.agent.standin.http.Request;

/** Routes a request, checks who asks, lets faults strike, answers. */
final class ModelApi implements Handler {
  private static final String VERSION = "2026-10-21";
  private static final String PORTAL =
      "<!doctype html><title>Stand-in</title><p>A page, as a captive portal sends one with 200.";

  private final ModelOptions options;
  private final Clock clock;
  private final Faults faults;
  private final Counters counters;
  private final Control control;
  private final RateLimit limit;
  private final PromptCache cache;
  private final MessageWriter messages;
  private final ChatWriter chat;
  private final AtomicLong number = new AtomicLong();

  ModelApi(
      ModelOptions options, Classifier classifier, Faults faults, Counters counters, Clock clock) {
    this.options = options;
    this.clock = clock;
    this.faults = faults;
    this.counters = counters;
    this.control = new Control(faults, this::stats);
    this.limit = new RateLimit(options.requestsPerMinute(), clock);
    this.cache = new PromptCache(clock);
    this.messages = new MessageWriter(classifier, cache);
    this.chat = new ChatWriter(classifier);
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    if (request.path().startsWith(Control.PREFIX)) {
      return mark(request.isFromThisMachine() ? control.handle(request) : Control.notFromHere());
    }
    counters.begin();
    String outcome = "own-fault";
    String id = id();
    Dialect dialect = Dialect.of(request);
    try {
      Outcome made = route(request, dialect, id);
      outcome = made.name();
      return mark(made.reply()).with("request-id", "req_standin_" + id);
    } catch (RefusedException refused) {
      outcome = String.valueOf(refused.status());
      return mark(dialect.error(refused, "req_standin_" + id))
          .with("request-id", "req_standin_" + id);
    } finally {
      counters.end(outcome);
    }
  }

  @Override
  public Reply unreadable(int status, String problem) {
    String type = status == 413 ? "request_too_large" : "invalid_request_error";
    String said = status == 413 ? "Request exceeds the maximum allowed number of bytes." : problem;
    String id = "req_standin_" + id();
    counters.begin();
    counters.end(String.valueOf(status));
    return mark(Dialect.MESSAGES.error(RefusedException.of(status, type, said), id))
        .with("request-id", id);
  }

  /** A reply and what it counts as. */
  private record Outcome(String name, Reply reply) {
    static Outcome ok(JsonNode body) {
      return new Outcome("200", Reply.json(200, Json.bytes(body)));
    }
  }

  private Outcome route(Request request, Dialect dialect, String id) throws InterruptedException {
    String path = request.path();
    String key = key(request, dialect);
    if (path.equals("/v1/messages") || path.equals("/v1/chat/completions")) {
      require(request, "POST");
      return answer(request, dialect, key, id);
    }
    if (path.equals("/v1/messages/count_tokens")) {
      require(request, "POST");
      JsonNode body = Json.request(request.body());
      ModelFacts model = MessagesRules.count(body, clock.instant());
      return Outcome.ok(Json.object().put("input_tokens", PromptCache.tokens(body, model)));
    }
    if (path.equals("/v1/models") || path.startsWith("/v1/models/")) {
      require(request, "GET");
      return Outcome.ok(models(path, dialect));
    }
    throw RefusedException.notFound(path + " is not known here");
  }

  private JsonNode models(String path, Dialect dialect) {
    if (dialect == Dialect.CHAT) {
      return ModelInfos.chatList();
    }
    return path.equals("/v1/models")
        ? ModelInfos.list(clock.instant())
        : ModelInfos.one(path.substring("/v1/models/".length()), clock.instant());
  }

  private static void require(Request request, String method) {
    if (!request.method().equals(method)) {
      throw RefusedException.wrongMethod(
          request.method() + " is not allowed here, " + method + " is");
    }
  }

  /** Who asks; refuses as the service does who may not. */
  private String key(Request request, Dialect dialect) {
    String bearer = request.headers().first("authorization").orElse("");
    String key = bearer.startsWith("Bearer ") ? bearer.substring(7).strip() : "";
    boolean open = dialect == Dialect.CHAT && options.keys().isEmpty();
    if (key.isEmpty() && !open) {
      throw RefusedException.unauthorized(
          request.headers().first("x-api-key").isPresent()
              ? "x-api-key is not taken; send the key as Authorization: Bearer"
              : "Authorization header is required");
    }
    if (!options.keys().isEmpty() && !options.keys().contains(key)) {
      throw RefusedException.unauthorized("invalid bearer token");
    }
    if (dialect == Dialect.MESSAGES) {
      version(request.headers().first("anthropic-version"));
    }
    return key;
  }

  private static void version(Optional<String> version) {
    if (version.isEmpty()) {
      throw RefusedException.invalid("anthropic-version: header is required");
    }
    if (!version.get().equals(VERSION)) {
      throw RefusedException.invalid(
          "anthropic-version: \""
              + version.get()
              + "\" is not a version that the stand-in speaks; it speaks "
              + VERSION);
    }
  }

  private Outcome answer(Request request, Dialect dialect, String key, String id)
      throws InterruptedException {
    Optional<FaultRule> struck = faults.strike();
    if (struck.isPresent() && isBeforeReading(struck.get().fault())) {
      return failed(struck.get(), dialect, id);
    }
    if (!limit.hasOne()) {
      return limited(dialect, id);
    }
    JsonNode body = Json.request(request.body());
    ModelFacts model = check(body, dialect);
    if (struck.isEmpty() && options.markers()) {
      struck = faults.marked(MessageWriter.asked(body));
      if (struck.isPresent() && isBeforeReading(struck.get().fault())) {
        return failed(struck.get(), dialect, id);
      }
    }
    Fault fault = struck.map(FaultRule::fault).orElse(null);
    if (model == null && fault != null) {
      ChatRules.check(body, fault);
    }
    pause(request);
    Answer answer =
        model == null
            ? chat.write(body, id, clock.instant(), fault)
            : messages.write(body, model, key, id, fault);
    return sent(answer, body, model, fault);
  }

  private Outcome limited(Dialect dialect, String id) {
    RefusedException refused =
        RefusedException.rateLimited(
            "This request would exceed the rate limit of "
                + options.requestsPerMinute()
                + " requests per minute.");
    Reply reply = dialect.error(refused, "req_standin_" + id);
    return new Outcome(
        "429", limits(reply, 0).with("retry-after", String.valueOf(limit.secondsToOne())));
  }

  private @Nullable ModelFacts check(JsonNode body, Dialect dialect) {
    if (dialect == Dialect.CHAT) {
      ChatRules.check(body);
      return null;
    }
    ModelFacts model = MessagesRules.create(body, clock.instant());
    long tokens = PromptCache.tokens(body, model);
    if (tokens + body.path("max_tokens").asLong() > model.context()) {
      throw RefusedException.invalid(
          "prompt is too long: " + tokens + " tokens > " + model.context() + " maximum");
    }
    return model;
  }

  private void pause(Request request) throws InterruptedException {
    double share = Hash.unit(Hash.of(options.seed(), request.body()));
    Duration wait = options.latency().plusNanos((long) (options.jitter().toNanos() * share));
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
  }

  private static boolean isBeforeReading(Fault fault) {
    return switch (fault) {
      case HANG, RATE_LIMIT, SERVER_ERROR, OVERLOADED, HTML, HTML_ERROR -> true;
      case REFUSE,
          BROKEN_JSON,
          WRONG_SCHEMA,
          FOREIGN_CATEGORY,
          SLOW,
          MAX_TOKENS,
          CUT_OFF,
          NO_ANSWER,
          EVENTS,
          IGNORE_SCHEMA,
          CUT_PROMPT,
          NO_USAGE,
          NO_MAX_TOKENS,
          NO_JSON_SCHEMA,
          NO_RESPONSE_FORMAT ->
          false;
    };
  }

  private Outcome failed(FaultRule rule, Dialect dialect, String id) {
    String requestId = "req_standin_" + id;
    Reply reply =
        switch (rule.fault()) {
          case HANG -> Reply.text(200, "text/plain", "").delivered(Delivery.NEVER);
          case HTML -> Reply.text(200, "text/html", PORTAL);
          case HTML_ERROR -> Reply.text(502, "text/html", PORTAL);
          case RATE_LIMIT -> {
            Reply limited =
                dialect.error(
                    RefusedException.rateLimited("Stand-in: a limit it was told to have."),
                    requestId);
            yield rule.retryAfter().isZero()
                ? limited
                : limited.with("retry-after", String.valueOf(rule.retryAfter().toSeconds()));
          }
          case OVERLOADED ->
              dialect.error(RefusedException.of(529, "overloaded_error", "Overloaded"), requestId);
          default ->
              dialect.error(
                  RefusedException.of(500, "api_error", "Internal server error"), requestId);
        };
    return new Outcome("fault:" + rule.fault().word(), reply);
  }

  private Outcome sent(
      Answer answer, JsonNode body, @Nullable ModelFacts model, @Nullable Fault fault) {
    counters.add("input", answer.prompt() - answer.cacheRead() - answer.cacheWrite());
    counters.add("cacheRead", answer.cacheRead());
    counters.add("cacheWrite", answer.cacheWrite());
    counters.add("output", answer.output());
    Reply reply;
    if (fault == Fault.BROKEN_JSON) {
      byte[] whole = Json.bytes(answer.body());
      String half = new String(whole, 0, whole.length / 2, StandardCharsets.UTF_8);
      reply = Reply.json(200, half.getBytes(StandardCharsets.UTF_8));
    } else if (fault == Fault.EVENTS) {
      String event = "data: " + Json.text(answer.body()) + "\n\ndata: [DONE]\n\n";
      reply = Reply.text(200, "text/event-stream", event);
    } else if (model != null && body.path("stream").asBoolean()) {
      reply = Reply.of(200, "text/event-stream; charset=utf-8", MessageStream.of(answer.body()));
    } else {
      reply = Reply.json(200, Json.bytes(answer.body()));
    }
    return new Outcome(
        fault == null ? "200" : "fault:" + fault.word(), limits(reply, 1).delivered(manner(fault)));
  }

  private static Delivery manner(@Nullable Fault fault) {
    if (fault == Fault.SLOW) {
      return Delivery.SLOWLY;
    }
    if (fault == Fault.CUT_OFF) {
      return Delivery.CUT_OFF;
    }
    return fault == Fault.NO_ANSWER ? Delivery.CLOSED : Delivery.WHOLE;
  }

  private Reply limits(Reply reply, long taken) {
    RateLimit.State state = limit.take(taken);
    return reply
        .with("anthropic-ratelimit-requests-limit", String.valueOf(state.limit()))
        .with("anthropic-ratelimit-requests-remaining", String.valueOf(state.remaining()))
        .with("anthropic-ratelimit-requests-reset", state.reset().toString());
  }

  private static Reply mark(Reply reply) {
    return reply.with("x-autoforge-standin", "model");
  }

  private String id() {
    return String.format(java.util.Locale.ROOT, "%012x", number.incrementAndGet());
  }

  Map<String, Object> stats() {
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("standin", "model");
    stats.putAll(counters.asMap());
    stats.put("tokens", counters.sums());
    stats.put("faults", faults.list());
    return stats;
  }
}
