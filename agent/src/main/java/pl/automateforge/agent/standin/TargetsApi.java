package pl.automateforge.agent.standin;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.standin.http.Delivery;
import pl.automateforge.agent.standin.http.Handler;
import pl.automateforge.agent.standin.http.Reply;
import pl.automateforge.agent.standin.http.Request;

/** Takes what arrives, lets faults strike, and shows what came. */
final class TargetsApi implements Handler {
  private final TargetsOptions options;
  private final Faults faults;
  private final Counters counters;
  private final Arrivals arrivals;
  private final IdempotencyKeys keys = new IdempotencyKeys();
  private final SlackApi slack;
  private final SignatureCheck signatures;
  private final Control control;
  private final TargetsPages pages;
  private final Clock clock;

  TargetsApi(
      TargetsOptions options, Faults faults, Counters counters, Arrivals arrivals, Clock clock) {
    this.options = options;
    this.faults = faults;
    this.counters = counters;
    this.arrivals = arrivals;
    this.slack = new SlackApi(clock);
    this.signatures = new SignatureCheck(options.secret(), clock);
    this.control = new Control(faults, this::stats);
    this.pages = new TargetsPages(arrivals, counters, clock);
    this.clock = clock;
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    boolean sent = request.method().equals("POST") || request.method().equals("PUT");
    if (sent && !request.path().startsWith(Control.PREFIX)) {
      return receive(request).with("x-autoforge-standin", "targets");
    }
    if (request.path().equals("/readyz")) {
      return Reply.text(200, "text/plain", "ready\n");
    }
    if (!request.isFromThisMachine()) {
      return Control.notFromHere();
    }
    return switch (request.method() + " " + request.path()) {
      case "GET /_standin/records" ->
          Reply.json(
              200, Json.bytes(arrivals.newest().reversed().stream().map(Arrival::asMap).toList()));
      case "DELETE /_standin/records" -> {
        arrivals.clear();
        keys.clear();
        slack.clear();
        yield Reply.json(200, Json.bytes(stats()));
      }
      default ->
          request.path().startsWith(Control.PREFIX)
              ? control.handle(request)
              : pages.handle(request);
    };
  }

  @Override
  public Reply unreadable(int status, String problem) {
    counters.begin();
    counters.end(String.valueOf(status));
    return Control.problem(status, problem);
  }

  private Reply receive(Request request) throws InterruptedException {
    counters.begin();
    String outcome = "own-fault";
    try {
      Optional<FaultRule> struck = faults.strike();
      Reply reply = struck.isPresent() ? refused(struck.get()) : null;
      if (reply == null) {
        reply = taken(request).delivered(manner(struck.map(FaultRule::fault).orElse(null)));
      }
      outcome =
          struck.map(rule -> "fault:" + rule.fault().word()).orElse(String.valueOf(reply.status()));
      return reply;
    } finally {
      counters.end(outcome);
    }
  }

  /** What is said to a request that a fault keeps from taking effect; null where none does. */
  private static @Nullable Reply refused(FaultRule rule) {
    return switch (rule.fault()) {
      case RATE_LIMIT ->
          Control.problem(429, "the stand-in was told to limit the rate")
              .with("retry-after", String.valueOf(rule.retryAfter().toSeconds()));
      case SERVER_ERROR -> Control.problem(500, "the stand-in was told to fail");
      default -> null;
    };
  }

  private static Delivery manner(@Nullable Fault fault) {
    if (fault == null) {
      return Delivery.WHOLE;
    }
    return switch (fault) {
      case HANG -> Delivery.NEVER;
      case SLOW -> Delivery.SLOWLY;
      case CUT_OFF -> Delivery.CUT_OFF;
      case NO_ANSWER -> Delivery.CLOSED;
      default -> Delivery.WHOLE;
    };
  }

  private Reply taken(Request request) throws InterruptedException {
    if (SlackApi.isMeant(request)) {
      return slack.answer(
          request, effect -> arrived(request, "", effect, Arrival.text(request.body())));
    }
    String key = request.headers().first("idempotency-key").map(TargetsApi::unquoted).orElse("");
    if (key.isEmpty() || !options.honourKeys()) {
      return effect(request, key);
    }
    long body = Hash.of(Hash.of(0, request.path()), request.body());
    return switch (keys.claim(key, body)) {
      case IdempotencyKeys.Claim.First() -> {
        Reply answer = effect(request, key);
        keys.answered(key, body, answer);
        yield answer;
      }
      case IdempotencyKeys.Claim.Replay(Reply answer) -> {
        counters.add("replayed", 1);
        yield answer.with("idempotency-replayed", "true");
      }
      case IdempotencyKeys.Claim.InProgress() ->
          Control.problem(409, "a request with this Idempotency-Key is in progress");
      case IdempotencyKeys.Claim.Misused() ->
          Control.problem(422, "this Idempotency-Key came with another body before");
    };
  }

  private Reply effect(Request request, String key) throws InterruptedException {
    String body = Arrival.text(request.body());
    Arrival arrival = arrived(request, key, effectOf(request, key, body), body);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("standin", "targets");
    answer.put("number", arrival.number());
    answer.put("effect", arrival.effect());
    return Reply.json(200, Json.bytes(answer));
  }

  private Arrival arrived(Request request, String key, String effect, String body)
      throws InterruptedException {
    Arrival.Signature signature = signatures.check(request);
    Instant now = clock.instant();
    Arrival arrival =
        arrivals.add(
            effect,
            (number, duplicate) ->
                new Arrival(
                    number,
                    now,
                    request.method(),
                    request.path(),
                    request.query(),
                    masked(request.headers().asMap()),
                    body,
                    key.isEmpty() ? null : key,
                    effect,
                    signature,
                    duplicate));
    if (options.latency().isPositive()) {
      Thread.sleep(options.latency());
    }
    return arrival;
  }

  private static String effectOf(Request request, String key, String body) {
    if (!key.isEmpty()) {
      return key;
    }
    if (body.startsWith("{")) {
      try {
        String id = Json.read(request.body()).path("id").asText("");
        if (!id.isEmpty() && id.length() <= 200) {
          return id;
        }
      } catch (java.io.IOException notJson) {
        // told apart by its bytes
      }
    }
    return HexFormat.of().toHexDigits(Hash.of(Hash.of(0, request.path()), request.body()));
  }

  /** The key within its quotes, bounded. */
  private static String unquoted(String value) {
    String key =
        value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
            ? value.substring(1, value.length() - 1)
            : value;
    return key.length() > 200 ? key.substring(0, 200) : key;
  }

  private static Map<String, String> masked(Map<String, String> headers) {
    Map<String, String> shown = new LinkedHashMap<>(headers);
    shown.computeIfPresent(
        "authorization",
        (name, value) ->
            value.replaceFirst(" .*", "")
                + " ("
                + value.length()
                + " characters, hash "
                + HexFormat.of().toHexDigits(Hash.of(1, value.getBytes(StandardCharsets.UTF_8)))
                + ")");
    return shown;
  }

  Map<String, Object> stats() {
    Arrivals.Totals totals = arrivals.totals();
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("standin", "targets");
    stats.putAll(counters.asMap());
    stats.put("arrived", totals.arrived());
    stats.put("effects", totals.distinct());
    stats.put("duplicates", totals.duplicates());
    stats.put("replayed", counters.sum("replayed"));
    stats.put("kept", totals.kept());
    stats.put("forgottenEffects", totals.forgottenEffects());
    stats.put("faults", faults.list());
    return stats;
  }
}
