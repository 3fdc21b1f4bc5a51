package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pl.automateforge.agent.standin.http.Reply;
import pl.automateforge.agent.standin.http.Request;

/**
 * The methods of Slack that a bot needs, below {@code /slack/api/}, answered as Slack does: under
 * status 200 where it refuses, too. Below {@code /slack/chat:write/api/} a bot has only the scopes
 * that stand there, split by commas. A channel takes three messages at once and one a second after.
 * All of it is forgotten when the process ends. For any number of threads.
 */
final class SlackApi {
  private static final Pattern PATH =
      Pattern.compile("/slack/(?:(?<scopes>[a-z:,]{1,200})/)?api/(?<method>[A-Za-z.]{1,60})");
  private static final Pattern ID = Pattern.compile("[CGD][A-Z0-9]{7,20}");
  private static final Pattern NAME = Pattern.compile("#?[\\p{L}\\p{N}_-]{1,80}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
  private static final Set<String> ALL =
      Set.of("chat:write", "channels:history", "channels:read", "groups:history", "groups:read");
  private static final int BURST = 3;
  private static final Duration GAP = Duration.ofSeconds(1);
  private static final int KEPT = 10_000;
  private static final int MOST_A_PAGE = 999;

  private final Clock clock;
  private final Map<String, Deque<ObjectNode>> channels = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Instant> full = new HashMap<>();
  private long posted;

  SlackApi(Clock clock) {
    this.clock = clock;
  }

  /** Keeps what took effect among what arrived. */
  interface Recorder {
    void effect(String id) throws InterruptedException;
  }

  static boolean isMeant(Request request) {
    return PATH.matcher(request.path()).matches();
  }

  void clear() {
    synchronized (channels) {
      channels.clear();
      names.clear();
      full.clear();
    }
  }

  Reply answer(Request request, Recorder recorder) throws InterruptedException {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      throw new IllegalArgumentException("no method of Slack: " + request.path());
    }
    String token = request.headers().first("authorization").orElse("");
    if (!token.startsWith("Bearer ")) {
      return refused("not_authed");
    }
    if (!token.startsWith("Bearer xoxb-")) {
      return refused("invalid_auth");
    }
    String scopes = Optional.ofNullable(path.group("scopes")).orElse("");
    Set<String> granted = scopes.isEmpty() ? ALL : Set.copyOf(List.of(scopes.split(",")));
    Reply reply =
        switch (path.group("method")) {
          case "auth.test" -> identity(request);
          case "chat.postMessage" -> post(request, granted, recorder);
          case "conversations.history" -> history(request, granted);
          case "conversations.list" -> list(granted);
          default -> refused("unknown_method");
        };
    return reply.with("x-oauth-scopes", String.join(",", granted.stream().sorted().toList()));
  }

  private static Reply identity(Request request) {
    ObjectNode body = Json.object().put("ok", true);
    body.put("url", "http://" + request.headers().first("host").orElse("127.0.0.1") + "/");
    body.put("team", "Stand-in").put("user", "autoforge-standin");
    body.put("team_id", "T0STANDIN0").put("user_id", "U0STANDIN0").put("bot_id", "B0STANDIN0");
    return Reply.json(200, Json.bytes(body));
  }

  private Reply post(Request request, Set<String> granted, Recorder recorder)
      throws InterruptedException {
    if (!granted.contains("chat:write")) {
      return missing("chat:write", granted);
    }
    JsonNode message;
    try {
      message = Json.read(request.body());
    } catch (IOException notJson) {
      return refused("invalid_json");
    }
    String problem = problem(message);
    if (!problem.isEmpty()) {
      return refused(problem);
    }
    ObjectNode kept = Json.object();
    String channel = id(message.path("channel").asText());
    synchronized (channels) {
      Instant now = clock.instant();
      Instant before = full.getOrDefault(channel, now);
      Instant until = (before.isAfter(now) ? before : now).plus(GAP);
      if (until.isAfter(now.plus(GAP.multipliedBy(BURST)))) {
        return limited();
      }
      full.put(channel, until);
      posted++;
      kept.put("type", "message").put("user", "U0STANDIN0").put("bot_id", "B0STANDIN0");
      kept.put("text", message.path("text").asText(""));
      kept.put(
          "ts", String.format(Locale.ROOT, "%d.%06d", now.getEpochSecond(), posted % 1_000_000));
      if (message.has("metadata")) {
        kept.set("metadata", message.get("metadata"));
      }
      Deque<ObjectNode> all = channels.computeIfAbsent(channel, c -> new ArrayDeque<>());
      all.addFirst(kept);
      if (all.size() > KEPT) {
        all.removeLast();
      }
    }
    String effect = message.path("metadata").path("event_payload").path("effect_id").asText("");
    recorder.effect(effect.isEmpty() || effect.length() > 200 ? kept.path("ts").asText() : effect);
    ObjectNode body = Json.object().put("ok", true).put("channel", channel);
    body.put("ts", kept.path("ts").asText()).set("message", kept);
    return Reply.json(200, Json.bytes(body));
  }

  /** What Slack says of a message that it does not take; empty where it does. */
  private static String problem(JsonNode message) {
    String channel = message.path("channel").asText("");
    if (!ID.matcher(channel).matches() && !NAME.matcher(channel).matches()) {
      return "channel_not_found";
    }
    if (message.path("text").asText("").isBlank() && message.path("blocks").isEmpty()) {
      return "no_text";
    }
    if (message.path("blocks").size() > 50) {
      return "invalid_blocks";
    }
    JsonNode metadata = message.path("metadata");
    boolean whole =
        metadata.isMissingNode()
            || (metadata.path("event_type").isTextual()
                && metadata.path("event_payload").isObject());
    return whole ? "" : "metadata_must_be_sent_from_app";
  }

  private Reply history(Request request, Set<String> granted) {
    if (!granted.contains("channels:history") && !granted.contains("groups:history")) {
      return missing("channels:history", granted);
    }
    Map<String, String> asked = form(request);
    String channel = asked.getOrDefault("channel", "");
    if (!ID.matcher(channel).matches()) {
      return refused("channel_not_found");
    }
    int from = number(asked.getOrDefault("cursor", ""), 0);
    int most = Math.clamp(number(asked.getOrDefault("limit", ""), 100), 1, MOST_A_PAGE);
    boolean metadata = asked.getOrDefault("include_all_metadata", "").equals("true");
    List<ObjectNode> all;
    synchronized (channels) {
      all = new ArrayList<>(channels.getOrDefault(channel, new ArrayDeque<>()));
    }
    ObjectNode body = Json.object().put("ok", true);
    ArrayNode messages = body.putArray("messages");
    int end = Math.min(all.size(), from + most);
    for (ObjectNode message : all.subList(Math.min(from, all.size()), end)) {
      ObjectNode shown = message.deepCopy();
      if (!metadata) {
        shown.remove("metadata");
      }
      messages.add(shown);
    }
    body.put("has_more", end < all.size());
    body.putObject("response_metadata").put("next_cursor", end < all.size() ? "" + end : "");
    return Reply.json(200, Json.bytes(body));
  }

  private Reply list(Set<String> granted) {
    if (!granted.contains("channels:read")) {
      return missing("channels:read", granted);
    }
    ObjectNode body = Json.object().put("ok", true);
    ArrayNode all = body.putArray("channels");
    synchronized (channels) {
      names.forEach((id, name) -> all.addObject().put("id", id).put("name", name));
    }
    body.putObject("response_metadata").put("next_cursor", "");
    return Reply.json(200, Json.bytes(body));
  }

  /** A name has one id as long as the process lives, and in the next one too. */
  private String id(String channel) {
    if (ID.matcher(channel).matches()) {
      return channel;
    }
    String name = channel.replaceFirst("^#", "");
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    String id =
        "C" + HexFormat.of().withUpperCase().toHexDigits(Hash.of(1, bytes)).substring(0, 10);
    synchronized (channels) {
      if (names.size() < KEPT) {
        names.put(id, name);
      }
    }
    return id;
  }

  private static Map<String, String> form(Request request) {
    Map<String, String> form = new HashMap<>();
    for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&", 50)) {
      int mark = pair.indexOf('=');
      if (mark > 0) {
        form.put(decoded(pair.substring(0, mark)), decoded(pair.substring(mark + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return "";
    }
  }

  private static int number(String digits, int otherwise) {
    return NUMBER.matcher(digits).matches() ? Integer.parseInt(digits) : otherwise;
  }

  private static Reply missing(String needed, Set<String> granted) {
    ObjectNode body = Json.object().put("ok", false).put("error", "missing_scope");
    body.put("needed", needed)
        .put("provided", String.join(",", granted.stream().sorted().toList()));
    return Reply.json(200, Json.bytes(body));
  }

  private static Reply refused(String word) {
    return Reply.json(200, Json.bytes(Json.object().put("ok", false).put("error", word)));
  }

  private static Reply limited() {
    return Reply.json(429, Json.bytes(Json.object().put("ok", false).put("error", "ratelimited")))
        .with("retry-after", String.valueOf(GAP.toSeconds()));
  }
}
